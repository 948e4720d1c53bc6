package dev.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserPlacesTest {

    @TempDir
    private Path root;

    private final Map<String, String> environment = new HashMap<>();

    @Test
    void findsNothingOnABareMachine() {
        environment.put("GATEHOUSE_CHROMIUM", root.resolve("missing").toString());
        assertThat(executables()).isEmpty();
    }

    @Test
    void prefersTheConfiguredThenTheInstalledThenTheDownloadedBrowser() throws IOException {
        Path downloaded = executable(
                "home/.cache/ms-playwright/chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell");
        Path whole = executable("usr/bin/chromium");
        Path headless = executable("usr/bin/chromium-headless-shell");
        Path named = executable("opt/my-browser");
        environment.put("GATEHOUSE_CHROMIUM", named.toString());
        assertThat(executables()).containsExactly(named, headless, whole, downloaded);
    }

    @Test
    void prefersTheNewestDownloadAndTheHeadlessBrowser() throws IOException {
        Path old = executable("home/.cache/ms-playwright/chromium_headless_shell-999/chrome-linux/headless_shell");
        Path whole = executable("home/.cache/ms-playwright/chromium-1200/chrome-linux64/chrome");
        Path headless = executable(
                "home/.cache/ms-playwright/chromium_headless_shell-1200/chrome-headless-shell-linux64/chrome-headless-shell");
        executable("home/.cache/ms-playwright/firefox-1500/firefox/firefox");
        assertThat(executables()).containsExactly(headless, whole, old);
    }

    @Test
    void looksInPlaywrightsConfiguredFolder() throws IOException {
        Path downloaded = executable("elsewhere/chromium-1200/chrome-linux64/chrome");
        environment.put("PLAYWRIGHT_BROWSERS_PATH", root.resolve("elsewhere").toString());
        assertThat(executables()).containsExactly(downloaded);
    }

    private List<Path> executables() {
        return new BrowserPlaces(root, environment, root.resolve("home")).executables();
    }

    private Path executable(String name) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
