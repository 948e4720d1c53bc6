package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.browser.TokenEndpoint.Answer;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that what began before a realm enforced MFA goes on, that the gate decides at the next authorization request, and that no session
 * can be made to look older than it is.
 */
class SessionsFromBeforeTest {

    private static final String APP = DisposableRealm.APP;
    private static final String OTHER_APP = "other-app";
    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String CIBA = "urn:openid:params:grant-type:ciba";

    private final TestServer server = TestServer.shared();
    private final TokenEndpoint tokens = new TokenEndpoint(server);
    private DisposableRealm realm;
    private Admin admin;
    private OptingIn optingIn;

    @BeforeEach
    void aRealmThatHasTakenNoStep() {
        realm = new DisposableRealm(
                server,
                Map.of(
                        "clients",
                        List.of(
                                Map.of(
                                        "clientId",
                                        APP,
                                        "publicClient",
                                        true,
                                        "redirectUris",
                                        List.of(HttpBrowser.CALLBACK),
                                        "directAccessGrantsEnabled",
                                        true),
                                Map.of(
                                        "clientId",
                                        OTHER_APP,
                                        "publicClient",
                                        true,
                                        "redirectUris",
                                        List.of(HttpBrowser.CALLBACK)))));
        admin = realm.admin();
        optingIn = new OptingIn(admin);
    }

    @AfterEach
    void remove() {
        realm.close();
    }

    /** Takes every step of the set-up, in the order of the README. */
    private String optIn(String mode) {
        awaitTheNextSecond();
        String flow = optingIn.addFlow(mode);
        optingIn.bind(flow);
        optingIn.addPolicy(OptingIn.GATE, OptingIn.ACCESS);
        optingIn.register(OptingIn.GATE);
        return flow;
    }

