package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.it.theme.pages.PageProbe;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifies every page of the theme on a phone in English, and in other languages, colours and sizes in turn. {@code -Dgatehouse.pages=all}
 * runs all languages of the theme, each in all colours and sizes, which takes more than an hour; {@code -Dgatehouse.pages=de,ja} runs all
 * colours and sizes in some. Both leave pictures in {@code target/pictures}.
 */
@Tag("browser")
class LoginThemePagesTest {

    private static final List<String> LANGUAGES =
            List.of("en", "ar", "de", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "uk", "zh-CN");

    /**
     * Templates that may share the title of another: the same question in one step and in two, and pages for which Keycloak has one text.
     */
    private static final Map<String, String> SAME = Map.of(
            "login-login-username", "login-login",
            "login-frontchannel-logout", "login-logout-confirm",
            "login-idp-review-user-profile", "login-login-update-profile");

    private static final Set<String> ERRORS_WITHOUT_A_FIELD =
            Set.of("error", "webauthn-error", "login-idp-link-confirm", "gatehouse-change-password-too-soon");

    private static final String CHOSEN = System.getProperty("gatehouse.pages", "");

    private static Chromium chromium;
    private static PageTour tour;

    /** Colours and size of a window. */
    private record Look(ColorScheme colors, int width, int height) {}

    private static final List<Look> LOOKS = List.of(
            new Look(ColorScheme.LIGHT, 390, 844),
            new Look(ColorScheme.DARK, 1280, 800),
            new Look(ColorScheme.DARK, 390, 844),
            new Look(ColorScheme.LIGHT, 1280, 800));

    @BeforeAll
    static void prepare() {
        TestServer server = TestServer.withUsualEmailGap();
        chromium = new Chromium();
        tour = PageTour.ofAll(server);
    }

    @AfterAll
    static void cleanUp() {
        chromium.close();
        tour.close();
    }

    static List<String> languages() {
        return switch (CHOSEN) {
            case "" -> List.of("en", "ar");
            case "all" -> LANGUAGES;
            default -> List.of(CHOSEN.split(","));
        };
    }

    @ParameterizedTest
    @MethodSource("languages")
    @DisplayName("Every page is accessible, fits the screen and works under the theme's own content security policy")
    void everyPageIsAccessibleAndFitsUnderTheThemesPolicy(String language) {
        List<String> problems = new ArrayList<>();
        Map<String, String> pagesByTitle = new HashMap<>();
        List<String> stops = tour.stops();
        problems.addAll(tour.visit(
                stops,
                () -> profile(
                        new Browser.NewContextOptions().setLocale(language).setViewportSize(390, 844)),
                (stop, page) -> {
                    PageProbe probe = new PageProbe(
                            page, (what, found) -> problems.add(stop + " in " + language + ", " + what + ": " + found));
                    probe.isIn(language);
                    if (CHOSEN.isEmpty() && language.equals("ar")) {
                        accessible(page, stop, LOOKS.get(stops.indexOf(stop) % LOOKS.size()), language, problems);
                        return;
                    }
                    String otherPage = otherPageWithTheTitle(page, pagesByTitle);
                    if (!otherPage.isEmpty()) {
                        problems.add(
                                "%s in %s has the title of %s: %s".formatted(stop, language, otherPage, page.title()));
                    }
                    if (language.equals("en")
                            && page.title().startsWith("Error: ")
                                    != (showsAnError(stop) || ERRORS_WITHOUT_A_FIELD.contains(stop))) {
                        problems.add(
                                "%s: whether there is an error is not in its title %s".formatted(stop, page.title()));
                    }
                    probe.failsNothing(showsAnError(stop));
                    List<Look> looks = CHOSEN.isEmpty()
                            ? List.of(LOOKS.get(0), LOOKS.get(1 + stops.indexOf(stop) % (LOOKS.size() - 1)))
                            : LOOKS;
                    looks.forEach(look -> accessible(page, stop, look, language, problems));
                }));
        assertThat(problems).isEmpty();
    }

    private static void accessible(Page page, String stop, Look look, String language, List<String> problems) {
        page.setViewportSize(look.width(), look.height());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colors()));
        if (!CHOSEN.isEmpty()) {
            Chromium.picture(page, "theme-%s-%s-%d-%s".formatted(language, look.colors(), look.width(), stop));
        }
        Chromium.doubts(page).forEach(doubt -> problems.add(stop + " in " + language + ", " + look + ": " + doubt));
    }

    /** Pages of the tour that report an error, recognized by their names. */
    private static boolean showsAnError(String stop) {
        return stop.matches(".*-(error|empty|short|wrong|exhausted)")
                && !ERRORS_WITHOUT_A_FIELD.contains(stop)
                && !stop.equals("code-error");
    }

    /** The other page with the same title; an empty text if there is none. */
    private static String otherPageWithTheTitle(Page page, Map<String, String> pagesByTitle) {
        String id = page.locator("body").getAttribute("data-page-id");
        String template = SAME.getOrDefault(id, id);
        String other = pagesByTitle.merge(page.title(), template, (known, now) -> known);
        return other.equals(template) ? "" : other;
    }

    @Test
    void withoutJavaScriptEveryPageIsReachedAndReadableInTheDark() {
        List<String> problems = new ArrayList<>();
        problems.addAll(tour.visit(
                tour.stopsWithoutScript(),
                () -> profile(Chromium.phone(ColorScheme.DARK).setJavaScriptEnabled(false)),
                (stop, page) -> {
                    new PageProbe(page, (what, found) -> problems.add(stop + ", " + what + ": " + found)).isReadable();
                    Object dead = page.evaluate(
                            "[...document.querySelectorAll('button[type=button], a[href=\"#\"]')].filter(e => e.checkVisibility()).map(e => e.outerHTML)");
                    if (!dead.toString().equals("[]")) {
                        problems.add(stop + " shows what does nothing: " + dead);
                    }
                }));
        assertThat(problems).isEmpty();
    }

    private static BrowserContext profile(Browser.NewContextOptions options) {
        BrowserContext profile = chromium.profile(options);
        profile.addInitScript(PageProbe.recorder());
        return profile;
    }
}
