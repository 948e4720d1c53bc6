package dev.gatehouse.it.mfa;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.gson.JsonObject;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
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

/** Verifies passkeys and security keys, with the virtual authenticators of a real browser. */
@Tag("browser")
class SecurityKeyTest {

    private static final Pattern CALLBACK = Pattern.compile("^http://localhost:9999/callback.*");

    private static Chromium chromium;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final FactorChanges changes = new FactorChanges(server);

    @BeforeAll
    static void startTheBrowser() {
        chromium = Chromium.shared();
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @Test
    void aUserWithASecurityKeyIsChallengedForItAndNothingIsEmailed() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page page = withKey(profile, "webauthn-register", user);
            signInOnAnUnknownDevice(profile, page, user);
            assertThat(page.getByRole(AriaRole.HEADING, named("Use your security key")))
                    .isVisible();
            assertThat(Chromium.violations(page, ".gh-page")).isEmpty();
            Chromium.picture(page, "security-key");
            page.getByRole(AriaRole.BUTTON, named("Use the security key")).click();
            page.waitForURL(CALLBACK);
        }
        JsonNode login = admin.events(user).get(0);
        assertThat(login.get("type").asText()).isEqualTo("LOGIN");
        assertThat(login.get("details").get("gatehouse_mfa").asText()).isEqualTo("webauthn");
    }

    @ParameterizedTest
    @CsvSource({
        "webauthn-register,webauthn,Security key",
        "webauthn-register-passwordless,webauthn-passwordless,Passkey"
    })
    @DisplayName("A key that is registered after a code is stored, and notified once")
    void aKeyIsStoredAfterACodeAndNotified(String action, String type, String name) {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            withKey(profile, action, user);
        }
        assertThat(admin.credentialTypes(user)).contains(type);
        assertThat(changes.onlyOne(user, FactorChanges.ADDED).text()).contains("What: " + name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"webauthn-register", "webauthn-register-passwordless"})
    @DisplayName(
            "A genuine key on a page that was opened while the realm only observed is not stored once it enforces, and the page says why")
    void aKeyIsNotStoredWithoutACode(String action) {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page page = pageWithKey(profile);
            try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
                page.navigate(authorization("&kc_action=" + action));
                enterPassword(page, user);
                page.waitForLoadState();
                assertThat(page.locator("#registerWebAuthn")).isVisible();
            }
            page.locator("#registerWebAuthn").click();
            assertThat(page.getByText(FactorChanges.WHY)).isVisible();
        }
        assertThat(admin.credentialTypes(user)).containsExactly("password");
        changes.assertNothingNotified(user);
    }

    @Test
    void theGateChallengesForTheKeyToo() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page page = withKey(profile, "webauthn-register-passwordless", user);
            try (Admin.Restore bare = admin.passwordOnlyFlow("workspace")) {
                signInOnAnUnknownDevice(profile, page, user);
                assertThat(page.getByRole(AriaRole.HEADING, named("Use your passkey")))
                        .isVisible();
                page.getByRole(AriaRole.BUTTON, named("Use the passkey")).click();
                page.waitForURL(CALLBACK);
            }
        }
    }

    @Test
    void anotherUsersKeyAndAnOldAnswerAreRefused() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            Page page = withKey(profile, "webauthn-register", user);
            signInOnAnUnknownDevice(profile, page, user);
            // What the browser would post, kept in order to post it twice and after a new challenge.
            page.evaluate("() => { HTMLFormElement.prototype.submit = function () { this.dataset.signed = 'yes'; }; }");
            page.getByRole(AriaRole.BUTTON, named("Use the security key")).click();
            // The page's content security policy forbids eval, which Playwright's own wait uses.
            page.waitForCondition(() ->
                    (Boolean) page.evaluate("document.getElementById('gatehouse-key-form').dataset.signed === 'yes'"));
            @SuppressWarnings("unchecked")
            Map<String, String> answer = (Map<String, String>)
                    page.evaluate(
                            "Object.fromEntries([...document.getElementById('gatehouse-key-form').elements].filter(e => e.type === 'hidden').map(e => [e.name, e.value]))");
            page.reload();
            page.evaluate(
                    "answer => { const form = document.getElementById('gatehouse-key-form');"
                            + " for (const name in answer) form.elements[name].value = answer[name]; HTMLFormElement.prototype.submit.call(form); }",
                    answer);
            assertThat(page.getByRole(AriaRole.ALERT))
                    .containsText("This key is not yours, or the page was open too long");
            assertThat(Chromium.violations(page, ".gh-page")).isEmpty();
        }
    }

    @Test
    void whatIsPostedMayBeAnything() {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext profile = chromium.profile()) {
            withKey(profile, "webauthn-register", user);
        }
        dev.gatehouse.testsupport.browser.Page page = server.newBrowser().login("workspace", user);
        for (String junk : new String[] {"", "x", "!!!", "<script>", "AAAA", "x".repeat(10_000)}) {
            page = page.submit(
                    "gatehouse-key-form",
                    Map.of(
                            "credentialId",
                            junk,
                            "clientDataJSON",
                            junk,
                            "authenticatorData",
                            junk,
                            "signature",
                            junk,
                            "userHandle",
                            junk));
            assertThat(page.status()).as(junk).isEqualTo(200);
            assertThat(page.error()).startsWith("This key is not yours");
        }
        assertThat(page.postFactor("email").text())
                .as("email does not stand in")
                .contains("Use your security key");
        JsonNode answer = new DirectGrant(server).call(user, Map.of());
        assertThat(answer.get("mfa_reason").asText())
                .as("a key cannot be typed")
                .isEqualTo("use_browser");
    }

    @Test
    @DisplayName("Passkey")
    void aLoginWithAPasskeyIsNotChallengedFurther() {
        Admin.User user = admin.newUser("agent");
        Map<String, Object> passkeys = Map.of(
                // Without the name, Keycloak ignores the other settings.
                "webAuthnPolicyPasswordlessRpEntityName", "Acme Phone",
                "webAuthnPolicyPasswordlessPasskeysEnabled", true,
                "webAuthnPolicyPasswordlessUserVerificationRequirement", "required",
                // The name that all releases know; 26.7.3 has a second one.
                "webAuthnPolicyPasswordlessRequireResidentKey", "Yes");
        try (Admin.Restore enabled = admin.realm(passkeys);
                BrowserContext profile = chromium.profile()) {
            Page page = withKey(profile, "webauthn-register-passwordless", user);
            server.inbox().clear();
            profile.clearCookies();
            // The virtual authenticator answers the browser's autofill offer of a passkey by itself.
            page.navigate(authorization(""));
            page.waitForURL(CALLBACK);
        }
        assertThat(server.inbox().messages(user.email()))
                .extracting(Mail::subject)
                .as("of the new key, and no code")
                .allMatch(subject -> subject.startsWith("A way to sign in was added"));
        assertThat(admin.events(user).stream()
                        .filter(event -> event.get("type").asText().equals("LOGIN"))
                        .findFirst()
                        .orElseThrow()
                        .get("details")
                        .path("gatehouse_mfa")
                        .asText())
                .isEqualTo("webauthn");
    }

    /** Signs in and sets up a virtual key, which stays with the page. */
    private Page withKey(BrowserContext profile, String action, Admin.User user) {
        Page page = pageWithKey(profile);
        page.navigate(authorization("&kc_action=" + action));
        enterPassword(page, user);
        page.getByLabel("Security code").fill(Codes.latest(server, user));
        page.getByRole(AriaRole.BUTTON, named("Continue")).click();
        // Keycloak's button does nothing before its script has run.
        page.waitForLoadState();
        page.locator("#registerWebAuthn").click();
        page.waitForURL(CALLBACK);
        return page;
    }

    private static Page pageWithKey(BrowserContext profile) {
        Page page = profile.newPage();
        CDPSession devtools = profile.newCDPSession(page);
        devtools.send("WebAuthn.enable");
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        devtools.send("WebAuthn.addVirtualAuthenticator", parameters);
        page.onDialog(Dialog::accept);
        return page;
    }

    private void signInOnAnUnknownDevice(BrowserContext profile, Page page, Admin.User user) {
        server.inbox().clear();
        profile.clearCookies();
        page.navigate(authorization(""));
        enterPassword(page, user);
        assertThat(server.inbox().messages(user.email()))
                .extracting(Mail::subject)
                .as("of the new key, and no code")
                .allMatch(subject -> subject.startsWith("A way to sign in was added"));
    }

    private void enterPassword(Page page, Admin.User user) {
        page.locator("#username").fill(user.email());
        page.locator("#kc-login").click();
        page.locator("#password").fill(Admin.PASSWORD);
        page.locator("#kc-login").click();
    }

    private String authorization(String more) {
        return server.realmUrl()
                + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&client_id=workspace"
                + "&redirect_uri=http://localhost:9999/callback&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + more;
    }

    private static Page.GetByRoleOptions named(String name) {
        return new Page.GetByRoleOptions().setName(name).setExact(true);
    }
}
