package dev.gatehouse.setup;

import com.microsoft.playwright.impl.driver.Driver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Playwright's own download of a browser without windows, as its command line does it: {@code playwright install --only-shell chromium}. */
final class PlaywrightDownload implements Runnable {

    private static final Duration LIMIT = Duration.ofMinutes(6);
    /** Of one try to connect; Playwright tries several times. */
    private static final Duration LIMIT_OF_CONNECTING = Duration.ofSeconds(5);

    private final Consumer<String> log;

    PlaywrightDownload(Consumer<String> log) {
        this.log = log;
    }

    @Override
    public void run() {
        log.accept("No browser was found that starts; downloading Playwright's.");
        ProcessBuilder builder = Driver.ensureDriverInstalled(Map.of(), false).createProcessBuilder();
        builder.command().addAll(List.of("install", "--only-shell", "chromium"));
        builder.environment().remove("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD");
        builder.environment().put("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", Long.toString(LIMIT_OF_CONNECTING.toMillis()));
        if (!new SystemCommands().run(LIMIT, builder).succeeded()) {
            log.accept("Playwright's browser could not be downloaded.");
        }
    }
}
