package dev.gatehouse.access;

import dev.gatehouse.keycloak.config.AdminTexts;
import dev.gatehouse.keycloak.config.ConfigCache;
import dev.gatehouse.keycloak.config.Setting;
import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.keycloak.config.SettingReader;
import dev.gatehouse.keycloak.config.SettingType;
import dev.gatehouse.keycloak.membership.RoleOrGroupMatcher;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.settings.SettingsInForce;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The settings of app access.
 *
 * @param apps client ids of the apps that only some users may enter
 * @param people names of the roles and groups that may enter them, see {@link RoleOrGroupMatcher#named}
 * @param redirect where to redirect other users instead of showing a page; empty to show the page
 * @param links where to get the app for all users, by platform
 * @param problems what is invalid in the configuration, in words for an admin; empty if nothing is
 */
public record AppAccessSettings(
        List<String> apps, List<String> people, Optional<URI> redirect, Map<String, URI> links, List<String> problems) {

    private static final Setting<List<String>> APPS = Setting.of(
                    GatehouseRealm.RESTRICTED_APPS, SettingType.someNames(), "dashboard")
            .checkedOnSave(SettingProblem.Reason.NO_CLIENT, AppAccessSettings::unknownApps);
    private static final Setting<List<String>> PEOPLE = Setting.of(
                    "people", SettingType.someNames(), "owner,admin,supervisor")
            .checkedOnSave(SettingProblem.Reason.NO_ROLE_OR_GROUP, RoleOrGroupMatcher::unknownNames);
    private static final Setting<Optional<URI>> REDIRECT = Setting.of("redirect", SettingType.link());

    /** The platforms that links are configured for, in the order in which they are shown; also the configuration keys. */
    private static final List<Setting<Optional<URI>>> LINKS = Stream.of("web", "macos", "windows", "ios", "android")
            .map(platform -> Setting.of(platform, SettingType.link()).withHelp(AdminTexts.PLATFORM_HELP))
            .toList();

    /** The settings, in the order of the form. */
    static final List<Setting<?>> ALL = Stream.of(List.of(APPS, PEOPLE, REDIRECT), LINKS)
            .<Setting<?>>flatMap(List::stream)
            .toList();

    private static final ConfigCache<AppAccessSettings> READ =
            new ConfigCache<>(config -> read(new SettingReader(config)));

    public AppAccessSettings {
        apps = List.copyOf(apps);
        people = List.copyOf(people);
        links = Collections.unmodifiableMap(new LinkedHashMap<>(links));
        problems = List.copyOf(problems);
    }

    /** The settings of a realm. */
    static AppAccessSettings of(KeycloakSession session, RealmModel realm) {
        SettingsInForce saved = SettingsInForce.ofAction(session, realm, AppAccess.ACTION);
        return saved.isComplete() ? parse(saved.texts()) : parseIncomplete(saved.texts());
    }

    /**
     * Parses a configuration. Missing settings have their defaults.
     *
     * @param config the configuration that the admin has saved; {@code null} if there is none
     */
    public static AppAccessSettings parse(@Nullable Map<String, String> config) {
        return READ.of(Objects.requireNonNullElse(config, Map.of()));
    }

    private static AppAccessSettings parseIncomplete(Map<String, String> config) {
        SettingReader reader = new SettingReader(config);
        reader.report("the settings that were valid last cannot be read");
        return read(reader);
    }

    private static AppAccessSettings read(SettingReader reader) {
        Map<String, URI> links = new LinkedHashMap<>();
        LINKS.forEach(platform -> reader.read(platform).ifPresent(link -> links.put(platform.key(), link)));
        return new AppAccessSettings(
                reader.read(APPS), reader.read(PEOPLE), reader.read(REDIRECT), links, reader.problems());
    }

    private static List<String> unknownApps(KeycloakSession session, RealmModel realm, List<String> apps) {
        return apps.stream()
                .filter(app -> realm.getClientByClientId(app) == null)
                .toList();
    }
}
