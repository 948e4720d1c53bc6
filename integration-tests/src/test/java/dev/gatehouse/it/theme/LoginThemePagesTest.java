package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import dev.gatehouse.it.theme.pages.PageFigures;
import dev.gatehouse.it.theme.pages.PageMarkup;
import dev.gatehouse.it.theme.pages.PageProbe;
import dev.gatehouse.it.theme.pages.PageSpeed;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.it.theme.pages.PageTraffic;
import dev.gatehouse.it.theme.pages.PageWeight;
import dev.gatehouse.it.theme.pages.TourRealm;
import dev.gatehouse.setup.NodePackages;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Verifies every page of the theme on a phone in English, and in other languages, colours and sizes in turn; its HTML; and the weight and
 * speed of pages, compared with the theme {@code keycloak.v2}. The server is in production mode, and its realms have forty languages. {@code
 * -Dgatehouse.pages=all} runs all languages of the theme, each in all colours and sizes, which takes more than an hour; {@code
 * -Dgatehouse.pages=de,ja} runs all colours and sizes in some. Both leave pictures in {@code target/pictures}.
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

    /**
     * Rules of html-validate that do not fit: void elements are closed in two ways, because Keycloak's own macros do so; conditions of a
     * template leave spaces; one page is Keycloak's own, with a submit button that is an {@code input}; and forms that only a script fills
     * in, after a passkey was used, have no button.
     */
    private static final Map<String, String> OTHER_RULES =
            Map.of("void-style", "off", "no-trailing-whitespace", "off", "prefer-button", "off", "wcag/h32", "off");

    /** The language of the pages that are weighed, and whose HTML is checked. */
    private static final String WEIGHED = "en";

    /**
     * Gatehouse may take at most this share of the stock theme's time. A generous limit: on an overloaded machine all pages are slow alike.
     */
    private static final double OF_STOCKS_TIME = 0.9;

    /** What the tours have found, by language. Each is made once, for the first test that needs it. */
    private static final Map<String, Found> FOUND = new HashMap<>();

    private static Chromium chromium;
    private static TestServer server;
    private static PageTour tour;

    /** What a tour has found, and the HTML of the pages. */
    private record Found(List<String> problems, Map<String, PageWeight> weights, Map<String, String> html) {}

    /** Colours and size of a window. */
    private record Look(ColorScheme colors, int width, int height) {}

    /** In which all pages are opened. */
    private static final Look PHONE = new Look(ColorScheme.LIGHT, 390, 844);

    private static final List<Look> LOOKS = List.of(
            PHONE,
            new Look(ColorScheme.DARK, 1280, 800),
            new Look(ColorScheme.DARK, 390, 844),
            new Look(ColorScheme.LIGHT, 1280, 800));

    @BeforeAll
    static void prepare() {
        FOUND.clear();
        chromium = Chromium.shared();
        // Another build option makes Keycloak rebuild itself, which takes half a minute; so the switch of the email
        // sender is tested here too.
        server = TestServer.production("--spi-email-sender--provider=default");
        server.admin().realm(Map.of("supportedLocales", TourRealm.LOCALES));
        tour = PageTour.ofAll(server);
    }

    @AfterAll
    static void cleanUp() {
        chromium.close();
        if (server != null) {
            server.close();
        }
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
        assertThat(found(language).problems()).isEmpty();
    }

    @Test
    void everyPageIsSentInAFewSmallAnswersWithoutFontsAndThirdParties() {
        Map<String, PageWeight> weights = found(WEIGHED).weights();
        List<String> problems = new ArrayList<>();
        assertThat(weights.keySet()).containsExactlyElementsOf(tour.stops());
        weights.forEach((stop, weight) -> {
            if (weight.bytes() > 25_000
                    || weight.requests() > 5
                    || weight.scripts() > 4_500
                    || weight.styles() > 8_000
                    || weight.fonts() > 0
                    || weight.thirdParties() > 0) {
                problems.add(stop + ": " + weight);
            }
            assertThat(weight.styles()).as("%s has styles", stop).isPositive();
        });
        assertThat(problems).isEmpty();
    }

    @Test
    void theHtmlOfEveryPageIsValid() {
        NodePackages packages = NodePackages.find().orElse(null);
        assumeTrue(packages != null, NodePackages::advice);
        Map<String, String> pages = found(WEIGHED).html();
        assertThat(pages.keySet()).containsExactlyElementsOf(tour.stops());
        assertThat(PageMarkup.faults(packages, pages, OTHER_RULES)).isEmpty();
    }

    private static Found found(String language) {
        return FOUND.computeIfAbsent(language, LoginThemePagesTest::toured);
    }

    /** Goes through all pages in a language, weighs them where they are weighed, and then looks at them. */
    private static Found toured(String language) {
        List<String> problems = new ArrayList<>();
        Map<String, PageWeight> weights = new LinkedHashMap<>();
        Map<String, String> pagesByTitle = new HashMap<>();
        Map<String, String> html = new LinkedHashMap<>();
        AtomicReference<PageTraffic> traffic = new AtomicReference<>();
        AtomicReference<PageMarkup> markup = new AtomicReference<>();
        List<String> stops = tour.stops();
        problems.addAll(tour.visit(
                stops,
                () -> profile(new Browser.NewContextOptions()
                        .setLocale(language)
                        .setViewportSize(PHONE.width(), PHONE.height())
                        .setColorScheme(PHONE.colors())),
                tab -> {
                    traffic.set(language.equals(WEIGHED) ? PageTraffic.of(tab) : null);
                    markup.set(PageMarkup.of(tab));
                },
                (stop, page) -> {
                    if (traffic.get() != null) {
                        weights.put(stop, traffic.get().weight());
                        html.put(stop, markup.get().html());
                    }
                    if (languages().contains(language)) {
                        look(page, stop, language, stops.indexOf(stop), pagesByTitle, problems);
                        show(page, PHONE);
                    }
                }));
        return new Found(problems, weights, html);
    }

    private static void look(
            Page page,
            String stop,
            String language,
            int number,
            Map<String, String> pagesByTitle,
            List<String> problems) {
        PageProbe probe = new PageProbe(
                page, (what, found) -> problems.add(stop + " in " + language + ", " + what + ": " + found));
        probe.isIn(language);
        if (CHOSEN.isEmpty() && language.equals("ar")) {
            accessible(page, stop, LOOKS.get(number % LOOKS.size()), language, problems);
            return;
        }
        String otherPage = otherPageWithTheTitle(page, pagesByTitle);
        if (!otherPage.isEmpty()) {
            problems.add("%s in %s has the title of %s: %s".formatted(stop, language, otherPage, page.title()));
        }
        if (language.equals("en")
                && page.title().startsWith("Error: ")
                        != (showsAnError(stop) || ERRORS_WITHOUT_A_FIELD.contains(stop))) {
            problems.add("%s: whether there is an error is not in its title %s".formatted(stop, page.title()));
        }
        probe.failsNothing(showsAnError(stop));
        problems.addAll(printed(page).stream()
                .map(problem -> "%s in %s, printed: %s".formatted(stop, language, problem))
                .toList());
        List<Look> looks = CHOSEN.isEmpty() ? List.of(LOOKS.get(0), LOOKS.get(1 + number % (LOOKS.size() - 1))) : LOOKS;
        looks.forEach(look -> accessible(page, stop, look, language, problems));
    }

    private static void accessible(Page page, String stop, Look look, String language, List<String> problems) {
        show(page, look);
        if (!CHOSEN.isEmpty()) {
            Chromium.picture(page, "theme-%s-%s-%d-%s".formatted(language, look.colors(), look.width(), stop));
        }
        Chromium.doubts(page).forEach(doubt -> problems.add(stop + " in " + language + ", " + look + ": " + doubt));
    }

    /** What is wrong with the page on paper, which has no use for what is typed or pressed. */
    private static List<String> printed(Page page) {
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        List<String> problems = new ArrayList<>();
        if (!page.locator("h1").isVisible()) {
            problems.add("no heading");
        }
        Locator controls = page.locator("button, input, select, textarea, .gh-button")
                .filter(new Locator.FilterOptions().setVisible(true));
        if (controls.count() > 0) {
            problems.add("a control, " + controls.first().evaluate("control => control.outerHTML"));
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        return problems;
    }

    private static void show(Page page, Look look) {
        page.setViewportSize(look.width(), look.height());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colors()));
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

    @Test
    void onASlowNetworkPagesAreThereBeforeTheStockThemes() {
        List<String> stops = List.of("login", "login-reset-password");
        Map<String, PageSpeed> ours = PageFigures.speeds(server, chromium, "gatehouse", stops);
        Map<String, PageSpeed> stock = PageFigures.speeds(server, chromium, "keycloak.v2", stops);
        assertThat(ours.keySet()).isEqualTo(stock.keySet()).containsExactlyInAnyOrderElementsOf(stops);
        for (ToDoubleFunction<PageSpeed> part :
                List.<ToDoubleFunction<PageSpeed>>of(PageSpeed::firstPaint, PageSpeed::load)) {
            assertThat(sum(ours, part))
                    .as("%s, stock %s", ours, stock)
                    .isPositive()
                    .isLessThan(OF_STOCKS_TIME * sum(stock, part));
        }
    }

    private static double sum(Map<String, PageSpeed> speeds, ToDoubleFunction<PageSpeed> part) {
        return speeds.values().stream().mapToDouble(part).sum();
    }

    @Test
    @DisplayName("Where Keycloak's own email sender is chosen, emails carry none of our headers")
    void keycloaksOwnMailSenderCanBeChosen() {
        Admin.User someone = server.admin().newUser("agent");
        server.newBrowser().loginCompletely("workspace", someone);
        assertThat(server.inbox().messages(someone.email()))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.header("Auto-Submitted")).isNull());
    }

    private static BrowserContext profile(Browser.NewContextOptions options) {
        BrowserContext profile = chromium.profile(options);
        profile.addInitScript(PageProbe.recorder());
        return profile;
    }
}
