package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.browser.TokenEndpoint.Answer;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that nothing which an administrator enables before it is configured locks anybody out, in whatever order the steps are taken. */
class OptInTest {

    private static final String APP = DisposableRealm.APP;
    private static final String NEW_PASSWORD = "An0ther!Passw0rd";

    private final TestServer server = TestServer.shared();
    private DisposableRealm realm;
    private Admin admin;
    private OptingIn optingIn;

    @BeforeEach
    void aRealmThatHasTakenNoStep() {
        realm = new DisposableRealm(
                server,
                Map.of(
                        "eventsEnabled",
                        true,
                        "clients",
                        List.of(Map.of(
                                "clientId",
                                APP,
                                "publicClient",
                                true,
                                "redirectUris",
                                List.of(HttpBrowser.CALLBACK),
                                "directAccessGrantsEnabled",
                                true))));
        admin = realm.admin();
        optingIn = new OptingIn(admin);
    }

    @AfterEach
    void remove() {
        realm.close();
    }

    @Test
    @DisplayName(
            "The gate, its executors and the access to apps enabled with nothing configured: everybody signs in as before")
    void whatIsEnabledBeforeItIsConfiguredDecidesNothing() {
        optingIn.addPolicy(OptingIn.GATE, OptingIn.ACCESS);
        optingIn.register(OptingIn.ACCESS);
        optingIn.register(OptingIn.GATE);
        Admin.User user = admin.newUser();
        HttpBrowser browser = realm.browser();
        browser.login(APP, user).tokens();
        assertThat(browser.refresh().text()).contains("access_token");
        Answer grant = password(user);
        assertThat(grant.hasToken()).as(grant.body().toString()).isTrue();
        assertThat(server.inbox().messages(user.email())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "observe"})
    @DisplayName("The gate enabled, the flow with the MFA step in off or observe and not bound: nobody is challenged")
    void anUnboundFlowThatDoesNotEnforceChallengesNobody(String mode) {
        optingIn.addFlow(mode);
        optingIn.addPolicy(OptingIn.GATE);
        optingIn.register(OptingIn.GATE);
        Admin.User user = admin.newUser();
        HttpBrowser browser = realm.browser();
        browser.login(APP, user).tokens();
        browser.open(APP, "prompt=none").tokens();
        assertThat(browser.refresh().text()).contains("access_token");
        assertThat(password(user).hasToken()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "observe"})
    @DisplayName(
            "The direct grant flow not prepared, off or observe: direct grants go on, and observe counts what enforce would refuse")
    void anUnpreparedDirectGrantGoesOnWhereNothingIsEnforced(String mode) {
        prepareBrowserOnly(mode);
        Admin.User user = admin.newUser();
        String metric = "gatehouse_refusals_observed_total{realm=\"%s\",why=\"direct_grant\"}".formatted(realm.name());
        Answer grant = password(user);
        assertThat(grant.hasToken()).as(grant.body().toString()).isTrue();
        Map<String, String> refresh = Map.of(
                "grant_type",
                "refresh_token",
                "client_id",
                APP,
                "refresh_token",
                grant.body().path("refresh_token").asText());
        assertThat(new TokenEndpoint(server)
                        .postTo(realm.url() + "/protocol/openid-connect/token", refresh)
                        .hasToken())
                .isTrue();
        if (mode.equals("observe")) {
            assertThat(server.metric(metric)).isEqualTo(1);
            assertThat(loginOf(user).path("gatehouse_verdict").asText())
                    .as(loginOf(user).toString())
                    .isEqualTo("would_ask");
        }
    }

    @Test
    @DisplayName(
            "The direct grant flow not prepared, enforce: a login that needs a second factor gets an answer for programs")
    void anUnpreparedDirectGrantIsAnsweredClearly() {
        prepareBrowserOnly("enforce");
        Admin.User user = admin.newUser();
        Answer refused = password(user);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("mfa_required");
        assertThat(refused.body().path("mfa_reason").asText()).isEqualTo("use_browser");
        assertThat(refused.description()).contains("Sign in through the browser");
        assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        assertThat(admin.events(user))
                .anySatisfy(event -> assertThat(event.path("error").asText()).isEqualTo("mfa_required"));

        HttpBrowser browser = realm.browser();
        Page challenged = browser.login(APP, user);
        challenged.enterCode(Codes.latest(server, user)).tokens();
    }

    private void prepareBrowserOnly(String mode) {
        optingIn.bind(optingIn.addFlow(mode));
        optingIn.addPolicy(OptingIn.GATE);
        optingIn.register(OptingIn.GATE);
    }

