package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The account REST interface asks nobody, so it changes nothing for a session that has no fresh proof: hole 2.2 (b). */
class AccountRestTest {

    private static final Set<String> CHANGES = Set.of(
            "REMOVE_CREDENTIAL", "REMOVE_TOTP", "UPDATE_CREDENTIAL", "UPDATE_TOTP", "FEDERATED_IDENTITY_LINK", "REMOVE_FEDERATED_IDENTITY");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    @Tag("smoke")
    @DisplayName("An app that is deleted from a known device is refused with a reason, leaves no event and no mail, and stays")
    void anAppIsNotDeletedFromAKnownDevice() throws IOException {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", user).enterCode(app.code()).tokens();
            browser.signOut().login("workspace", user).tokens();
            assertRefused(new AccountApi(server, browser).delete("/credentials/" + idOf(user, "otp")), user);
            assertThat(types(user)).contains("otp");
            assertThat(server.newBrowser().login("workspace", user).text()).as("no silent downgrade").contains("Open your authenticator app");
        }
    }

    @Test
    void anAppIsDeletedAfterAFreshProofAndTold() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", user).enterCode(app.code()).tokens();
            assertThat(new AccountApi(server, browser).delete("/credentials/" + idOf(user, "otp")).statusCode()).isEqualTo(204);
            assertThat(types(user)).doesNotContain("otp");
            recoveries.letMailsArrive();
            assertThat(server.inbox().messages(user.email())).hasSize(1).allSatisfy(mail -> assertThat(mail.subject()).contains("removed"));
        }
    }

    @Test
    void aKnownDeviceIsDeletedWithoutAProof() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = onKnownDevice(user);
            assertThat(new AccountApi(server, browser).delete("/credentials/" + idOf(user, "gatehouse-known-device")).statusCode()).isEqualTo(204);
        }
    }

    @Test
    void aLinkIsNotDeletedFromAKnownDeviceButAfterAFreshProof() throws IOException {
        try (LateProvider late = new LateProvider(server, Map.of()); Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            late.link(user, late.newStranger());
            recoveries.letMailsArrive();
            server.inbox().clear();
            HttpBrowser browser = onKnownDevice(user);
            int mails = server.inbox().messages(user.email()).size();
            assertThat(new AccountApi(server, browser).delete("/linked-accounts/" + late.alias()).statusCode()).isEqualTo(403);
            recoveries.letMailsArrive();
            assertThat(server.inbox().messages(user.email())).hasSize(mails);
            assertThat(links(user)).hasSize(1);
            assertThat(changes(user)).isEmpty();

            server.passTheEmailGap(user);
            HttpBrowser proven = server.newBrowser();
            proven.loginCompletely("workspace", user);
            assertThat(new AccountApi(server, proven).delete("/linked-accounts/" + late.alias()).statusCode()).isEqualTo(204);
            assertThat(links(user)).isEmpty();
            assertThat(changes(user)).containsExactly("REMOVE_FEDERATED_IDENTITY");
        }
    }

    @Test
    @DisplayName("Keycloak's old endpoint for links (broker/link) adds none from a known device")
    void theOldEndpointForLinksAddsNoneFromAKnownDevice() throws IOException {
        try (LateProvider late = new LateProvider(server, Map.of()); Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            Admin.User stranger = late.newStranger();
            HttpBrowser browser = onKnownDevice(user);
            HttpResponse<String> made = new AccountApi(server, browser).get("/linked-accounts/" + late.alias() + "?redirectUri="
                    + Admin.encode(server.realmUrl() + "/account/"));
            String link = Admin.JSON.readTree(made.body()).path("accountLinkUri").asText();
            if (link.isEmpty()) {
                // Newer releases have it switched off.
                assertThat(made.body()).contains("linking is disabled");
                return;
            }
            Page refused = browser.get(link).enterPassword(stranger.email(), Admin.PASSWORD);
            assertThat(refused.status()).as(refused.text()).isEqualTo(403);
            assertThat(refused.text()).contains("This changes how you sign in");
            assertThat(links(user)).isEmpty();
            assertThat(changes(user)).isEmpty();
        }
    }

    @Test
    @DisplayName("What the Account Console asks for (delete_credential, CONFIGURE_TOTP) waits for a code")
    void whatTheAccountConsoleAsksForWaitsForACode() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        HttpBrowser browser = server.newBrowser();
        browser.login("workspace", user).enterCode(app.code()).tokens();
        browser.signOut().login("workspace", user).tokens();
        for (String action : List.of("CONFIGURE_TOTP", "delete_credential:" + idOf(user, "otp"))) {
            Page asked = browser.get(server.realmUrl() + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&client_id=account-console"
                    + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
                    + Admin.encode(server.realmUrl() + "/account/") + "&kc_action=" + action);
            assertThat(asked.text()).as(action).contains("This changes how you sign in").contains("Open your authenticator app");
        }
    }

    @Test
    void theTokensOfTheAppsAreWorthNothingThere() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        assertThat(new AccountApi(server, browser).delete("/credentials/" + idOf(user, "gatehouse-known-device")).statusCode()).isIn(401, 403);
        JsonNode token = HttpBrowser.claims(browser.accessToken());
        assertThat(token.path("resource_access").toString()).doesNotContain("manage-account");
        assertThat(token.path("realm_access").path("roles").toString()).as("the roles of the realm are there").contains("agent");
    }

    @Test
    void whereTheStepOnlyObservesNothingIsRefused() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace"); Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", user).tokens();
            assertThat(new AccountApi(server, browser).delete("/credentials/" + idOf(user, "otp")).statusCode()).isEqualTo(204);
        }
    }

    private void assertRefused(HttpResponse<String> answer, Admin.User user) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        JsonNode reason = Admin.JSON.readTree(answer.body());
        assertThat(reason.path("error").asText()).isEqualTo("gatehouse_proof_required");
        assertThat(reason.path("error_description").asText()).contains("Sign in again with a second factor").contains("within 10 minutes");
        assertThat(changes(user)).isEmpty();
        recoveries.letMailsArrive();
        assertThat(server.inbox().messages(user.email())).isEmpty();
    }

    private List<String> changes(Admin.User user) {
        return admin.events(user).stream().map(event -> event.get("type").asText()).filter(CHANGES::contains).toList();
    }

    private JsonNode links(Admin.User user) {
        return admin.get("/users/" + user.id() + "/federated-identity");
    }

    private HttpBrowser onKnownDevice(Admin.User user) {
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        assertThat(browser.signOut().login("workspace", user).tokens().get("mfa").asText()).isEqualTo("known-device");
        return browser;
    }

    private List<String> types(Admin.User user) {
        return admin.credentials(user).stream().map(credential -> credential.get("type").asText()).toList();
    }

    private String idOf(Admin.User user, String type) {
        return admin.credentials(user).stream()
                .filter(credential -> credential.get("type").asText().equals(type))
                .map(credential -> credential.get("id").asText())
                .findFirst()
                .orElseThrow();
    }
}
