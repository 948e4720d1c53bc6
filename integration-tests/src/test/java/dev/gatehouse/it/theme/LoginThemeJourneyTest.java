package dev.gatehouse.it.theme;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import dev.gatehouse.it.theme.pages.PageProbe;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.it.theme.pages.TourRealm;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies what users do on the pages of the theme {@code gatehouse}. */
@Tag("browser")
class LoginThemeJourneyTest {

    private static Chromium chromium;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @BeforeAll
    static void startTheBrowser() {
        chromium = Chromium.shared();
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @Test
    @DisplayName("Without JavaScript users switch the language, have the code sent again and finish the login")
    void withoutJavaScriptTheWholeLoginWorks() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = atTheLogin(profile);
            page.locator("#kc-locale summary").click();
            page.locator("#kc-locale [value=de]").click();
            assertThat(page.locator("html")).hasAttribute("lang", "de");
            PageTour.signIn(page, user, Admin.PASSWORD);
            page.locator("#kc-locale summary").click();
            page.locator("#kc-locale [value=en]").click();
            assertThat(page.locator("html")).hasAttribute("lang", "en");
            assertThat(server.inbox().messages(user.email()))
                    .as("another language sends nothing")
                    .hasSize(1);
            page.locator("button[name=send]").click();
            assertThat(page.locator("#gatehouse-wait")).containsText("You can ask again in");
            page.locator("#code").fill(Codes.latest(server, user));
            page.locator("#gatehouse-code-form .gh-primary").click();
            page.waitForURL(PageTour.CALLBACK);
        }
    }

    @Test
    @DisplayName("After the hand-over to a native app the page that is left says that it can be closed")
    void afterTheHandOverToAnAppThePageSaysSo() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            page.navigate(PageTour.authorization(server.realmUrl(), "mobile", "")
                    .replace(PageTour.REDIRECT_URI, "com.acme.phone:/callback"));
            PageTour.signIn(page, user, Admin.PASSWORD);
            page.locator("#code").fill(Codes.latest(server, user));
            // The app comes to the front before an answer of the server is a page.
            page.evaluate("dispatchEvent(new Event('blur'))");
            assertThat(page.locator("h1")).not().hasText("Continue in the app");
            page.locator("#gatehouse-code-form .gh-primary").click();
            Awaitility.await().until(() -> admin.events(user).stream()
                    .anyMatch(event -> event.path("type").asText().equals("LOGIN")));
            page.evaluate("dispatchEvent(new Event('blur'))");
            assertThat(page.locator("h1")).hasText("Continue in the app");
            assertThat(page.locator("main")).containsText("You can close this page");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theOnlyFieldOfAPageTakesTheFocusWhenItIsWrong(boolean script) {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions().setJavaScriptEnabled(script))) {
            Page page = atTheLogin(profile);
            assertThat(page.locator("#username")).isFocused();
            page.keyboard().press("Enter");
            problemStandsAt(page, "username", "input-error-username");
            page.keyboard().type(user.email());
            page.keyboard().press("Enter");
            assertThat(page.locator("#password")).isFocused();
            page.keyboard().type("wrong");
            page.keyboard().press("Enter");
            problemStandsAt(page, "password", "input-error-password");
            page.keyboard().type(Admin.PASSWORD);
            page.keyboard().press("Enter");
            assertThat(page.locator("#code")).isFocused();
            page.keyboard().type("12");
            page.keyboard().press("Enter");
            problemStandsAt(page, "code", "gatehouse-error");
            page.keyboard().type(Codes.latest(server, user));
            page.keyboard().press("Enter");
            page.waitForURL(PageTour.CALLBACK);
        }
    }

    private static void problemStandsAt(Page page, String field, String message) {
        assertThat(page).hasTitle(Pattern.compile("^Error: "));
        assertThat(page.locator("#gatehouse-problems")).hasCount(0);
        assertThat(page.locator("#" + field)).hasAttribute("aria-invalid", "true");
        assertThat(page.locator("#" + field))
                .hasAttribute("aria-describedby", Pattern.compile("(^|.* )" + message + "( .*|$)"));
        assertThat(page.locator("#" + message)).not().isEmpty();
        assertThat(page.locator("#" + field)).isFocused();
    }

    @Test
    void theCodeIsOneFieldForDigitsThatTakesWhatIsPasted() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions())) {
            Page page = atTheLogin(profile);
            PageTour.signIn(page, user, Admin.PASSWORD);
            assertThat(page.locator("#code")).hasCount(1);
            assertThat(page.locator("#code")).hasAttribute("inputmode", "numeric");
            assertThat(page.locator("#code")).hasAttribute("autocomplete", "one-time-code");
            assertThat(page.locator("#code")).not().hasAttribute("maxlength", Pattern.compile(".*"));
            assertThat(page.locator("#sharedComputer")).not().isChecked();
            String text = page.locator("#gatehouse-intro").textContent();
            assertThat(text)
                    .contains(user.email().charAt(0) + "\u2022\u2022\u2022@a\u2022\u2022\u2022.test")
                    .doesNotContain(user.email())
                    .matches("(?s).*It works for 10 minutes, until \\d.*");
            String code = Codes.latest(server, user);
            page.locator("#code").fill(" " + code.substring(0, 3) + " - " + code.substring(3) + " ");
            assertThat(page.url()).as("nothing is sent by itself").doesNotContain("callback");
            page.keyboard().press("Enter");
            page.waitForURL(PageTour.CALLBACK);
        }
    }

    @Test
    void theFocusIsSeenInEachColourSchemeAndWithForcedColours() {
        for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            for (ForcedColors forced : ForcedColors.values()) {
                try (BrowserContext profile =
                        chromium.profile(Chromium.phone(colors).setForcedColors(forced))) {
                    Page page = atTheLogin(profile);
                    // The browser focuses the field with autofocus after the page has loaded.
                    assertThat(page.locator("#username")).isFocused();
                    for (String key : List.of("Tab", "Shift+Tab", "Shift+Tab", "")) {
                        @SuppressWarnings("unchecked")
                        Map<String, String> style = (Map<String, String>)
                                page.evaluate(
                                        "() => { const s = getComputedStyle(document.activeElement);"
                                                + " return { width: s.outlineWidth, style: s.outlineStyle, contrast: String((() => { const rgb = c => c.match(/[\\d.]+/g).slice(0, 3).map(Number);"
                                                + " const light = c => rgb(c).map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4).reduce((sum, v, at) => sum + v * [0.2126, 0.7152, 0.0722][at], 0);"
                                                + " const card = light(getComputedStyle(document.querySelector('main')).backgroundColor), ring = light(s.outlineColor);"
                                                + " return (Math.max(card, ring) + 0.05) / (Math.min(card, ring) + 0.05); })()) }; }");
                        assertThat(style.get("style"))
                                .as("%s %s", colors, forced)
                                .isEqualTo("solid");
                        assertThat(style.get("width")).isEqualTo("3px");
                        assertThat(Double.parseDouble(style.get("contrast")))
                                .as("%s %s %s", colors, forced, style)
                                .isGreaterThanOrEqualTo(3);
                        if (!key.isEmpty()) {
                            page.keyboard().press(key);
                        }
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("Toggles that show a password have names of their own and are there with JavaScript only")
    void passwordTogglesHaveNamesAndNeedJavaScript() {
        try (TourRealm realm = new TourRealm(server);
                BrowserContext profile = chromium.profile(new Browser.NewContextOptions())) {
            Page page = profile.newPage();
            page.navigate(
                    realm.url()
                            + "/protocol/openid-connect/registrations?response_type=code&scope=openid&client_id=app&redirect_uri=http://localhost:9999/callback");
            assertThat(page.locator("#password-show-password")).hasText("Show new password");
            assertThat(page.locator("#password-confirm-show-password")).hasText("Show repeated password");
            page.locator("#password-show-password").click();
            assertThat(page.locator("#password")).hasAttribute("type", "text");
            assertThat(page.locator("#password-show-password")).hasAttribute("aria-pressed", "true");
            page.locator("#password").fill("aB1");
            assertThat(page.locator("#gatehouse-rules li[data-state=met]"))
                    .not()
                    .hasCount(0);
            assertThat(page.locator("#gatehouse-rules li[data-state=missing]")).hasCount(2);
            assertThat(page.locator("#gatehouse-rules-status")).containsText("Still missing: ");
            page.locator("#password").fill("aB1!aB1!");
            assertThat(page.locator("#gatehouse-rules li[data-state=missing]")).hasCount(0);
            assertThat(page.locator("#gatehouse-rules-status")).hasText("Nothing is missing");
            assertThat(page.locator("#password")).not().hasAttribute("maxlength", Pattern.compile(".*"));
        }
    }

    @Test
    void namesMayHoldAnything() {
        String name = "<script>window.broken = 1</script>{0} ' \" \u202e\u05d0 " + "x".repeat(200);
        try (TourRealm realm = new TourRealm(server);
                BrowserContext profile = chromium.profile(Chromium.phone(ColorScheme.LIGHT))) {
            realm.admin().send("PUT", "", Map.of("displayName", name, "displayNameHtml", ""));
            Page page = profile.newPage();
            page.navigate(realm.authorization("app", ""));
            assertThat(page.title()).contains("<script>window.broken = 1</script>{0} ' \"");
            assertThat(page.evaluate("window.broken === undefined && document.documentElement.scrollWidth <= 390"))
                    .isEqualTo(true);
            page.locator("#username").fill(name);
            page.locator("#kc-login").click();
            assertThat(page.locator("#input-error-username, #kc-attempted-username")
                            .first())
                    .isVisible();
            assertThat(page.evaluate("window.broken === undefined && document.documentElement.scrollWidth <= 390"))
                    .isEqualTo(true);
            assertThat(Chromium.violations(page, "html")).isEmpty();
        }
    }

    @Test
    @DisplayName("A child theme of a few lines brands the pages, and hostile values break nothing")
    void aChildThemeBrandsThePagesAndSurvivesHostileValues() throws IOException {
        Path child = Files.createDirectories(server.home().resolve("themes/brand/login/resources/css"))
                .getParent()
                .getParent();
        Files.writeString(
                child.resolve("resources/css/brand.css"),
                ":root { --gh-accent: #7a1fa2; --gh-accent-dark: #dcb3f2; }\n");
        brand(
                child,
                "gatehouseName=Acme & Sons",
                "gatehouseLogo=img/google.svg",
                "gatehouseSupport=help@acme.test",
                "gatehousePrivacy=https://acme.test/privacy",
                "styles=css/gatehouse.css css/brand.css");
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", "brand"))) {
            try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions())) {
                Page page = atTheLogin(profile);
                assertThat(page).hasTitle(Pattern.compile("Acme & Sons$"));
                assertThat(page.locator("#kc-header img")).hasAttribute("alt", "Acme & Sons");
                assertThat((Integer) page.locator("#kc-header img").evaluate("image => image.naturalWidth"))
                        .isPositive();
                assertThat(page.locator("#kc-login")).hasCSS("background-color", "rgb(122, 31, 162)");
                assertThat(page.locator("footer a").first()).hasAttribute("href", "mailto:help@acme.test");
                assertThat(page.locator("footer a").nth(1)).hasAttribute("href", "https://acme.test/privacy");
                assertThat(Chromium.doubts(page)).isEmpty();
            }
        }
        Path hostile = Files.createDirectories(server.home().resolve("themes/hostile/login"));
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", "hostile"))) {
            brand(
                    hostile,
                    "gatehouseName=\"><script>window.broken=1</script>",
                    "gatehouseLogo=javascript:window.broken=1",
                    "gatehouseSupport=javascript:window.broken=1",
                    "gatehousePrivacy=//evil.test/\"onclick=\"x",
                    "gatehouseImprint=data:text/html,<script>1</script>",
                    "gatehouseAccent=\" onload=\"x",
                    "gatehouseStylesheet=https://evil.test/x.css");
            try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions())) {
                Page page = atTheLogin(profile);
                assertThat(page.title()).contains("\"><script>window.broken=1</script>");
                assertThat(page.locator("#kc-header img, footer a")).hasCount(0);
                assertThat(page.locator("html")).hasAttribute("data-accent", "blue");
                assertThat(
                                page.evaluate(
                                        "window.broken === undefined && !document.documentElement.outerHTML.includes('evil.test')"))
                        .isEqualTo(true);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"teal", "green", "purple", "red", "orange", "graphite"})
    void eachAccentIsReadable(String accent) throws IOException {
        Path child = Files.createDirectories(server.home().resolve("themes/accent-" + accent + "/login"));
        brand(child, "gatehouseAccent=" + accent);
        List<String> problems = new ArrayList<>();
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", "accent-" + accent))) {
            for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                try (BrowserContext profile = chromium.profile(Chromium.phone(colors))) {
                    Page page = atTheLogin(profile);
                    page.locator("#kc-login").click();
                    page.locator("#input-error-username").waitFor();
                    new PageProbe(page, (what, found) -> problems.add(colors + ", " + what + ": " + found))
                            .isReadable();
                }
            }
        }
        assertThat(problems).isEmpty();
    }

    @Test
    void aRealmThatWantsNoDarkColoursHasNone() {
        try (Admin.Restore light = admin.realm(Map.of("attributes", Map.of("darkMode", "false")));
                BrowserContext profile = chromium.profile(Chromium.phone(ColorScheme.DARK))) {
            Page page = atTheLogin(profile);
            assertThat(page.locator("main")).hasCSS("background-color", "rgb(255, 255, 255)");
        }
    }

    private static void brand(Path login, String... lines) throws IOException {
        Files.writeString(login.resolve("theme.properties"), "parent=gatehouse\n" + String.join("\n", lines) + "\n");
    }

    private Page atTheLogin(BrowserContext profile) {
        Page page = profile.newPage();
        page.navigate(PageTour.authorization(server.realmUrl(), "workspace", ""));
        return page;
    }
}
