package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.SecuringAction;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifies that a change of factors or links that an intruder has begun cannot be finished once the account is secured. */
class IntruderFactorTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @ParameterizedTest
    @EnumSource
    @DisplayName("A link that was begun after recent MFA (idp_link), and waits at the provider, is not made")
    void aLinkThatWaitsAtTheProviderIsNotMade(SecuringAction move) {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore linking = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            Admin.User thief = late.newStranger();
            HttpBrowser browser = recoveries.browser();
            browser.loginCompletely("workspace", user);
            Page atProvider = browser.open("workspace", "kc_action=idp_link:" + late.alias())
                    .press("continue");
            move.make(server, recoveries, user);
            Page refused = atProvider.enterPassword(thief.email(), Admin.PASSWORD);
            assertThat(links(user)).isEmpty();
            assertBeginsAnew(refused);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A link that was begun where the MFA step only observes is not made either")
    void aLinkThatWaitsIsNotMadeWhereTheStepOnlyObserves(SecuringAction move) {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore linking = Clients.withFullScope(admin, "workspace");
                Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            Admin.User user = admin.newUser("agent");
            Admin.User thief = late.newStranger();
            HttpBrowser browser = recoveries.browser();
            browser.login("workspace", user).tokens();
            Page atProvider = browser.open("workspace", "kc_action=idp_link:" + late.alias())
                    .press("continue");
            move.make(server, recoveries, user);
            atProvider.enterPassword(thief.email(), Admin.PASSWORD);
            assertThat(links(user)).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "A link that the owner was tricked into confirming by email is not made if the account is secured before the stranger continues")
    void aLinkThatWasConfirmedByEmailIsNotMadeLater(SecuringAction move) {
        try (LateProvider late = new LateProvider(server, Map.of("trustEmail", false))) {
            Admin.User victim = admin.newUser("agent");
            late.stranger(victim.email());
            Page waiting = late.login(recoveries.browser(), "workspace", victim.email())
                    .press("submitAction", "linkAccount");
            HttpBrowser owner = server.newBrowser();
            assertThat(owner.get(Codes.link(server, victim)).press("open").text())
                    .contains("successfully verified");
            move.make(server, recoveries, victim);
            Page refused =
                    waiting.browser().get(waiting.link("first-broker-login").replaceFirst("session_code=[^&]*&", ""));
            assertThat(links(victim)).isEmpty();
            assertThat(Recoveries.saying(refused)).as(refused.text()).isEqualTo("SIGN_IN_AGAIN");
            assertThat(admin.get("/users/" + victim.id() + "/sessions")).isEmpty();
        }
    }

    @Test
    @DisplayName(
            "The access token of a session with recent MFA deletes no app once an administrator has set a password")
    void anAccessTokenFromBeforeDeletesNoFactor() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", user).enterCode(app.code()).tokens();
            admin.setPassword(user, Recoveries.NEW_PASSWORD);
            String id = admin.credentialId(user, "otp");
            // Keycloak compares in whole seconds, so either Keycloak or Gatehouse's guard refuses.
            assertThat(new AccountApi(server, browser)
                            .delete("/credentials/" + id)
                            .statusCode())
                    .isIn(401, 403);
            assertThat(admin.credentialTypes(user)).contains("otp");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "The form for an authenticator app that is posted after the account was secured adds none, and leads to a new login")
    void aFormForAnAppThatIsPostedLaterAddsNone(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        Page form = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
        AuthenticatorApp app = new AuthenticatorApp(form.attribute("totpSecret", "value"));
        move.make(server, recoveries, user);
        Page refused = form.submit("kc-totp-settings-form", Map.of("totp", app.code(), "userLabel", "thief"));
        assertThat(admin.credentialTypes(user)).doesNotContain("otp");
        assertBeginsAnew(refused);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The page that deletes an app, confirmed after the account was secured, deletes none and says why")
    void aDeletionThatIsConfirmedLaterDeletesNone(SecuringAction move) {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        String id = admin.credentialId(user, "otp");
        HttpBrowser browser = recoveries.browser();
        browser.login("workspace", user).enterCode(app.code()).tokens();
        Page confirming = browser.open("workspace", "kc_action=delete_credential:" + id);
        move.make(server, recoveries, user);
        Page refused = confirming.press("accept");
        assertThat(admin.credentials(user))
                .anyMatch(credential -> credential.get("id").asText().equals(id));
        assertThat(refused.text()).doesNotContain("HTTP 302");
        assertBeginsAnew(refused);
    }

    /** Where all sessions were ended, Keycloak no longer knows the login and says so itself. */
    private static void assertBeginsAnew(Page refused) {
        assertThat(refused.text())
                .containsAnyOf("the account was changed or everyone was signed out", "Your sign-in has timed out");
    }

    private JsonNode links(Admin.User user) {
        return admin.get("/users/" + user.id() + "/federated-identity");
    }
}
