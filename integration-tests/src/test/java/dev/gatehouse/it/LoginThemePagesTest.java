package dev.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every page of the theme. A sample of languages, colours and sizes, unless {@code -Dgatehouse.pages=all} asks for all of
 * them, which takes hours.
 */
class LoginThemePagesTest {

    /** What the strictest policy must allow; the data are the QR codes that Keycloak draws. */
    private static final String STRICT = "default-src 'none'; script-src 'self' 'report-sample'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; "
            + "frame-ancestors 'self'; base-uri 'none'";

    private static final boolean ALL = "all".equals(System.getProperty("gatehouse.pages"));

    private static Chromium chromium;
    private static PageTour tour;
    private static List<Admin.Restore> strict;

    /** Colours and size of a window. */
    private record Look(ColorScheme colors, int width, int height) {}

    private static final Look PHONE_LIGHT = new Look(ColorScheme.LIGHT, 390, 844);
    private static final Look PHONE_DARK = new Look(ColorScheme.DARK, 390, 844);
    private static final Look DESKTOP_LIGHT = new Look(ColorScheme.LIGHT, 1280, 800);
    private static final Look DESKTOP_DARK = new Look(ColorScheme.DARK, 1280, 800);

    @BeforeAll
    static void prepare() {
        TestServer server = TestServer.shared();
        chromium = new Chromium();
        tour = new PageTour(server);
        strict = Stream.of(server.admin(), tour.realm().admin(), server.partner())
                .map(admin -> admin.realm(Map.of("browserSecurityHeaders", Map.of("contentSecurityPolicy", STRICT))))
                .toList();
    }

    @AfterAll
    static void cleanUp() {
        strict.forEach(Admin.Restore::close);
        chromium.close();
        tour.close();
    }

    static List<String> locales() {
        return ALL ? TourRealm.LOCALES : List.of("en", "ar");
    }

    @ParameterizedTest
    @MethodSource("locales")
    void everyPageIsAccessibleFitsAndNeedsNothingThatAStrictPolicyForbids(String locale) {
        List<String> problems = new ArrayList<>();
        Map<String, String> titles = new HashMap<>();
        // The same page, once with the password and once without.
        titles.put("login-login", "login-login-username");
        List<Look> looks = ALL ? List.of(PHONE_LIGHT, PHONE_DARK, DESKTOP_LIGHT, DESKTOP_DARK)
                : locale.equals("en") ? List.of(PHONE_LIGHT, DESKTOP_DARK) : List.of(DESKTOP_LIGHT, PHONE_DARK);
        tour.visit(tour.stops(), () -> profile(new Browser.NewContextOptions().setLocale(locale)), (stop, page) -> {
            BiConsumer<String, Object> expectNone = (what, found) -> {
                if (!found.toString().equals("[]")) {
                    problems.add(stop + " in " + locale + ", " + what + ": " + found);
                }
            };
            for (Look look : looks) {
                show(page, look);
                expectNone.accept("axe, " + look, Chromium.doubts(page));
                Chromium.picture(page, "theme-" + locale + "-" + look.colors() + "-" + look.width() + "-" + stop);
            }
            page.setViewportSize(320, 640);
            expectNone.accept("wider than 320 px", page.evaluate(WIDE));
            expectNone.accept("controls lower than 44 px", page.evaluate(LOW));
            page.evaluate("() => { const sheet = new CSSStyleSheet(); sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }"
                    + " p { margin-bottom: 2em !important }'); document.adoptedStyleSheets = [sheet]; }");
            expectNone.accept("wider than 320 px with spaced text", page.evaluate(WIDE));
            expectNone.accept("against the policy", page.evaluate("(window.refused ?? []).filter(sample => !sample.includes('history.replaceState'))"));
            expectNone.accept("inline", page.evaluate(INLINE));
            expectNone.accept("language", page.evaluate("([locale]) => [document.documentElement.lang + document.documentElement.dir].filter(found => found !== locale + (['ar', 'fa'].includes(locale) ? 'rtl' : 'ltr')"
                    + " && document.documentElement.lang !== 'en')", List.of(locale)));
            expectNone.accept("title", Stream.of(page.title()).filter(title -> !title.contains("Acme Phone") && !title.contains("Partner")).toList());
            if (stop.contains("-error") && !page.title().startsWith("Error: ")) {
                problems.add(stop + ": its title does not tell of the error");
            }
            String template = page.locator("body").getAttribute("data-page-id");
            String other = titles.merge(page.title().replaceFirst("^Error: ", ""), template, (one, another) -> one);
            if (!other.equals(template) && !titles.getOrDefault(template, "").equals(other)) {
                problems.add(stop + " has the title of " + other + ": " + page.title());
            }
        });
        assertThat(problems).isEmpty();
    }

    @Test
    void withoutJavaScriptEveryPageIsReachedAndReadableInTheDark() {
        List<String> problems = new ArrayList<>();
        tour.visit(tour.stopsWithoutScript(), () -> profile(Chromium.phone(ColorScheme.DARK).setJavaScriptEnabled(false)), (stop, page) -> {
            Chromium.contrast(page).forEach(problem -> problems.add(stop + ": " + problem));
            Object dead = page.evaluate("[...document.querySelectorAll('button[type=button], a[href=\"#\"]')].filter(e => e.checkVisibility()).map(e => e.outerHTML)");
            if (!dead.toString().equals("[]")) {
                problems.add(stop + " shows what does nothing: " + dead);
            }
        });
        assertThat(problems).isEmpty();
    }

    private static final String WIDE = "document.documentElement.scrollWidth > 320 ? [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321)"
            + ".map(e => e.tagName + '.' + e.className + '#' + e.id) : []";

    /** Links within a sentence may be as low as the line. */
    private static final String LOW = "[...document.querySelectorAll('button, input:not([type=hidden], [type=checkbox], [type=radio]), select, summary, a.gh-button, .gh-choice')]"
            + ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 44).map(e => e.outerHTML)";

    private static final String INLINE = "[...document.querySelectorAll('*')].flatMap(e => [...e.attributes].filter(a => a.name.startsWith('on') || a.name === 'style' || /^\\s*javascript:/i.test(a.value)))"
            + ".map(a => a.name + '=' + a.value).concat([...document.querySelectorAll('style, script:not([src])')].map(e => e.textContent).filter(text => !text.includes('history.replaceState')))";

    private static void show(Page page, Look look) {
        page.setViewportSize(look.width(), look.height());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colors()));
    }

    private static BrowserContext profile(Browser.NewContextOptions options) {
        BrowserContext profile = chromium.profile(options);
        profile.addInitScript("window.refused = []; document.addEventListener('securitypolicyviolation', e => window.refused.push(e.sample || e.blockedURI + ' ' + e.violatedDirective))");
        return profile;
    }
}
