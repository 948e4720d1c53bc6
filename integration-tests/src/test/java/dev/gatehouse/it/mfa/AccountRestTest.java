package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies that the account REST interface, which cannot challenge, changes nothing for a session without recent MFA. */
class AccountRestTest {

    private static final Set<String> CHANGES = Set.of(
            "REMOVE_CREDENTIAL",
            "REMOVE_TOTP",
            "UPDATE_CREDENTIAL",
            "UPDATE_TOTP",
            "FEDERATED_IDENTITY_LINK",
            "REMOVE_FEDERATED_IDENTITY");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);
    private final FactorChanges changes = new FactorChanges(server);

    @Test
    @Tag("smoke")
    @DisplayName(
            "Deleting an app from a known device is refused with a reason, leaves no event and no email, and the app stays")
    void anAppIsNotDeletedFromAKnownDevice() throws IOException {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", user).enterCode(app.code()).tokens();
            browser.signOut().login("workspace", user).tokens();
            assertRefused(
                    new AccountApi(server, browser).delete("/credentials/" + admin.credentialId(user, "otp")), user);
            assertThat(admin.credentialTypes(user)).contains("otp");
            assertThat(server.newBrowser().login("workspace", user).text())
                    .as("no silent downgrade")
                    .contains("Open your authenticator app");
        }
    }

    @Test
    @DisplayName(
            "An admin who may manage users deletes others' factors by the admin REST interface, but an own one only after recent MFA")
    void anAdministratorDeletesAnOwnFactorOnlyAfterAFreshProof() throws IOException, InterruptedException {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User administrator = admin.newUserWith(List.of(app.credential()), "agent");
            admin.grantOf("realm-management", administrator, "manage-users");
            Admin.User other = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", administrator).enterCode(app.code()).tokens();
            browser.signOut().login("workspace", administrator).tokens();
            assertThat(deleteAsAdministrator(browser, other)).isEqualTo(204);
            assertThat(deleteAsAdministrator(browser, administrator)).isEqualTo(403);
            assertThat(admin.credentialTypes(administrator)).contains("otp");
            HttpBrowser proven = server.newBrowser();
            proven.login("workspace", administrator).enterCode(app.code(1)).tokens();
            assertThat(deleteAsAdministrator(proven, administrator)).isEqualTo(204);
        }
    }

    @Test
    @DisplayName("A program with a service account that may manage users deletes a factor and a link")
    void aProgramThatManagesUsersDeletesFactors() throws IOException, InterruptedException {
        Map<String, Object> settings = Map.of(
                "serviceAccountsEnabled",
                true,
                "publicClient",
                false,
                "secret",
                "s3cret",
                "standardFlowEnabled",
                false);
        try (Admin.Restore program = Clients.added(admin, "provisioning", settings)) {
            String client = admin.client("provisioning").get("id").asText();
            JsonNode account = admin.get("/clients/" + client + "/service-account-user");
            admin.grantOf("realm-management", new Admin.User(account.get("id").asText(), ""), "manage-users");
            Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
            String token = new ObjectMapper()
                    .readTree(server.newBrowser()
                            .post(
                                    server.realmUrl() + "/protocol/openid-connect/token",
                                    Map.of(
                                            "grant_type",
                                            "client_credentials",
                                            "client_id",
                                            "provisioning",
                                            "client_secret",
                                            "s3cret"))
                            .text())
                    .get("access_token")
                    .asText();
            assertThat(deleteAsAdministrator(token, user)).isEqualTo(204);
            changes.onlyOne(user, FactorChanges.REMOVED);
        }
    }

    private int deleteAsAdministrator(HttpBrowser browser, Admin.User user) throws IOException, InterruptedException {
        return deleteAsAdministrator(browser.accessToken(), user);
    }

    private int deleteAsAdministrator(String token, Admin.User user) throws IOException, InterruptedException {
        String url = server.realmUrl().replace("/realms/", "/admin/realms/") + "/users/" + user.id() + "/credentials/"
                + admin.credentialId(user, "otp");
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("Authorization", "Bearer " + token)
                .DELETE()
                .build();
        return Http.client()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void anAppIsDeletedAfterAFreshProofAndNotified() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", user).enterCode(app.code()).tokens();
            assertThat(new AccountApi(server, browser)
                            .delete("/credentials/" + admin.credentialId(user, "otp"))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(admin.credentialTypes(user)).doesNotContain("otp");
            recoveries.letEmailsArrive();
            assertThat(server.inbox().messages(user.email())).hasSize(1).allSatisfy(mail -> assertThat(mail.subject())
                    .contains("removed"));
        }
    }

    @Test
    void aKnownDeviceIsDeletedWithoutAProof() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = changes.onKnownDevice(user);
            assertThat(new AccountApi(server, browser)
                            .delete("/credentials/" + admin.credentialId(user, "gatehouse-known-device"))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    void aLinkIsNotDeletedFromAKnownDeviceButAfterAFreshProof() throws IOException {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            late.link(user, late.newStranger());
            recoveries.letEmailsArrive();
            server.inbox().clear();
            HttpBrowser browser = changes.onKnownDevice(user);
            int mails = server.inbox().messages(user.email()).size();
            assertThat(new AccountApi(server, browser)
                            .delete("/linked-accounts/" + late.alias())
                            .statusCode())
                    .isEqualTo(403);
            recoveries.letEmailsArrive();
            assertThat(server.inbox().messages(user.email())).hasSize(mails);
            assertThat(changes.links(user)).hasSize(1);
            assertThat(changes(user)).isEmpty();

            server.passTheEmailGap(user);
            HttpBrowser proven = server.newBrowser();
            proven.loginCompletely("workspace", user);
            assertThat(new AccountApi(server, proven)
                            .delete("/linked-accounts/" + late.alias())
                            .statusCode())
                    .isEqualTo(204);
            assertThat(changes.links(user)).isEmpty();
            assertThat(changes(user)).containsExactly("REMOVE_FEDERATED_IDENTITY");
        }
    }

    @Test
    @DisplayName("Keycloak's old endpoint for links (broker/link) adds none from a known device")
    void theOldEndpointForLinksAddsNoneFromAKnownDevice() throws IOException {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            Admin.User stranger = late.newStranger();
            HttpBrowser browser = changes.onKnownDevice(user);
            HttpResponse<String> made = new AccountApi(server, browser)
                    .get("/linked-accounts/" + late.alias() + "?redirectUri="
                            + Admin.encode(server.realmUrl() + "/account/"));
            String link =
                    Admin.JSON.readTree(made.body()).path("accountLinkUri").asText();
            if (link.isEmpty()) {
                // Newer releases disable it.
                assertThat(made.body()).contains("linking is disabled");
                return;
            }
            Page atProvider = browser.get(link);
            if (atProvider.status() == 400) {
                // 26.5.7 accepts only links that were made for the Account Console itself, and says invalid_token.
                assertThat(changes.links(user)).isEmpty();
                return;
            }
            Page refused = atProvider.enterPassword(stranger.email(), Admin.PASSWORD);
            assertThat(refused.status()).as(refused.text()).isEqualTo(403);
            assertThat(refused.text()).contains("This changes how you sign in");
            assertThat(changes.links(user)).isEmpty();
            assertThat(changes(user)).isEmpty();
        }
    }

    @Test
    @DisplayName("What the Account Console requests (delete_credential, CONFIGURE_TOTP) waits for a code")
    void whatTheAccountConsoleRequestsWaitsForACode() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        HttpBrowser browser = server.newBrowser();
        browser.login("workspace", user).enterCode(app.code()).tokens();
        browser.signOut().login("workspace", user).tokens();
        for (String action : List.of("CONFIGURE_TOTP", "delete_credential:" + admin.credentialId(user, "otp"))) {
            Page challenged = browser.get(server.realmUrl()
                    + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&client_id=account-console"
                    + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
                    + Admin.encode(server.realmUrl() + "/account/") + "&kc_action=" + action);
            assertThat(challenged.text())
                    .as(action)
                    .contains("This changes how you sign in")
                    .contains("Open your authenticator app");
        }
    }

    @Test
    void theTokensOfTheAppsAreRefusedThere() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        assertThat(new AccountApi(server, browser)
                        .delete("/credentials/" + admin.credentialId(user, "gatehouse-known-device"))
                        .statusCode())
                .isIn(401, 403);
        JsonNode token = HttpBrowser.claims(browser.accessToken());
        assertThat(token.path("resource_access").toString()).doesNotContain("manage-account");
        assertThat(token.path("realm_access").path("roles").toString())
                .as("the roles of the realm are there")
                .contains("agent");
    }

    @Test
    void whereTheStepOnlyObservesNothingIsRefused() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace");
                Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", user).tokens();
            assertThat(new AccountApi(server, browser)
                            .delete("/credentials/" + admin.credentialId(user, "otp"))
                            .statusCode())
                    .isEqualTo(204);
        }
    }

    @Test
    @DisplayName("What only reads, or renames a factor, needs no proof and is not notified")
    void whatReadsOrNamesNeedsNoProof() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
            HttpBrowser browser = server.newBrowser();
            browser.login("workspace", user).enterCode(app.code()).tokens();
            browser.signOut().login("workspace", user).tokens();
            AccountApi account = new AccountApi(server, browser);
            for (String path : List.of(
                    "/credentials",
                    "/credentials?type=otp",
                    "/linked-accounts",
                    "/linked-accounts?linked=true",
                    "/linked-accounts?linked=false")) {
                assertThat(account.get(path).statusCode()).as(path).isEqualTo(200);
            }
            assertThat(account.put("/credentials/" + admin.credentialId(user, "otp") + "/label", "\"telephone\"")
                            .statusCode())
                    .isEqualTo(204);
            assertThat(admin.credentials(user))
                    .anyMatch(
                            credential -> credential.path("userLabel").asText().equals("telephone"));
            changes.assertNothingNotified(user);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "webauthn|{}|{}",
                "webauthn-passwordless|{}|{}",
                "recovery-authn-codes|{\"codes\":[{\"number\":1,\"encodedHashedValue\":\"AA==\"}]}|{\"hashIterations\":1,\"algorithm\":\"SHA-512\",\"totalCodes\":1,\"remainingCodes\":1}"
            })
    @DisplayName("No factor of any kind is deleted by a session without MFA")
    void noFactorIsDeletedByASessionWithoutAProof(String type, String secret, String data) throws IOException {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUserWith(
                    List.of(Map.of("type", type, "secretData", secret, "credentialData", data)), "agent");
            HttpBrowser browser = server.newBrowser();
            try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
                browser.login("workspace", user).tokens();
            }
            assertRefused(
                    new AccountApi(server, browser).delete("/credentials/" + admin.credentialId(user, type)), user);
            assertThat(admin.credentialTypes(user)).contains(type);
        }
    }

    @Test
    @DisplayName("The tokens of a direct grant delete no factor unless a code was proven in it, within 10 minutes")
    void theTokensOfADirectGrantDeleteAFactorOnlyAfterACode() throws IOException {
        try (Admin.Restore full = Clients.withFullScope(admin, "mobile");
                Admin.Restore longer = admin.realm(Map.of("accessTokenLifespan", 1500))) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
            String otp = "/credentials/" + admin.credentialId(user, "otp");
            DirectGrant phone = new DirectGrant(server);
            String unproven;
            try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
                unproven = phone.call(user, Map.of()).get("access_token").asText();
            }
            assertRefused(new AccountApi(server, unproven).delete(otp), user);
            String challenge = phone.call(user, Map.of()).get("mfa_token").asText();
            JsonNode tokens = phone.call(user, Map.of("mfa_token", challenge, "code", app.code()));
            AccountApi proven =
                    new AccountApi(server, tokens.get("access_token").asText());
            try (ServerClock clock = ServerClock.of(server)) {
                clock.advance(Duration.ofMinutes(11));
                assertRefused(proven.delete(otp), user);
            }
            assertThat(proven.delete(otp).statusCode()).isEqualTo(204);
            changes.onlyOne(user, FactorChanges.REMOVED);
        }
    }

    private void assertRefused(HttpResponse<String> answer, Admin.User user) throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
        JsonNode reason = Admin.JSON.readTree(answer.body());
        assertThat(reason.path("error").asText()).isEqualTo("gatehouse_proof_required");
        assertThat(reason.path("error_description").asText())
                .contains("Sign in again with a second factor")
                .contains("within 10 minutes");
        assertThat(changes(user)).isEmpty();
        recoveries.letEmailsArrive();
        assertThat(server.inbox().messages(user.email())).isEmpty();
    }

    private List<String> changes(Admin.User user) {
        return admin.events(user).stream()
                .map(event -> event.get("type").asText())
                .filter(CHANGES::contains)
                .toList();
    }
}
