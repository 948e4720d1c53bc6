package dev.gatehouse.keycloak.theme;

import java.io.IOException;
import java.util.Properties;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.keycloak.theme.Theme;

/**
 * The properties of a theme, of which Gatehouse's own are not listed. For each page Keycloak goes through the list eight times to find styles
 * and scripts ({@code ThemeResourcesParser}, Keycloak 26.6 and later), and Gatehouse's own, such as the name of each language, are none.
 */
@SuppressWarnings("serial") // Nobody serialises them.
public final class ThemeSettings extends Properties {

    private static final String OURS = "gatehouse";

    private static final PerTheme<ThemeSettings> READ =
            new PerTheme<>(theme -> new ThemeSettings(theme.getProperties()));

    private final Set<String> listed;

    private ThemeSettings(Properties all) {
        putAll(all);
        listed = super.stringPropertyNames().stream()
                .filter(Predicate.not(name -> name.startsWith(OURS)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /**
     * The properties of a theme. Must not be changed.
     *
     * @throws IOException if the theme cannot be read
     */
    public static Properties of(Theme theme) throws IOException {
        return READ.of(theme);
    }

    @Override
    public Set<String> stringPropertyNames() {
        return listed;
    }
}