    /** Sessions are compared with the start of the enforcement by the second. */
    private static void awaitTheNextSecond() {
        long now = Instant.now().getEpochSecond();
        await().pollInterval(Duration.ofMillis(20)).until(() -> Instant.now().getEpochSecond() > now);
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "observe", "enforce"})
    @DisplayName("A session and an offline session from before Gatehouse go on: refresh and user info")
    void aSessionFromBeforeGoesOn(String mode) {
        HttpBrowser online = realm.browser();
        online.login(APP, admin.newUser()).tokens();
        HttpBrowser offline = realm.browser();
        Admin.User user = admin.newUser();
        offline.open(APP, "scope=openid%20offline_access")
                .enterPassword(user.email(), Admin.PASSWORD)
                .tokens();

        optIn(mode);

        for (int time = 0; time < 2; time++) {
            assertThat(online.refresh().text()).as("refresh").contains("access_token");
            assertThat(offline.refresh().text()).as("offline token").contains("access_token");
            assertThat(userInfo(online.accessToken()).status()).as("user info").isEqualTo(200);
            assertThat(userInfo(offline.accessToken()).status())
                    .as("user info, offline")
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName(
            "In enforce, the gate decides about a session from before at the next authorization request, not at refresh")
    void theGateDecidesAtTheNextAuthorizationRequest() {
        HttpBrowser browser = realm.browser();
        browser.login(APP, admin.newUser()).tokens();
        optIn("enforce");
        for (String app : List.of(OTHER_APP, APP)) {
            Page page = browser.anotherTab().open(app);
            assertThat(page.asksForCode() || page.hasSendButton())
                    .as(page.text())
                    .isTrue();
        }
        assertThat(browser.anotherTab().open(OTHER_APP, "prompt=none").url()).contains("error=interaction_required");
        assertThat(browser.refresh().text()).contains("access_token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "observe"})
    @DisplayName("In off and observe, a session from before opens the next app without a challenge, silently too")
    void nobodyIsChallengedWhereNothingIsEnforced(String mode) {
        HttpBrowser browser = realm.browser();
        Admin.User user = admin.newUser();
        browser.login(APP, user).tokens();
        optIn(mode);
        browser.open(OTHER_APP, "prompt=none").tokens();
        browser.open(APP).tokens();
        assertThat(browser.refresh().text()).contains("access_token");
        realm.browser().login(APP, user).tokens();
    }

    @ParameterizedTest
    @ValueSource(strings = {"off", "observe"})
    @DisplayName("A session opened in off or observe goes on in enforce, and redeems no code without the gate deciding")
    void aSessionOfALenientModeIsDecidedAboutOnceTheRealmEnforces(String mode) {
        String flow = optIn(mode);
        HttpBrowser browser = realm.browser();
        browser.login(APP, admin.newUser()).tokens();
        String location = browser.anotherTab().open(APP).url();
        HttpBrowser waiting = browser.anotherTab();
        String code = waiting.open(OTHER_APP).url();
        assertThat(location).contains("code=");
        HttpBrowser pending = realm.browser();
        Admin.User due = admin.newUser();
        admin.update(due, Map.of("requiredActions", List.of("UPDATE_PROFILE")));
        Page form = pending.login(APP, due);
        assertThat(form.has("kc-update-profile-form")).as(form.text()).isTrue();

        // Within the same second: a step may just have read the mode before.
        optingIn.mode(flow, "enforce");

        Page stopped = form.submit(
                "kc-update-profile-form",
                Map.of("username", due.email(), "email", due.email(), "firstName", "Dana", "lastName", "Due"));
        assertThat(stopped.asksForCode() || stopped.hasSendButton())
                .as("a login from before, at the last door: " + stopped.text())
                .isTrue();
        assertThat(waiting.exchangeCode(code).text())
                .as("a code from before")
                .contains("invalid_grant")
                .doesNotContain("access_token");
        assertThat(browser.refresh().text()).as("refresh").contains("access_token");
        assertThat(userInfo(browser.accessToken()).status()).isEqualTo(200);
        Page page = browser.open(OTHER_APP);
        assertThat(page.asksForCode() || page.hasSendButton()).as(page.text()).isTrue();
    }

    @Test
    @DisplayName("The gate switched off for an hour: what is opened meanwhile goes on afterwards")
    void aPauseOfTheEnforcementEndsNothing() {
        optIn("enforce");
        HttpBrowser browser = realm.browser();
        Admin.User user = admin.newUser();
        // The account was secured before the session began, so that the session cannot know the stamp.
        admin.setPassword(user, Admin.PASSWORD);
        awaitTheNextSecond();
        try (Admin.Restore off = admin.disabledAction(OptingIn.GATE);
                Admin.Restore stock = admin.realm(Map.of("browserFlow", "browser"))) {
            browser.login(APP, user).tokens();
            awaitTheNextSecond();
        }
        assertThat(browser.refresh().text()).contains("access_token");
        assertThat(browser.open(APP).isBackInTheApp()).isFalse();
    }

    @Test
    @DisplayName("A session from before ends when an administrator secures the account, as every other")
    void securingTheAccountEndsASessionFromBefore() {
        HttpBrowser browser = realm.browser();
        Admin.User user = admin.newUser();
        browser.login(APP, user).tokens();
        optIn("enforce");
        assertThat(browser.refresh().text()).contains("access_token");
        admin.setPassword(user, Admin.PASSWORD);
        assertThat(browser.refresh().text()).contains("invalid_grant");
        assertThat(userInfo(browser.accessToken()).status()).isNotEqualTo(200);
    }

    @Test
    @DisplayName("Token exchange for a session from before goes on, too")
    void anExchangeOfATokenFromBeforeGoesOn() {
        Map<String, Object> exchanging = Map.of(
                "directAccessGrantsEnabled", true, "attributes", Map.of("standard.token.exchange.enabled", "true"));
        Clients.added(admin, "exchanging", exchanging);
        Answer before = password("exchanging", admin.newUser());
        assertThat(before.hasToken()).as(before.body().toString()).isTrue();
        optIn("enforce");
        Map<String, String> exchange = Map.of(
                "subject_token",
                before.accessToken(),
                "subject_token_type",
                "urn:ietf:params:oauth:token-type:access_token");
        Answer exchanged = grant(TOKEN_EXCHANGE, Clients.by("exchanging", exchange));
        assertThat(exchanged.hasToken()).as(exchanged.body().toString()).isTrue();
    }

    @Test
    @DisplayName("A session that a grant without a login opens while the realm enforces is not from before")
    void noSessionIsMadeToLookOlder() {
        Map<String, Object> caller = Map.of(
                "directAccessGrantsEnabled",
                true,
                "attributes",
                Map.of("oidc.ciba.grant.enabled", "true", "ciba.backchannel.token.delivery.mode", "poll"));
        Clients.added(admin, "caller", caller);
        Admin.User user = admin.newUser();
        optIn("enforce");
        // The administrator forgets the policy for a while.
        optingIn.removePolicy();
        Answer unproven = ciba(user);
        assertThat(unproven.hasToken()).as(unproven.body().toString()).isTrue();
        optingIn.addPolicy(OptingIn.GATE);
        Map<String, String> refresh =
                Map.of("refresh_token", unproven.body().path("refresh_token").asText());
        assertThat(grant("refresh_token", Clients.by("caller", refresh)).description())
                .startsWith("This session is not secured");
        assertThat(userInfo(unproven.accessToken()).status()).isEqualTo(400);
    }

    @Test
    @DisplayName("An export carries no start of the enforcement, and a new realm has its own")
    void nothingOfTheRealmTellsTheStart() {
        optIn("enforce");
        assertThat(admin.send("POST", "/partial-export", null).toString())
                .doesNotContain("SINCE")
                .doesNotContain("since");
    }

    private Answer ciba(Admin.User user) {
        Answer begun = tokens.postTo(
                realm.url() + "/protocol/openid-connect/ext/ciba/auth",
                Clients.by("caller", Map.of("login_hint", user.email(), "scope", "openid")));
        assertThat(begun.body().has("auth_req_id")).as(begun.body().toString()).isTrue();
        server.ciba().agree(realm.url());
        return grant(
                CIBA,
                Clients.by(
                        "caller",
                        Map.of("auth_req_id", begun.body().get("auth_req_id").asText())));
    }

    private Answer password(String client, Admin.User user) {
        return grant(
                "password",
                Clients.by(client, Map.of("username", user.email(), "password", Admin.PASSWORD, "scope", "openid")));
    }

    private Answer grant(String type, Map<String, String> parameters) {
        Map<String, String> form = new HashMap<>(parameters);
        form.put("grant_type", type);
        return tokens.postTo(realm.url() + "/protocol/openid-connect/token", form);
    }

    private Answer userInfo(String accessToken) {
        return tokens.postTo(realm.url() + "/protocol/openid-connect/userinfo", Map.of("access_token", accessToken));
    }
}
