package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveThemeTest {

    @TempDir
    private Path folder;

    private Path home;
    private Path source;
    private Path inServer;

    @BeforeEach
    void sources() throws IOException {
        home = folder.resolve("keycloak");
        source = Files.createDirectories(folder.resolve("project/theme/gatehouse"));
        inServer = home.resolve("themes/gatehouse");
        Files.writeString(source.resolve("theme.properties"), "parent=base");
    }

    @Test
    void theServerSeesTheSourcesWhileItIsOpen() throws IOException {
        LiveTheme theme = LiveTheme.link(home, source);
        Files.writeString(source.resolve("theme.properties"), "parent=keycloak");
        assertThat(inServer.resolve("theme.properties")).hasContent("parent=keycloak");
        theme.close();
        assertThat(inServer).doesNotExist();
        assertThat(source.resolve("theme.properties")).exists();
    }

    @Test
    void replacesALinkThatAKilledRunLeft() throws IOException {
        Files.createDirectories(inServer.getParent());
        Files.createSymbolicLink(inServer, folder.resolve("a checkout that is gone/gatehouse"));
        LiveTheme.link(home, source);
        assertThat(inServer.resolve("theme.properties")).exists();
    }

    @Test
    void removesALinkThatAKilledRunLeft() {
        LiveTheme.link(home, source);
        LiveTheme.unlink(home, source);
        assertThat(Files.isSymbolicLink(inServer)).isFalse();
        assertThat(source.resolve("theme.properties")).exists();
    }

    @Test
    void leavesAFolderThatTheUserPutThere() throws IOException {
        Files.createDirectories(inServer);
        LiveTheme.unlink(home, source);
        assertThat(inServer).isDirectory();
        assertThatThrownBy(() -> LiveTheme.link(home, source))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("remove it");
        assertThat(inServer).isDirectory();
    }

    @Test
    void saysThatThereAreNoSources() {
        assertThatThrownBy(() -> LiveTheme.link(home, folder.resolve("nothing")))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("without --dev");
    }
}
