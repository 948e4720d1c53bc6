package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that a known device is enough to sign in, but not to change factors or linked providers. */
class FactorChangeTest {

    private static final String WHY = FactorChanges.WHY;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final FactorChanges changes = new FactorChanges(server);

    /** The actions that add a factor during a login. */
    enum Added {
        APP("CONFIGURE_TOTP", "kc-totp-settings-form", "otp"),
        SECURITY_KEY("webauthn-register", "registerWebAuthn", "webauthn"),
        PASSKEY("webauthn-register-passwordless", "registerWebAuthn", "webauthn-passwordless"),
        RECOVERY_CODES("CONFIGURE_RECOVERY_AUTHN_CODES", "kc-recovery-codes-settings-form", "recovery-authn-codes");

        private final String action;
        private final String element;
        private final String type;

        Added(String action, String element, String type) {
            this.action = action;
            this.element = element;
            this.type = type;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A factor is added from a known device only after a code, and after one at once")
    void aFactorIsAddedOnlyAfterACode(Added added) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = changes.onKnownDevice(user);
        Page challenged = browser.open("workspace", "kc_action=" + added.action);
        assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
        assertThat(challenged.text()).contains(WHY);
        assertThat(server.inbox().messages(user.email()))
                .as("a GET sends no email")
                .hasSize(1);
        Page proven = changes.proveByEmail(challenged, user);
        assertThat(proven.has(added.element)).as(proven.text()).isTrue();
        Page left = proven.press("cancel-aia", "true");
        assertThat(left.isBackInTheApp())
                .as("left: %s %s", left.url(), left.text())
                .isTrue();
        Page again = browser.open("workspace", "kc_action=" + added.action);
        assertThat(again.has(added.element))
                .as("again in the same session: %s", again.text())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A factor that is due at a login is added on a known device only after a code")
    void aDueFactorIsAddedOnlyAfterACode(Added added) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = changes.onKnownDevice(user).signOut();
        admin.update(user, Map.of("requiredActions", List.of(added.action)));
        server.passTheEmailGap(user);
        Page challenged = browser.login("workspace", user);
        assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
        assertThat(challenged.text()).contains(WHY);
        Page proven = changes.proveByEmail(challenged, user);
        assertThat(proven.has(added.element)).as(proven.text()).isTrue();
    }

    @Test
    @Tag("smoke")
    @DisplayName("The intruder with a copied device gets no authenticator app into the account")
    void anIntruderOnACopiedDeviceAddsNoApp() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser intruder = changes.onKnownDevice(user);
        Page challenged = intruder.open("workspace", "kc_action=CONFIGURE_TOTP");
        String action = challenged
                .action("gatehouse-send-form")
                .replace("execution=gatehouse-mfa-gate", "execution=CONFIGURE_TOTP");
        intruder.post(action, Map.of("totp", "123456", "totpSecret", "NB2HI4DTHIXS653XO4XA", "userLabel", "thief"));
        assertThat(admin.credentialTypes(user)).doesNotContain("otp");
    }

    @ParameterizedTest
    @EnumSource(names = {"APP", "RECOVERY_CODES"})
    @DisplayName("What is added from a known device after a code is stored, and notified once")
    void whatIsAddedAfterACodeIsStoredAndNotified(Added added) {
        Admin.User user = admin.newUser("agent");
        Page form =
                changes.proveByEmail(changes.onKnownDevice(user).open("workspace", "kc_action=" + added.action), user);
        filledIn(form, added).tokens();
        assertThat(admin.credentialTypes(user)).contains(added.type);
        changes.onlyOne(user, FactorChanges.ADDED);
    }

