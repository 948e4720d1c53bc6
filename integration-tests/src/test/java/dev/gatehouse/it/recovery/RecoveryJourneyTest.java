package dev.gatehouse.it.recovery;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies in a real browser what a user sees and does who has forgotten the password or wants to change it. */
@Tag("browser")
class RecoveryJourneyTest {

    private static final Pattern CALLBACK = Pattern.compile("^http://localhost:9999/callback.*");

    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static Chromium chromium;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @BeforeAll
    static void startTheBrowser() {
        chromium = Chromium.shared();
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @ParameterizedTest
    @CsvSource({"keycloak.v2,LIGHT", "keycloak.v2,DARK", "keycloak,LIGHT"})
    void thePagesAreAccessibleInKeycloaksThemes(String theme, ColorScheme colors) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme));
                BrowserContext profile = chromium.profile(Chromium.phone(colors))) {
            String name = "recovery-" + theme + "-" + colors.name().toLowerCase(Locale.ROOT);
            Page page = atTheForm(profile, user);
            check(page, name + "-forgot");
            page.getByLabel("Email address").fill("");
            press(page, "Continue");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Enter your email address");
            check(page, name + "-forgot-error");
            page.getByLabel("Email address").fill(user.email());
            press(page, "Continue");
            assertThat(heading(page)).hasText("Check your email");
            check(page, name + "-waiting");
            page.getByLabel("Code from the email").fill("2222-2222");
            press(page, "Continue");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("The code is not correct");
            check(page, name + "-waiting-error");

            page.navigate(recoveries.link(user));
            assertThat(heading(page)).hasText("Choose a new password");
            check(page, name + "-new-password");
            page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                    .fill("one");
            assertThat(page.locator("#gatehouse-rules li[data-state=missing]")).hasCount(4);
            check(page, name + "-new-password-ticked");
            page.getByRole(AriaRole.BUTTON, named("Show new password")).click();
            assertThat(page.locator("#password-new")).hasAttribute("type", "text");
            press(page, "Change password");
            assertThat(page.getByRole(AriaRole.ALERT))
                    .containsText("The password needs: 8 characters or more; an uppercase letter");
            assertThat(page.getByRole(AriaRole.ALERT)).containsText("Passwords do not match");
            check(page, name + "-new-password-error");
            choose(page);
            page.waitForURL(CALLBACK);
            page.navigate(recoveries.link(user).replace("/?", "/") + "/done");
            assertThat(heading(page)).hasText("Your password is changed");
            check(page, name + "-done");
            page.navigate(recoveries.link(user));
            assertThat(heading(page)).hasText("This link has been used");
            check(page, name + "-used");
            page.navigate(server.realmUrl() + "/gatehouse/?nothing");
            assertThat(heading(page)).hasText("This link is not complete");
            check(page, name + "-unreadable");
        }
    }

    @Test
    void theWholeResetWorksWithoutJavaScriptByTheCode() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = atTheForm(profile, user);
            press(page, "Continue");
            page.getByLabel("Code from the email").fill(recoveries.code(user));
            press(page, "Continue");
            assertThat(page.getByText("8 to 99 characters")).isVisible();
            choose(page);
            page.waitForURL(CALLBACK);
            assertThat(page.url()).contains("state=s");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theWholeResetEndsInTheAppByTheCodeOrTheLink(boolean isByCode) {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions())) {
            Page page = atTheForm(profile, user);
            press(page, "Continue");
            Page ending = isByCode ? page : profile.newPage();
            if (isByCode) {
                page.getByLabel("Code from the email").fill(recoveries.code(user));
                press(page, "Continue");
            } else {
                ending.navigate(recoveries.link(user));
            }
            choose(ending);
            ending.waitForURL(CALLBACK);
            assertThat(redeem(ending.url()).get("amr").toString()).isEqualTo("[\"email\"]");
        }
    }

    private JsonNode redeem(String callback) {
        String code = callback.replaceFirst(".*[?&]code=([^&]*).*", "$1");
        String answer = recoveries
                .browser()
                .post(
                        server.realmUrl() + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "authorization_code",
                                "client_id",
                                "workspace",
                                "code",
                                code,
                                "redirect_uri",
                                "http://localhost:9999/callback",
                                "code_verifier",
                                VERIFIER))
                .text();
        try {
            return HttpBrowser.claims(
                    Admin.JSON.readTree(answer).get("id_token").asText());
        } catch (JsonProcessingException e) {
            throw new AssertionError(answer, e);
        }
    }

    @Test
    void signingInInAnotherTabDoesNotLoseWhatWasTyped() {
        Admin.User user = admin.newUser("agent");
        Admin.User other = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile(new Browser.NewContextOptions())) {
            Page page = profile.newPage();
            page.clock().install();
            page.navigate(recoveries.linkFor(user));
            page.locator("#password-new").fill(Recoveries.NEW_PASSWORD);
            try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"))) {
                Page tab = profile.newPage();
                tab.navigate(loginUrl());
                tab.locator("#username").fill(other.email());
                tab.locator("#kc-login").click();
                tab.locator("#password").fill(Admin.PASSWORD);
                tab.locator("#kc-login").click();
                tab.waitForURL(CALLBACK);
            }
            // By then the page has polled at least once.
            page.clock().runFor(10_000);
            assertThat(page.locator("#password-new")).hasValue(Recoveries.NEW_PASSWORD);
            choose(page);
            assertThat(heading(page)).hasText("Your password is changed");
        }
    }

    @Test
    void theAccountConsolesUpdateIsConfirmedByEmailAndLeadsBack() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"));
                BrowserContext profile =
                        chromium.profile(new Browser.NewContextOptions().setViewportSize(1280, 1200))) {
            Page page = profile.newPage();
            page.navigate(server.realmUrl() + "/account/account-security/signing-in");
            signInAs(page, user, Admin.PASSWORD);
            page.locator("[data-testid='password/credential-list']")
                    .getByText("Update")
                    .click();
            // The page sends by itself.
            assertThat(heading(page)).hasText("Check your email");
            check(page, "change-password-sent");
            Page opened = profile.newPage();
            opened.navigate(recoveries.link(user));
            choose(opened);
            assertThat(heading(opened)).hasText("Your password is changed");
            assertThat(opened.locator("#gatehouse-way-on")).hasText("Go back");
            assertThat(heading(page)).hasText("Your password is changed", soon());
            page.locator("#gatehouse-way-on").click();
            assertThat(page.getByText("My password").first()).isVisible();
        }
    }

    @Test
    void thePageThatWaitsIsDoneWhenTheLinkWasUsedInAnotherBrowserAndIsNotSignedIn() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext waiting = chromium.profile(Chromium.phone(ColorScheme.LIGHT));
                BrowserContext other = chromium.profile()) {
            Page page = atTheForm(waiting, user);
            page.getByLabel("Email address").fill("a<b>" + user.email());
            press(page, "Continue");
            assertThat(page.locator("#gatehouse-typed bdi")).hasText("a<b>" + user.email());
            page.getByRole(
                            AriaRole.LINK,
                            new Page.GetByRoleOptions().setName("Change it").setExact(true))
                    .click();
            page.getByLabel("Email address").fill(user.email());
            press(page, "Continue");
            assertThat(page.locator("#gatehouse-typed bdi")).hasText(user.email());
            check(page, "waiting-typed");
            Page opened = other.newPage();
            opened.navigate(recoveries.link(user));
            choose(opened);
            assertThat(heading(opened)).hasText("Your password is changed");
            assertThat(heading(page)).hasText("Your password is changed", soon());
            assertThat(page.locator("#gatehouse-way-on")).hasText("Sign in");
            assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        }
    }

    @Test
    void withoutJavaScriptTheChangeIsSentByItsButtonAndAReloadShowsThatItIsDone() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"));
                BrowserContext profile =
                        chromium.profile(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            Page page = profile.newPage();
            page.navigate(loginUrl());
            signInAs(page, user, Admin.PASSWORD);
            page.waitForURL(CALLBACK);
            page.navigate(loginUrl() + "&kc_action=UPDATE_PASSWORD");
            assertThat(heading(page)).hasText("Change your password");
            press(page, "Send the email");
            assertThat(heading(page)).hasText("Check your email");
            page.getByLabel("Code from the email").fill(recoveries.code(user));
            press(page, "Continue");
            choose(page);
            assertThat(heading(page)).hasText("Your password is changed");
            page.locator("#gatehouse-way-on").click();
            page.waitForURL(CALLBACK);
            assertThat(page.url()).contains("kc_action_status=success");
        }
    }

    /** A waiting page looks every 5 seconds. */
    private static LocatorAssertions.HasTextOptions soon() {
        return new LocatorAssertions.HasTextOptions().setTimeout(20_000);
    }

    private void check(Page page, String name) {
        Chromium.picture(page, name);
        assertThat(Chromium.violations(page, ".gh-page")).as(name).isEmpty();
        assertThat(
                        (Integer)
                                page.evaluate(
                                        "document.querySelector('.gh-page').scrollWidth <= document.querySelector('.gh-page').clientWidth ? 1 : 0"))
                .as("%s does not overflow", name)
                .isEqualTo(1);
    }

    private String loginUrl() {
        return server.realmUrl()
                + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&client_id=workspace"
                + "&redirect_uri=http://localhost:9999/callback&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    }

    /** Follows "Forgot password?" from the login page, where the address was entered already. */
    private Page atTheForm(BrowserContext profile, Admin.User user) {
        Page page = profile.newPage();
        page.navigate(loginUrl());
        page.locator("#username").fill(user.email());
        page.locator("#kc-login").click();
        page.locator("a[href*=reset-credentials]").click();
        assertThat(heading(page)).hasText("Reset your password");
        assertThat(page.getByLabel("Email address")).hasValue(user.email());
        return page;
    }

    private static void choose(Page page) {
        page.locator("#password-new").fill(Recoveries.NEW_PASSWORD);
        page.locator("#password-confirm").fill(Recoveries.NEW_PASSWORD);
        assertThat(page.getByLabel("Sign out of my other devices")).isChecked();
        press(page, "Change password");
    }

    private static void signInAs(Page page, Admin.User user, String password) {
        page.locator("#username").fill(user.email());
        if (page.locator("#password").count() == 0) {
            page.locator("#kc-login").click();
        }
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
    }

    private static com.microsoft.playwright.Locator heading(Page page) {
        return page.locator("#kc-page-title");
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, named(button)).click();
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
