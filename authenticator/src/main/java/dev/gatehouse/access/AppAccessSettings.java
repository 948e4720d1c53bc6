package dev.gatehouse.access;

import dev.gatehouse.keycloak.config.ConfigCache;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The settings of app access.
 *
 * @param apps client ids of the apps that only some users may enter
 * @param people names of the roles and groups that may enter them, see {@link RoleOrGroupMatcher#named}
 * @param redirect where to redirect other users instead of showing a page; empty to show the page
 * @param links where to get the app for all users, by platform
 * @param problems what is invalid in the configuration, in words for an admin; empty if nothing is
 */
public record AppAccessSettings(List<String> apps, List<String> people, Optional<URI> redirect, Map<String, URI> links, List<String> problems) {

    /** The configuration keys. */
    public static final String APPS = "apps";
    public static final String PEOPLE = "people";
    public static final String REDIRECT = "redirect";

    /** The platforms that links are configured for, in the order in which they are shown; also the configuration keys. */
    public static final List<String> PLATFORMS = List.of("web", "macos", "windows", "ios", "android");

    /** The defaults, as an admin would enter them. */
    public static final String DEFAULT_APPS = "dashboard";
    public static final String DEFAULT_PEOPLE = "owner,admin,supervisor";

    private static final ConfigCache<AppAccessSettings> READ = new ConfigCache<>(AppAccessSettings::read);

    public AppAccessSettings {
        apps = List.copyOf(apps);
        people = List.copyOf(people);
        links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
        problems = List.copyOf(problems);
    }

    /**
     * Parses a configuration. Missing settings have their defaults.
     *
     * @param config the configuration that the admin has saved; {@code null} if there is none
     */
    public static AppAccessSettings parse(Map<String, String> config) {
        return READ.of(Objects.requireNonNullElse(config, Map.of()));
    }

    private static AppAccessSettings read(Map<String, String> given) {
        List<String> problems = new ArrayList<>();
        Map<String, URI> links = new LinkedHashMap<>();
        PLATFORMS.forEach(platform -> link(given, platform, problems).ifPresent(link -> links.put(platform, link)));
        return new AppAccessSettings(
                entries(given, APPS, DEFAULT_APPS),
                entries(given, PEOPLE, DEFAULT_PEOPLE),
                link(given, REDIRECT, problems),
                links,
                problems);
    }

    private static List<String> entries(Map<String, String> config, String key, String defaultValue) {
        List<String> entries = RoleOrGroupMatcher.entries(config.get(key));
        return entries.isEmpty() ? RoleOrGroupMatcher.entries(defaultValue) : entries;
    }

    private static Optional<URI> link(Map<String, String> config, String key, List<String> problems) {
        String text = config.get(key);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            URI link = new URI(text.strip());
            if (("https".equals(link.getScheme()) || "http".equals(link.getScheme())) && link.getHost() != null) {
                return Optional.of(link);
            }
        } catch (URISyntaxException notALink) {
            // reported below
        }
        problems.add(key + " must be a URL that starts with https:// or http://");
        return Optional.empty();
    }
}