    @ParameterizedTest
    @EnumSource(names = {"APP", "RECOVERY_CODES"})
    @DisplayName("A page that was opened while the realm only observed stores nothing once it enforces, and says why")
    void aPageFromBeforeTheRealmEnforcedStoresNothing(Added added) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = changes.onKnownDevice(user);
        Page form;
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            form = browser.open("workspace", "kc_action=" + added.action);
        }
        Page refused = filledIn(form, added);
        assertThat(refused.text()).contains(WHY);
        assertThat(admin.credentialTypes(user)).doesNotContain(added.type);
        changes.assertNothingNotified(user);
    }

    private static Page filledIn(Page form, Added added) {
        assertThat(form.has(added.element)).as(form.text()).isTrue();
        return form.submit(
                added.element,
                added == Added.RECOVERY_CODES
                        ? Map.of()
                        : Map.of(
                                "totp",
                                new AuthenticatorApp(form.attribute("totpSecret", "value")).code(),
                                "userLabel",
                                "phone"));
    }

    @Test
    @DisplayName(
            "An admin's email that requires a new app (execute actions) adds it for the owner of the mailbox, and it is notified once")
    void anAdminsEmailAddsAnAppAndItIsNotified() {
        Admin.User user = admin.newUser("agent");
        admin.send("PUT", "/users/" + user.id() + "/execute-actions-email", List.of("CONFIGURE_TOTP"));
        HttpBrowser browser = server.newBrowser();
        Page form = browser.get(Codes.link(server, user)).press("open");
        filledIn(form, Added.APP);
        assertThat(admin.credentialTypes(user)).contains("otp");
        changes.onlyOne(user, FactorChanges.ADDED);
        assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
    }

    @Test
    void aUserWithAnAppIsChallengedForItBeforeItIsDeleted() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        HttpBrowser browser = server.newBrowser();
        browser.login("workspace", user).enterCode(app.code()).tokens();
        assertThat(browser.signOut()
                        .login("workspace", user)
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("known-device");
        Page challenged = browser.open("workspace", "kc_action=delete_credential:" + admin.credentialId(user, "otp"));
        assertThat(challenged.text()).contains("Open your authenticator app").contains(WHY);
        Page confirming = challenged.enterCode(app.code(1));
        assertThat(confirming.press("accept").isBackInTheApp()).isTrue();
        assertThat(admin.credentialTypes(user)).doesNotContain("otp");
    }

    @Test
    void aKnownDeviceIsNoFactorAndIsRemovedWithoutACode() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = changes.onKnownDevice(user);
        Page confirming = browser.open(
                "workspace", "kc_action=delete_credential:" + admin.credentialId(user, "gatehouse-known-device"));
        assertThat(confirming.press("accept").isBackInTheApp()).isTrue();
        assertThat(admin.credentialTypes(user)).containsExactly("password");
    }

    @Test
    void aProviderIsLinkedOnlyAfterACode() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore linking = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            Admin.User stranger = late.newStranger();
            HttpBrowser browser = changes.onKnownDevice(user);
            Page challenged = browser.open("workspace", "kc_action=idp_link:" + late.alias());
            assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
            changes.proveByEmail(challenged, user)
                    .press("continue")
                    .enterPassword(stranger.email(), Admin.PASSWORD)
                    .tokens();
            assertThat(admin.get("/users/" + user.id() + "/federated-identity")).hasSize(1);
        }
    }

    @Test
    @DisplayName("MFA of eleven minutes ago is too old, but a change that was begun in time may be finished")
    void aProofGrowsOldAndWhatWasBegunMayBeFinished() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofMinutes(9));
            Page codes = reauthenticated(browser.open("workspace", "kc_action=CONFIGURE_RECOVERY_AUTHN_CODES"));
            assertThat(codes.has("kc-recovery-codes-settings-form"))
                    .as(codes.text())
                    .isTrue();
            clock.advance(Duration.ofMinutes(2));
            assertThat(codes.submit("kc-recovery-codes-settings-form", Map.of()).isBackInTheApp())
                    .isTrue();
            Page challenged = reauthenticated(browser.open("workspace", "kc_action=CONFIGURE_TOTP"));
            assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
        }
        assertThat(admin.credentialTypes(user)).contains("recovery-authn-codes");
    }

    @Test
    void theTimeIsASettingOfTheGate() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofMinutes(11));
            try (Admin.Restore longer = admin.action("gatehouse-mfa-gate", Map.of("factorMinutes", "15"))) {
                assertThat(reauthenticated(browser.open("workspace", "kc_action=CONFIGURE_TOTP"))
                                .has("kc-totp-settings-form"))
                        .isTrue();
            }
        }
        assertThat(admin.refusal(
                        "PUT",
                        "/authentication/required-actions/gatehouse-mfa-gate/config",
                        Map.of("config", Map.of("factorMinutes", "0"))))
                .contains("400", "Second factor for changes", "Enter a number from 1 to 1440");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "observe"})
    void whereTheStepDoesNotEnforceNoUserIsChallenged(String mode) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = changes.onKnownDevice(user);
        try (Admin.Restore lenient = admin.mfa(Map.of("mode", mode))) {
            Page page = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
            assertThat(page.has("kc-totp-settings-form")).as(page.text()).isTrue();
            Page done = page.submit(
                    "kc-totp-settings-form",
                    Map.of(
                            "totp",
                            new AuthenticatorApp(page.attribute("totpSecret", "value")).code(),
                            "userLabel",
                            "phone"));
            assertThat(done.isBackInTheApp()).as(done.text()).isTrue();
        }
        assertThat(admin.credentialTypes(user)).contains("otp");
    }

    /** Keycloak asks for the password before such an action, five minutes after the login. */
    private static Page reauthenticated(Page page) {
        return page.has("password") ? page.submit("kc-form-login", Map.of("password", Admin.PASSWORD)) : page;
    }
}