    @Test
    @DisplayName("An enforcing flow that is unbound by mistake: the gate goes on enforcing")
    void unbindingTheFlowOpensNothing() {
        optingIn.bind(optingIn.addFlow("enforce"));
        optingIn.register(OptingIn.GATE);
        optingIn.bind("browser");
        Page page = realm.browser().login(APP, admin.newUser());
        assertThat(page.asksForCode() || page.hasSendButton()).as(page.text()).isTrue();
    }

    @Test
    @DisplayName(
            "The access to apps enabled, then configured: it decides from then on, and its page says for whom the app is")
    void theAccessToAppsNamesTheRolesOfItsSettings() {
        optingIn.register(OptingIn.ACCESS);
        Admin.User user = admin.newUser();
        realm.browser().login(APP, user).tokens();
        admin.send("POST", "/roles", Map.of("name", "bookkeeper"));
        admin.send("POST", "/groups", Map.of("name", "Board"));
        try (Admin.Restore marked =
                admin.action(OptingIn.ACCESS, Map.of("apps", APP, "people", "bookkeeper##/Board"))) {
            Page refused = realm.browser().login(APP, user);
            assertThat(refused.text())
                    .contains("The " + APP + " is for bookkeeper and Board")
                    .doesNotContain("owners");
            admin.grant(user, "bookkeeper");
            realm.browser().login(APP, user).tokens();
        }
    }

    @Test
    @DisplayName("Update Password: no mail server, so Keycloak's own form, even where the confirmation is switched on")
    void withoutAMailServerThePasswordIsChangedAtOnce() {
        prepareBrowserOnly("off");
        admin.send("PUT", "", Map.of("smtpServer", Map.of()));
        assertChangesPasswordAtOnce();
        try (Admin.Restore confirmed = admin.action("UPDATE_PASSWORD", Map.of("gatehouseConfirmByEmail", "true"))) {
            assertChangesPasswordAtOnce();
        }
    }

    @Test
    @DisplayName("Update Password: the gate without Gatehouse's reset flow leaves Keycloak's own form")
    void theGateAloneDoesNotConfirmPasswords() {
        prepareBrowserOnly("off");
        assertChangesPasswordAtOnce();
    }

    private void assertChangesPasswordAtOnce() {
        Admin.User user = admin.newUser();
        HttpBrowser browser = realm.browser();
        browser.login(APP, user).tokens();
        Page form = browser.open(APP, "kc_action=UPDATE_PASSWORD");
        assertThat(form.has("kc-passwd-update-form")).as(form.text()).isTrue();
        assertThat(form.submit(
                                "kc-passwd-update-form",
                                Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD))
                        .isBackInTheApp())
                .isTrue();
    }

    @Test
    @DisplayName("Emails of a realm that took no step have Keycloak's headers only")
    void emailsAreKeycloaks() {
        Admin.User user = admin.newUser();
        admin.send("PUT", "/users/" + user.id() + "/execute-actions-email", List.of("UPDATE_PROFILE"));
        Mail mail = server.inbox().messages(user.email()).get(0);
        assertThat(mail.header("Auto-Submitted")).isNull();
        assertThat(mail.header("X-Auto-Response-Suppress")).isNull();
    }

    @Test
    @DisplayName("In observe, a password that an administrator sets ends no session, as in Keycloak")
    void anAdministratorsChangeEndsNothingInObserve() {
        prepareBrowserOnly("observe");
        Admin.User user = admin.newUser();
        HttpBrowser browser = realm.browser();
        browser.login(APP, user).tokens();
        admin.setPassword(user, NEW_PASSWORD);
        assertThat(browser.refresh().text()).contains("access_token");
    }

    @Test
    @DisplayName("Where only the flow of one app enforces, a password that an administrator sets ends the sessions")
    void anAdministratorsChangeEndsSessionsWhereOneAppEnforces() {
        prepareBrowserOnly("observe");
        admin.overrideBrowserFlow(APP, optingIn.addFlow("enforce"));
        Admin.User user = admin.newUser();
        HttpBrowser browser = realm.browser();
        browser.login(APP, user).enterCode(Codes.latest(server, user)).tokens();
        assertThat(browser.refresh().text()).contains("access_token");
        admin.setPassword(user, NEW_PASSWORD);
        assertThat(browser.refresh().text()).contains("invalid_grant");
    }

    private JsonNode loginOf(Admin.User user) {
        return admin.events(user).stream()
                .filter(event -> event.get("type").asText().equals("LOGIN"))
                .findFirst()
                .orElseThrow()
                .get("details");
    }

    private Answer password(Admin.User user) {
        return new TokenEndpoint(server)
                .postTo(
                        realm.url() + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                APP,
                                "username",
                                user.email(),
                                "password",
                                Admin.PASSWORD,
                                "scope",
                                "openid"));
    }
}
