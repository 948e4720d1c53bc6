package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.ExternalUsers;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Verifies that users of a store that does not import them, whose factors and links Keycloak keeps in its federated storage, are protected
 * like all others.
 */
class ExternalStoreTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final FactorChanges changes = new FactorChanges(server);
    private final ExternalUsers users = new ExternalUsers(admin);

    @AfterEach
    void removeTheStore() {
        users.close();
    }

    @Test
    @DisplayName("An app is added from a known device only after a code, and notified once")
    void anAppIsAddedOnlyAfterACode() {
        Admin.User user = newUser();
        HttpBrowser browser = changes.onKnownDevice(user);
        Page challenged = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
        assertThat(challenged.text()).contains(FactorChanges.WHY);
        Page form = changes.proveByEmail(challenged, user);
        AuthenticatorApp app = new AuthenticatorApp(form.attribute("totpSecret", "value"));
        form.submit("kc-totp-settings-form", Map.of("totp", app.code(), "userLabel", "phone"))
                .tokens();
        assertThat(admin.credentialTypes(user)).contains("otp");
        assertThat(changes.onlyOne(user, FactorChanges.ADDED).text()).contains("What: Authenticator app");
    }

    @Test
    @DisplayName("A form for an app that was opened while the realm only observed adds none once it enforces")
    void aFormFromBeforeTheRealmEnforcedAddsNone() {
        Admin.User user = newUser();
        HttpBrowser browser = changes.onKnownDevice(user);
        Page form;
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            form = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
        }
        AuthenticatorApp app = new AuthenticatorApp(form.attribute("totpSecret", "value"));
        Page refused = form.submit("kc-totp-settings-form", Map.of("totp", app.code(), "userLabel", "thief"));
        assertThat(admin.credentialTypes(user)).doesNotContain("otp");
        assertThat(refused.text()).contains(FactorChanges.WHY);
        changes.assertNothingNotified(user);
    }

    @Test
    @DisplayName(
            "An app is not deleted by the account REST interface from a known device, but after recent MFA, and notified")
    void anAppIsDeletedOnlyAfterAFreshProof() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = newUser();
            HttpBrowser browser = server.newBrowser();
            browser.loginCompletely("workspace", user);
            Page form = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
            AuthenticatorApp app = new AuthenticatorApp(form.attribute("totpSecret", "value"));
            form.submit("kc-totp-settings-form", Map.of("totp", app.code(), "userLabel", "phone"))
                    .tokens();
            changes.onlyOne(user, FactorChanges.ADDED);
            server.inbox().clear();
            browser.signOut().login("workspace", user).tokens();
            HttpResponse<String> refused =
                    new AccountApi(server, browser).delete("/credentials/" + admin.credentialId(user, "otp"));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(403);
            assertThat(admin.credentialTypes(user)).contains("otp");
            changes.assertNothingNotified(user);

            HttpBrowser proven = server.newBrowser();
            proven.login("workspace", user).enterCode(app.code(1)).tokens();
            assertThat(new AccountApi(server, proven)
                            .delete("/credentials/" + admin.credentialId(user, "otp"))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(admin.credentialTypes(user)).doesNotContain("otp");
            changes.onlyOne(user, FactorChanges.REMOVED);
        }
    }

    @Test
    void aLinkIsDeletedOnlyAfterAFreshProofAndNotified() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = newUser();
            late.link(user, late.newStranger());
            changes.onlyOne(user, FactorChanges.ADDED);
            server.inbox().clear();
            HttpBrowser browser = changes.onKnownDevice(user);
            assertThat(new AccountApi(server, browser)
                            .delete("/linked-accounts/" + late.alias())
                            .statusCode())
                    .isEqualTo(403);
            assertThat(changes.links(user)).hasSize(1);
            changes.assertNothingNotified(user);

            Page challenged = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
            changes.proveByEmail(challenged, user).press("cancel-aia", "true").tokens();
            assertThat(new AccountApi(server, browser)
                            .delete("/linked-accounts/" + late.alias())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(changes.links(user)).isEmpty();
            changes.onlyOne(user, FactorChanges.REMOVED);
        }
    }

    @Test
    void whatAnAdminRemovesIsNotifiedOnce() {
        Admin.User user = newUser();
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        browser.open("workspace", "kc_action=CONFIGURE_RECOVERY_AUTHN_CODES")
                .submit("kc-recovery-codes-settings-form", Map.of())
                .tokens();
        admin.send(
                "DELETE",
                "/users/" + user.id() + "/credentials/" + admin.credentialId(user, "recovery-authn-codes"),
                null);
        assertThat(changes.onlyOne(user, FactorChanges.REMOVED).text())
                .contains("An administrator has made this change");
    }

    private Admin.User newUser() {
        Admin.User user = users.newUser();
        admin.grant(user, "agent");
        return user;
    }
}
