package dev.gatehouse.it.mfa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies in a real browser what a user sees and does. */
@Tag("browser")
class BrowserJourneyTest {

    private static final Pattern CALLBACK = Pattern.compile("^http://localhost:9999/callback.*");

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
    @DisplayName("From the Dashboard through the code to the token, and the next time without interruption")
    @Tag("smoke")
    void aCodeOnceAndNoInterruptionTheNextTime() {
        Admin.User olivia = admin.newUser("owner");
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            page.navigate(server.inbox().url() + "/apps");
            card(page, "Dashboard")
                    .getByRole(AriaRole.BUTTON, inside("Sign in to Dashboard"))
                    .click();
            enterPassword(page, olivia);

            assertThat(page.getByRole(AriaRole.HEADING, named("Check your email")))
                    .isVisible();
            assertThat(page.getByLabel("Security code")).isFocused();
            Chromium.picture(page, "code-desktop");
            page.keyboard().type(Codes.latest(server, olivia));
            page.keyboard().press("Enter");

            assertThat(card(page, "Dashboard")).containsText("security code by email");
            Chromium.picture(page, "apps-signed-in");
            card(page, "Dashboard")
                    .getByRole(AriaRole.BUTTON, inside("Sign out"))
                    .click();
            assertThat(card(page, "Dashboard").getByRole(AriaRole.BUTTON, inside("Sign in to Dashboard")))
                    .isVisible();

            server.inbox().clear();
            card(page, "Dashboard")
                    .getByRole(AriaRole.BUTTON, inside("Sign in to Dashboard"))
                    .click();
            enterPassword(page, olivia);
            assertThat(card(page, "Dashboard")).containsText("known device");
        }
        assertThat(server.inbox().messages(olivia.email())).isEmpty();
    }

    @Test
    void reloadAndBackSendNothingAndTheCodeStaysGood() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page page = atTheCode(profile, user);
            for (int number = 0; number < 3; number++) {
                page.reload();
                assertThat(page.getByLabel("Security code")).isVisible();
            }
            page.goBack();
            page.goForward();
            assertThat(server.inbox().messages(user.email())).hasSize(1);
            if (page.getByLabel("Security code").count() == 0) {
                enterPassword(page, user);
            }
            submitCode(page, Codes.latest(server, user));
            page.waitForURL(CALLBACK);
        }
        assertThat(server.inbox().messages(user.email())).hasSize(1);
    }

    @Test
    void twoTabsOfOneBrowserEndWellWhicheverIsUsed() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page first = atTheCode(profile, user);
            Page second = atTheCode(profile, user);
            assertThat(server.inbox().messages(user.email())).hasSize(1);
            submitCode(second, Codes.latest(server, user));
            second.waitForURL(CALLBACK);
            reload(first);
            assertThat(first.url()).doesNotContain("error");
        }
    }

    @Test
    void theWholeLoginWorksWithoutJavaScript() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = atTheCode(profile, user);
            submitCode(page, "12345");
            assertThat(page.locator("#gatehouse-error"))
                    .containsText("Security code must be 6 digits. You entered 5 characters");
            page.getByRole(AriaRole.BUTTON, named("Send the code again")).click();
            assertThat(page.locator("#gatehouse-wait")).containsText("You can ask again in");
            submitCode(page, Codes.latest(server, user));
            page.waitForURL(CALLBACK);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse", "keycloak.v2", "keycloak"})
    void afterAWrongCodeErrorFieldAndButtonAreReadInThisOrderAndOnce(String theme) {
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme));
                BrowserContext profile = chromium.profile()) {
            Admin.User user = admin.newUser("agent");
            Page page = atTheCode(profile, user);
            submitCode(page, Codes.wrong(Codes.latest(server, user), 1));
            String error = "The security code is not correct. Check the latest email";
            assertThat(page.locator("#gatehouse-error")).hasText(error);
            assertThat(page.getByLabel("Security code")).isFocused();
            assertThat(page.getByLabel("Security code"))
                    .hasAccessibleDescription(Pattern.compile("^" + error.replace(".", "\\.") + " We sent"));
            String tree = page.locator(".gh-page").ariaSnapshot();
            List<String> parts = List.of(error, "textbox \"Security code\"", "button \"Continue\"");
            assertThat(parts.stream().map(tree::indexOf).toList())
                    .as(tree)
                    .isSorted()
                    .doesNotContain(-1);
            for (String part : parts) {
                assertThat(tree.indexOf(part)).as(part).isEqualTo(tree.lastIndexOf(part));
            }
            assertThat(page.getByRole(AriaRole.ALERT)).hasCount(0);
        }
    }

    @Test
    void aCodeIsSentByItselfOnlyWhenItWasPastedAndTwoClicksAreOne() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page page = atTheCode(profile, user);
            page.keyboard().type(Codes.latest(server, user));
            page.waitForTimeout(500);
            assertThat(page.getByLabel("Security code")).isVisible();
            page.getByRole(AriaRole.BUTTON, named("Continue")).dblclick();
            page.waitForURL(CALLBACK);
        }
        try (BrowserContext profile = chromium.profile()) {
            profile.grantPermissions(List.of("clipboard-read", "clipboard-write"));
            Page page = atTheCode(profile, user);
            page.evaluate("code => navigator.clipboard.writeText(code)", " " + Codes.latest(server, user) + " ");
            page.getByLabel("Security code").press("ControlOrMeta+v");
            page.waitForURL(CALLBACK);
        }
    }

    @Test
    void theWaitIsCountedDownInTheRightForm() {
        TestServer usual = TestServer.withUsualEmailGap();
        Admin.User user = usual.admin().newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            page.navigate(loginUrl(usual));
            enterPassword(page, user);
            Locator wait = page.locator("#gatehouse-wait");
            assertThat(wait).hasText(Pattern.compile("in (29|30) seconds\\."));
            assertThat(wait).hasText(Pattern.compile("in 2[0-7] seconds\\."));
            assertThat(wait).hasText("You can ask again in 1 second.");
            assertThat(wait).isHidden();
        }
    }

    @ParameterizedTest
    @CsvSource({"keycloak.v2,LIGHT", "keycloak.v2,DARK", "keycloak,LIGHT"})
    void thePagesAreAccessibleInKeycloaksThemes(String theme, ColorScheme colors) {
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme));
                BrowserContext profile = chromium.profile(Chromium.phone(colors))) {
            Admin.User user = admin.newUser("agent");
            // The old theme has errors of its own around the page, which this project does not fix.
            String part = theme.equals("keycloak.v2") ? "body" : ".gh-page";
            String name = theme + "-" + colors.name().toLowerCase(Locale.ROOT);

            Page page = atTheCode(profile, user);
            check(page, part, name + "-code");
            submitCode(page, "");
            assertThat(page.locator("#gatehouse-error")).containsText("Enter the security code");
            check(page, part, name + "-error");
            for (int number = 1; number <= 5; number++) {
                submitCode(page, Codes.wrong(Codes.latest(server, user), number));
            }
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Too many incorrect codes. Ask for a new code");
            check(page, part, name + "-exhausted");

            server.inbox().outage(true);
            try {
                Admin.User other = admin.newUser("agent");
                BrowserContext fresh = chromium.profile(Chromium.phone(colors));
                Page failed = fresh.newPage();
                failed.navigate(loginUrl());
                enterPassword(failed, other);
                assertThat(failed.getByRole(AriaRole.ALERT)).containsText("We could not send the security code");
                check(failed, part, name + "-mail-failed");
                fresh.close();
            } finally {
                server.inbox().outage(false);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"keycloak.v2,LIGHT", "keycloak.v2,DARK", "keycloak,LIGHT"})
    void thePageForTheCodeOfAnAppIsAccessibleAndOffersWhatElseThereIs(String theme, ColorScheme colors) {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme));
                Admin.Restore lenient = admin.mfa(Map.of("emailStandsIn", "true"));
                BrowserContext profile = chromium.profile(Chromium.phone(colors))) {
            String part = theme.equals("keycloak.v2") ? "body" : ".gh-page";
            String name = theme + "-" + colors.name().toLowerCase(Locale.ROOT);
            Page page = profile.newPage();
            page.navigate(loginUrl());
            enterPassword(page, user);
            assertThat(page.getByLabel("Code from the app")).isFocused();
            check(page, part, name + "-app");
            page.getByLabel("Code from the app").fill(app.wrongCodes(1).get(0));
            page.getByRole(AriaRole.BUTTON, named("Continue")).click();
            check(page, part, name + "-app-error");
            page.getByRole(AriaRole.BUTTON, named("Get a security code by email"))
                    .click();
            check(page, part, name + "-code-instead-of-app");
            page.getByRole(AriaRole.BUTTON, named("Use an authenticator app")).click();
            page.getByLabel("Code from the app").fill(app.code());
            page.getByRole(AriaRole.BUTTON, named("Continue")).click();
            page.waitForURL(CALLBACK);
        }
    }

    @Test
    void theEmailReadsWellOnAPhoneInLightAndDark() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().from("193.0.6.139").login("workspace", user);
        Mail mail = server.inbox().messages(user.email()).get(0);
        for (ColorScheme colors : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            try (BrowserContext profile =
                    chromium.profile(Chromium.phone(colors).setJavaScriptEnabled(true))) {
                Page page = profile.newPage();
                page.setContent(mail.html());
                assertThat(Chromium.violations(page, "body")).isEmpty();
                assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(390);
                Chromium.picture(page, "mail-" + colors.name().toLowerCase(Locale.ROOT));
            }
        }
    }

    @Test
    void theUserSeesAndRemovesKnownDevicesInTheAccountConsole() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions().setViewportSize(1280, 1200))) {
            Page page = profile.newPage();
            page.navigate(server.realmUrl() + "/account/account-security/signing-in");
            enterPassword(page, user);
            submitCode(page, Codes.latest(server, user));
            assertThat(page.getByText("Known devices").first()).isVisible();
            Chromium.picture(page, "account-console-devices");
            assertThat(page.getByText("Chrome, Linux").first()).isVisible();
            page.locator("[data-testrole=remove]").click();
            page.locator("#kc-accept").click();
            page.waitForURL(Pattern.compile("/account"));
            page.navigate(server.realmUrl() + "/account/account-security/signing-in");
            assertThat(page.getByText("My password").first()).isVisible();
            assertThat(page.getByText("Chrome, Linux")).hasCount(0);
        }
        assertThat(admin.credentials(user))
                .extracting(credential -> credential.get("type").asText())
                .containsExactly("password");
    }

    private void check(Page page, String part, String name) {
        Chromium.picture(page, name);
        assertThat(Chromium.violations(page, part)).as(name).isEmpty();
        assertThat(
                        (Integer)
                                page.evaluate(
                                        "document.querySelector('.gh-page').scrollWidth <= document.querySelector('.gh-page').clientWidth ? 1 : 0"))
                .as("%s does not overflow", name)
                .isEqualTo(1);
    }

    private String loginUrl() {
        return loginUrl(server);
    }

    private static String loginUrl(TestServer at) {
        return at.realmUrl()
                + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&client_id=workspace"
                + "&redirect_uri=http://localhost:9999/callback&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    }

    /** Opens a tab and signs in with the password, up to the page that asks for the code. */
    /** Reloads a page that moves on by itself once another tab has finished, which may abort the reload. */
    private static void reload(Page page) {
        try {
            page.reload();
        } catch (PlaywrightException movedOn) {
            assertThat(movedOn).hasMessageContaining("ERR_ABORTED");
            page.waitForLoadState();
        }
    }

    private Page atTheCode(BrowserContext profile, Admin.User user) {
        Page page = profile.newPage();
        page.navigate(loginUrl());
        enterPassword(page, user);
        assertThat(page.getByLabel("Security code")).isVisible();
        // Only then has a script replaced the address of the posted form, so that reloading the page posts nothing.
        page.waitForLoadState();
        return page;
    }

    private static void enterPassword(Page page, Admin.User user) {
        // The Account Console leads here by a script.
        page.locator("#username, #kc-attempted-username").first().waitFor();
        if (page.locator("#username").count() > 0) {
            page.locator("#username").fill(user.email());
        } else {
            assertThat(page.locator("#kc-attempted-username")).hasText(user.email());
        }
        if (page.locator("#password").count() == 0) {
            page.locator("#kc-login").click();
        }
        page.locator("#password").fill(Admin.PASSWORD);
        page.locator("#kc-login").click();
    }

    private static void submitCode(Page page, String code) {
        page.getByLabel("Security code").fill(code);
        page.getByRole(AriaRole.BUTTON, named("Continue")).click();
    }

    private static Locator card(Page page, String app) {
        return page.locator("#cards > #" + app.toLowerCase(Locale.ROOT));
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }

    private static Locator.GetByRoleOptions inside(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
