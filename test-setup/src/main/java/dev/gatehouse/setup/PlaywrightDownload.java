package dev.gatehouse.setup;

import com.microsoft.playwright.impl.driver.Driver;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Playwright's download of a headless browser, as by its command line {@code playwright install --only-shell chromium}. */
final class PlaywrightDownload implements Runnable {

    private static final Duration LIMIT = Duration.ofMinutes(6);
    /** The limit of one connection attempt; Playwright makes several. */
    private static final Duration CONNECTION_LIMIT = Duration.ofSeconds(5);

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
        builder.environment().put("PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT", Long.toString(CONNECTION_LIMIT.toMillis()));
        if (!new SystemCommands().run(LIMIT, builder).succeeded()) {
            log.accept("Playwright's browser could not be downloaded.");
        }
    }
}
