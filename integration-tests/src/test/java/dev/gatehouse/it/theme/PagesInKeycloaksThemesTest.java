package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Verifies the extension's own pages inside Keycloak's themes. The journeys of codes and of forgotten passwords check some more of them
 * there.
 */
@Tag("browser")
class PagesInKeycloaksThemesTest {

    private static final Pattern OURS = Pattern.compile(".*/resources/.*/gatehouse[^/]*(/.*|\\.js)");

    private static final Pattern PASSED_BY_NO_OTHER =
            Pattern.compile("gatehouse-(own-code|key|change-password|get-the-app|secure|forgot-not-me|link-secured).*");

    private static Chromium chromium;

    private final TestServer server = TestServer.withUsualEmailGap();
    private final PageTour tour = PageTour.ofGatehouse(server);

    @BeforeAll
    static void startTheBrowser() {
        chromium = Chromium.shared();
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @Test
    void whatTheOtherJourneysDoNotPassIsAccessibleInTheOlderTheme() {
        List<String> problems = new ArrayList<>();
        List<String> stops = tour.stops().stream()
                .filter(PASSED_BY_NO_OTHER.asMatchPredicate())
                .toList();
        try (Admin.Restore themed = server.admin().realm(Map.of("loginTheme", "keycloak"))) {
            problems.addAll(tour.visit(
                    stops,
                    () -> chromium.profile(Chromium.phone(ColorScheme.LIGHT)),
                    (stop, page) -> look(page, "keycloak, " + stop, problems)));
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void everyPageIsAccessibleAndAddsLittleToWhatTheThemeLoads() {
        List<String> problems = new ArrayList<>();
        List<String> stops = tour.stops().stream()
                .filter(stop -> stop.startsWith("gatehouse-"))
                .toList();
        try (Admin.Restore themed = server.admin().realm(Map.of("loginTheme", "keycloak.v2"))) {
            problems.addAll(
                    tour.visit(stops, () -> chromium.profile(Chromium.phone(ColorScheme.LIGHT)), (stop, page) -> {
                        look(page, stop, problems);
                        List<String> loaded = loaded(page);
                        // The styles are in the page, which is sent as it is.
                        int styles = ((Number)
                                        page.evaluate(
                                                "document.querySelector('main style, .gh-page ~ style, style:has(~ .gh-page)').textContent.length"))
                                .intValue();
                        int bytes = styles
                                + loaded.stream()
                                        .mapToInt(url -> compressed(
                                                page.request().get(url).body()))
                                        .sum();
                        if (styles == 0 || bytes > 5_000 || loaded.size() > 2) {
                            problems.add("%s adds %d bytes and loads %s".formatted(stop, bytes, loaded));
                        }
                        if (PASSED_BY_NO_OTHER.matcher(stop).matches()) {
                            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
                            look(page, stop + " in the dark", problems);
                            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
                        }
                    }));
        }
        assertThat(problems).isEmpty();
    }

    private static void look(Page page, String name, List<String> problems) {
        Chromium.violations(page, ".gh-page").forEach(problem -> problems.add(name + ": " + problem));
        if (!Boolean.TRUE.equals(page.evaluate(
                "document.querySelector('.gh-page').scrollWidth <= document.querySelector('.gh-page').clientWidth"))) {
            problems.add(name + " overflows");
        }
    }

    /** The URLs of the extension's own files that a page has loaded. */
    private static List<String> loaded(Page page) {
        List<?> all = (List<?>) page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name)");
        return all.stream()
                .map(Object::toString)
                .filter(OURS.asMatchPredicate())
                .toList();
    }

    /** The number of bytes that a server in production sends. */
    private static int compressed(byte[] body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
