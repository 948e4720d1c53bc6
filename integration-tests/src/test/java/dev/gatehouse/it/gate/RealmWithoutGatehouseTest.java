package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Verifies that a realm without any Gatehouse configuration behaves as stock Keycloak, although Gatehouse replaces some of Keycloak's
 * providers.
 */
class RealmWithoutGatehouseTest {

    private static final String NEW_PASSWORD = "An0ther!Passw0rd";

    private final TestServer server = TestServer.shared();

    @Test
    @DisplayName("Update Password: Keycloak's own form, at once and without an email, and without our list of rules")
    void aPasswordIsChangedAsInKeycloak() {
        try (DisposableRealm realm = new DisposableRealm(server, Map.of("passwordPolicy", "length(9)"))) {
            Admin.User user = newUser(realm);
            HttpBrowser browser = realm.browser();
            browser.login(DisposableRealm.APP, user).tokens();
            Page form = browser.open(DisposableRealm.APP, "kc_action=UPDATE_PASSWORD");
            assertThat(form.has("kc-passwd-update-form")).as(form.text()).isTrue();
            assertThat(form.submit(
                                    "kc-passwd-update-form",
                                    Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD))
                            .isBackInTheApp())
                    .isTrue();
            assertThat(server.inbox().messages(user.email())).isEmpty();
            assertThat(realm.browser()
                            .login(DisposableRealm.APP, user, NEW_PASSWORD)
                            .isBackInTheApp())
                    .isTrue();

            Admin.User obliged = newUser(realm);
            realm.admin().update(obliged, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
            assertThat(realm.browser().login(DisposableRealm.APP, obliged).message())
                    .isEqualTo("You need to change your password to activate your account.");
        }
    }

    @Test
    @DisplayName("Update Password: an admin who requires the confirmation gets it, without the gate too")
    void aConfirmationThatTheAdminWantsIsRequired() {
        try (DisposableRealm realm = new DisposableRealm(server, Map.of())) {
            Admin.User user = newUser(realm);
            HttpBrowser browser = realm.browser();
            browser.login(DisposableRealm.APP, user).tokens();
            try (Admin.Restore confirmed =
                    realm.admin().action("UPDATE_PASSWORD", Map.of("gatehouseConfirmByEmail", "true"))) {
                assertThat(browser.open(DisposableRealm.APP, "kc_action=UPDATE_PASSWORD")
                                .has("kc-passwd-update-form"))
                        .isFalse();
            }
        }
    }

    @Test
    @DisplayName("Brute-force detection and the completion of a login")
    void failuresAreClearedByALoginThatIsNotChallenged() {
        try (DisposableRealm realm = new DisposableRealm(server, Map.of())) {
            Admin.User user = newUser(realm);
            HttpBrowser browser = realm.browser();
            browser.login(DisposableRealm.APP, user, "wrong");
            await().until(() -> realm.admin().failures(user) == 1);
            JsonNode token = browser.login(DisposableRealm.APP, user).tokens();
            assertThat(token.has("mfa")).isFalse();
            await().untilAsserted(() -> assertThat(realm.admin().failures(user)).isZero());
            assertThat(browser.cookies().keySet()).noneMatch(name -> name.startsWith("GH_"));
            assertThat(browser.open(DisposableRealm.APP, "prompt=none").isBackInTheApp())
                    .isTrue();
        }
    }

    @Test
    @DisplayName("A direct grant: the answer is Keycloak's, also where the app sends the token of a device")
    void aDirectGrantIsAnsweredByKeycloak() throws IOException {
        Map<String, Object> app =
                Map.of("clientId", DisposableRealm.APP, "publicClient", true, "directAccessGrantsEnabled", true);
        try (DisposableRealm realm = new DisposableRealm(server, Map.of("clients", List.of(app)))) {
            Admin.User user = newUser(realm);
            HttpBrowser browser = realm.browser();
            Page answer = browser.post(
                    realm.url() + "/protocol/openid-connect/token",
                    Map.of(
                            "grant_type",
                            "password",
                            "client_id",
                            DisposableRealm.APP,
                            "username",
                            user.email(),
                            "password",
                            Admin.PASSWORD,
                            "device_token",
                            "a.b.c"));
            List<String> fields = new ArrayList<>();
            Admin.JSON.readTree(answer.text()).fieldNames().forEachRemaining(fields::add);
            assertThat(fields)
                    .containsExactlyInAnyOrder(
                            "access_token",
                            "expires_in",
                            "refresh_expires_in",
                            "refresh_token",
                            "token_type",
                            "not-before-policy",
                            "session_state",
                            "scope");
            assertThat(browser.cookies()).isEmpty();
        }
    }

    @Test
    @DisplayName("A temporary lockout: no email is sent, and it holds in every browser")
    void aTemporaryLockoutIsKeycloaks() {
        try (DisposableRealm realm = new DisposableRealm(
                server, Map.of("failureFactor", 2, "quickLoginCheckMilliSeconds", 0, "waitIncrementSeconds", 600))) {
            Admin.User user = newUser(realm);
            HttpBrowser browser = realm.browser();
            browser.login(DisposableRealm.APP, user).tokens();
            browser.signOut();
            for (int number = 1; number <= 2; number++) {
                int counted = number;
                browser.login(DisposableRealm.APP, user, "wrong");
                await().until(() -> realm.admin().failures(user) == counted);
            }
            assertThat(browser.login(DisposableRealm.APP, user).isBackInTheApp())
                    .isFalse();
            assertThat(server.inbox().messages(user.email())).isEmpty();
        }
    }

    private static Admin.User newUser(DisposableRealm realm) {
        return realm.admin().newUser();
    }
}
