package dev.gatehouse.it.theme.pages;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The measurements of a page.
 *
 * @param weight its weight
 * @param speed its speed; {@code null} for an answer that cannot be loaded again
 * @param violations the number of axe's rules that it breaks
 * @param review the number of rules that axe leaves to a person
 */
public record PageFigures(PageWeight weight, PageSpeed speed, int violations, int review) {

    /** Pages that both themes have, in the order of the tour. */
    public static final List<String> STOPS =
            List.of("login", "login-reset-password", "login-otp", "login-update-password", "error", "info");

    /** Answers to a form, which cannot be loaded again. */
    private static final List<String> ANSWERS = List.of("info", "gatehouse-link-done");

    /** Pages that only Gatehouse has. */
    public static final List<String> OWN = List.of(
            "gatehouse-code",
            "gatehouse-forgot",
            "gatehouse-new-password",
            "gatehouse-link-done",
            "gatehouse-get-the-app");

    /** Measures the speed of some pages of a theme that both themes have. */
    public static Map<String, PageSpeed> speeds(
            TestServer server, Chromium chromium, String theme, List<String> stops) {
        Map<String, PageSpeed> speeds = new LinkedHashMap<>();
        try (PageTour tour = PageTour.ofKeycloak(server, theme)) {
            PageTour.complete(tour.visit(
                    stops,
                    () -> chromium.profile(Chromium.phone(ColorScheme.LIGHT)),
                    (stop, page) -> speeds.put(stop, PageSpeed.of(page))));
        }
        return speeds;
    }

    /** Measures the pages of a theme that both themes have. */
    public static Map<String, PageFigures> ofKeycloaksPages(TestServer server, Chromium chromium, String theme) {
        return of(PageTour.ofKeycloak(server, theme), STOPS, chromium);
    }

    /** Measures the pages that only Gatehouse has. */
    public static Map<String, PageFigures> ofOwnPages(TestServer server, Chromium chromium) {
        return of(PageTour.ofGatehouse(server), OWN, chromium);
    }

    private static Map<String, PageFigures> of(PageTour pages, List<String> stops, Chromium chromium) {
        Map<String, PageFigures> figures = new LinkedHashMap<>();
        AtomicReference<PageTraffic> traffic = new AtomicReference<>();
        try (PageTour tour = pages) {
            PageTour.complete(tour.visit(
                    stops,
                    () -> chromium.profile(Chromium.phone(ColorScheme.LIGHT)),
                    page -> traffic.set(PageTraffic.of(page)),
                    (stop, page) -> figures.put(stop, of(stop, page, traffic.get()))));
        }
        return figures;
    }

    private static PageFigures of(String stop, Page page, PageTraffic traffic) {
        PageWeight weight = traffic.weight();
        PageSpeed speed = ANSWERS.contains(stop) ? null : PageSpeed.of(page);
        int violations = Chromium.violations(page, "html").size();
        return new PageFigures(weight, speed, violations, Chromium.doubts(page).size() - violations);
    }
}
