package dev.gatehouse.keycloak.theme;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.theme.FolderTheme;
import org.keycloak.theme.Theme;

@DisplayName("The properties of a theme")
class ThemeSettingsTest {

    @TempDir
    private Path folder;

    @Test
    @DisplayName("are all there, of which Keycloak goes through all but Gatehouse's own")
    void listsAllButGatehousesOwn() throws IOException {
        Theme theme = theme("styles=css/a.css\ngatehouseName=Acme\n");

        Properties read = ThemeSettings.of(theme);

        assertThat(read).isEqualTo(theme.getProperties());
        assertThat(read.getProperty("gatehouseName")).isEqualTo("Acme");
        assertThat(read.stringPropertyNames()).containsExactly("styles");
    }

    @Test
    @DisplayName("are those of the theme, whichever was read before")
    void areThoseOfTheTheme() throws IOException {
        Theme first = theme("styles=css/a.css\n");
        assertThat(ThemeSettings.of(first)).containsEntry("styles", "css/a.css");
        Theme second = theme("styles=css/b.css\n");

        assertThat(ThemeSettings.of(second)).containsEntry("styles", "css/b.css");
        assertThat(ThemeSettings.of(first)).containsEntry("styles", "css/a.css");
    }

    private Theme theme(String properties) throws IOException {
        Files.writeString(folder.resolve("theme.properties"), properties);
        return new FolderTheme(folder.toFile(), "acme", Theme.Type.LOGIN);
    }
}
