package dev.gatehouse.it.theme.pages;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The load time of a page for a user with a slow phone on a slow network: 1.6 Mbit/s, 150 ms round trip, a quarter of this machine's speed,
 * an empty cache.
 *
 * @param firstPaint milliseconds until something of it is visible (first contentful paint)
 * @param load milliseconds until all of it has been loaded
 */
public record PageSpeed(double firstPaint, double load) {

    private static final int RUNS = 3;
    private static final int ROUND_TRIP_MILLISECONDS = 150;
    private static final int BYTES_PER_SECOND = 1_600_000 / 8;
    private static final int SLOWER = 4;

    /** Reloads the open page three times; returns the medians. */
    public static PageSpeed of(Page page) {
        CDPSession devtools = page.context().newCDPSession(page);
        String name = page.locator("body").getAttribute("data-page-id");
        devtools.send("Network.enable");
        devtools.send("Network.setCacheDisabled", object("cacheDisabled", true));
        slow(devtools, ROUND_TRIP_MILLISECONDS, BYTES_PER_SECOND, SLOWER);
        List<PageSpeed> runs = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            page.reload();
            runs.add(timing(page));
        }
        slow(devtools, 0, -1, 1);
        if (!name.equals(page.locator("body").getAttribute("data-page-id"))) {
            throw new AssertionError("%s cannot be loaded again: it became %s"
                    .formatted(name, page.locator("body").getAttribute("data-page-id")));
        }
        devtools.detach();
        return new PageSpeed(median(runs, PageSpeed::firstPaint), median(runs, PageSpeed::load));
    }

    private static PageSpeed timing(Page page) {
        // The page's content security policy forbids eval, which Playwright's own wait uses.
        page.waitForCondition(
                () -> (Boolean)
                        page.evaluate(
                                "performance.getEntriesByName('first-contentful-paint').length > 0 && performance.getEntriesByType('navigation')[0].loadEventEnd > 0"));
        return new PageSpeed(
                ((Number) page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                        .doubleValue(),
                ((Number) page.evaluate("performance.getEntriesByType('navigation')[0].loadEventEnd")).doubleValue());
    }

    private static void slow(CDPSession devtools, int latency, int bytesPerSecond, int slower) {
        JsonObject network = object("latency", latency);
        network.addProperty("offline", false);
        network.addProperty("downloadThroughput", bytesPerSecond);
        network.addProperty("uploadThroughput", bytesPerSecond);
        devtools.send("Network.emulateNetworkConditions", network);
        devtools.send("Emulation.setCPUThrottlingRate", object("rate", slower));
    }

    private static JsonObject object(String name, Number value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }

    private static JsonObject object(String name, boolean value) {
        JsonObject object = new JsonObject();
        object.addProperty(name, value);
        return object;
    }

    private static double median(List<PageSpeed> runs, ToDoubleFunction<PageSpeed> part) {
        return runs.stream()
                .mapToDouble(part)
                .sorted()
                .skip(RUNS / 2)
                .findFirst()
                .orElseThrow();
    }
}
