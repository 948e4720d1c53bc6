package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.EcpProgram;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.browser.TokenEndpoint.Answer;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.Release;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Attempts to bypass MFA by programs at the token endpoint, each named after Keycloak's term. */
class GateBypassByGrantTest {

    private static final String GATE = "gatehouse-mfa-gate";
    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String CIBA = "urn:openid:params:grant-type:ciba";
    private static final String UMA = "urn:ietf:params:oauth:grant-type:uma-ticket";
    private static final String DEVICE = "urn:ietf:params:oauth:grant-type:device_code";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final TokenEndpoint tokens = new TokenEndpoint(server);

    @Test
    @DisplayName("Direct grant")
    void aDirectGrantFlowWithoutTheMfaStepDoesNotBypassTheGate() {
        Admin.User user = admin.newUser("agent");
        for (String client : List.of("mobile", "admin-cli")) {
            assertThat(password(client, user).error())
                    .as("%s, with the flow of the realm", client)
                    .isEqualTo("mfa_required");
            try (Admin.Restore stock = admin.realm(Map.of("directGrantFlow", "direct grant"))) {
                try (Admin.Restore open = admin.disabledAction(GATE)) {
                    assertThat(password(client, user).hasToken())
                            .as("%s, without the gate, to see that this test can fail", client)
                            .isTrue();
                }
                Answer closed = password(client, user);
                assertThat(closed.status()).isEqualTo(400);
                assertThat(closed.hasToken()).isFalse();
            }
        }
    }

    @Test
    @DisplayName(
            "Token exchange V1, JWT-authz grant, CIBA, UMA, service accounts: off for every client of the reference realm")
    void theReferenceRealmDisablesGrantsThatNoLoginPrecedes() {
        for (JsonNode client : admin.get("/clients")) {
            String clientId = client.get("clientId").asText();
            JsonNode attributes = client.get("attributes");
            for (String switchedOn : List.of(
                    "oauth2.jwt.authorization.grant.enabled",
                    "oidc.ciba.grant.enabled",
                    "standard.token.exchange.enabled",
                    "oauth2.device.authorization.grant.enabled",
                    "saml.allow.ecp.flow")) {
                assertThat(attributes.path(switchedOn).asBoolean())
                        .as("%s of %s", switchedOn, clientId)
                        .isFalse();
            }
            assertThat(client.get("serviceAccountsEnabled").asBoolean())
                    .as(clientId)
                    .isFalse();
            assertThat(client.path("authorizationServicesEnabled").asBoolean())
                    .as(clientId)
                    .isFalse();
            assertThat(client.get("implicitFlowEnabled").asBoolean())
                    .as(clientId)
                    .isFalse();
            assertThat(client.get("directAccessGrantsEnabled").asBoolean())
                    .as(clientId)
                    .isEqualTo(List.of("mobile", "admin-cli").contains(clientId));
        }
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore added = Clients.added(admin, "plain", Map.of())) {
            for (String grant : List.of(TOKEN_EXCHANGE, JWT_BEARER, CIBA, DEVICE, "client_credentials", "password")) {
                Answer refused = tokens.grant(
                        grant, Clients.by("plain", Map.of("username", user.email(), "password", Admin.PASSWORD)));
                assertThat(refused.hasToken())
                        .as("%s: %s", grant, refused.body())
                        .isFalse();
            }
        }
    }

    /** Keycloak evaluates no required action here: the gate's client policy executor refuses it. */
    @Test
    @DisplayName("Token exchange V1, JWT-authz grant, CIBA, UMA, service accounts: JWT-authz grant")
    void anAssertionOfAProviderGetsNoToken() {
        Release.assumeAtLeast("26.6", "before, the JWT authorization grant was a preview, which is off");
        Admin.User victim = Company.INITECH.newMember(server, "supervisor");
        Map<String, Object> allowed = Map.of(
                "attributes",
                Map.of(
                        "oauth2.jwt.authorization.grant.enabled",
                        "true",
                        "oauth2.jwt.authorization.grant.idp",
                        Company.INITECH.provider()));
        try (Admin.Restore client = Clients.added(admin, "assertions", allowed)) {
            Answer refused = tokens.grant(JWT_BEARER, Clients.by("assertions", Map.of("assertion", assertion(victim))));
            assertThat(refused.description())
                    .as("as the provider is")
                    .isEqualTo("No Identity Provider for provided issuer");
            try (Admin.Restore provider =
                    admin.providerConfig(Company.INITECH.provider(), Map.of("jwtAuthorizationGrantEnabled", "true"))) {
                try (Admin.Restore gate = admin.disabledAction(GATE)) {
                    Answer open =
                            tokens.grant(JWT_BEARER, Clients.by("assertions", Map.of("assertion", assertion(victim))));
                    assertThat(open.hasToken())
                            .as("without the gate, to see that this test can fail")
                            .isTrue();
                    assertThat(open.claims().get("sub").asText()).isEqualTo(victim.id());
                    assertThat(open.claims().has("mfa"))
                            .as("the token does not claim to be secured")
                            .isFalse();
                }
                Answer closed =
                        tokens.grant(JWT_BEARER, Clients.by("assertions", Map.of("assertion", assertion(victim))));
                assertThat(closed.description()).isEqualTo("This grant would sign a user in without a second factor.");
            }
        }
    }

    /** An assertion of the company's identity provider about a user, for this realm. */
    private String assertion(Admin.User person) {
        Map<String, Object> speaksToTheRealm = Map.of(
                "name", "audience",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-audience-mapper",
                "config", Map.of("included.custom.audience", server.realmUrl(), "access.token.claim", "true"));
        try (Admin.Restore client = Clients.added(
                server.partner(),
                "speaker",
                Map.of(
                        "directAccessGrantsEnabled",
                        true,
                        "fullScopeAllowed",
                        false,
                        "defaultClientScopes",
                        List.of("basic"),
                        "protocolMappers",
                        List.of(speaksToTheRealm)))) {
            return tokens.postTo(
                            server.url() + "/realms/partner/protocol/openid-connect/token",
                            Clients.by(
                                    "speaker",
                                    Map.of(
                                            "grant_type",
                                            "password",
                                            "username",
                                            person.email(),
                                            "password",
                                            Admin.PASSWORD)))
                    .accessToken();
        }
    }

    /** Keycloak does not learn what the user did on the phone. */
    @Test
    @DisplayName("Token exchange V1, JWT-authz grant, CIBA, UMA, service accounts: CIBA")
    void aLoginThatAProgramBeginsGetsNoToken() {
        Admin.User victim = admin.newUser("supervisor");
        Map<String, String> login = Map.of("login_hint", victim.email(), "scope", "openid");
        try (Admin.Restore client = Clients.added(admin, "caller", Map.of())) {
            assertThat(tokens.post("/protocol/openid-connect/ext/ciba/auth", Clients.by("caller", login))
                            .status())
                    .isEqualTo(401);
        }
        try (Admin.Restore client =
                Clients.added(admin, "caller", Map.of("attributes", Map.of("oidc.ciba.grant.enabled", "true")))) {
            try (Admin.Restore gate = admin.disabledAction(GATE)) {
                Answer open = tokens.grant(CIBA, Clients.by("caller", Map.of("auth_req_id", agreed(login))));
                assertThat(open.hasToken())
                        .as("without the gate, to see that this test can fail")
                        .isTrue();
                assertThat(open.claims().get("sub").asText()).isEqualTo(victim.id());
            }
            assertThat(tokens.post("/protocol/openid-connect/ext/ciba/auth", Clients.by("caller", login))
                            .body()
                            .has("auth_req_id"))
                    .isFalse();
            String begunBefore;
            try (Admin.Restore gate = admin.disabledAction(GATE)) {
                begunBefore = agreed(login);
            }
            Answer closed = tokens.grant(CIBA, Clients.by("caller", Map.of("auth_req_id", begunBefore)));
            assertThat(closed.description()).isEqualTo("This grant would sign a user in without a second factor.");
            assertThat(admin.get("/users/" + victim.id() + "/sessions").size())
                    .as("sessions beside the one from without the gate")
                    .isEqualTo(1);
        }
    }

    private String agreed(Map<String, String> login) {
        String request = tokens.post("/protocol/openid-connect/ext/ciba/auth", Clients.by("caller", login))
                .body()
                .get("auth_req_id")
                .asText();
        server.ciba().agree(server.realmUrl());
        return request;
    }

    @Test
    @DisplayName("Token exchange V1, JWT-authz grant, CIBA, UMA, service accounts: UMA")
    void permissionTokensSayHowTheirSessionWasSecured() {
        Admin.User user = admin.newUser("agent");
        Map<String, Object> keeper = Map.of(
                "directAccessGrantsEnabled", true,
                "serviceAccountsEnabled", true,
                "authorizationServicesEnabled", true,
                "authorizationSettings",
                        Map.of("policyEnforcementMode", "PERMISSIVE", "resources", List.of(Map.of("name", "file"))));
        try (Admin.Restore client = Clients.added(admin, "keeper", keeper)) {
            Map<String, String> parameters =
                    Map.of("audience", "keeper", "username", user.email(), "requested_subject", user.id());
            assertThat(tokens.grant(UMA, Clients.by("keeper", parameters))
                            .claims()
                            .get("preferred_username")
                            .asText())
                    .as("without a token of the user's")
                    .isEqualTo("service-account-keeper");
            Answer secured = passwordAndCode("keeper", user);
            assertInherited(
                    tokens.grant(
                            UMA,
                            Clients.by("keeper", Map.of("audience", "keeper", "subject_token", secured.accessToken()))),
                    secured);
        }
    }

    @Test
    @DisplayName(
            "Token exchange V1, JWT-authz grant, CIBA, UMA, service accounts: service accounts and token exchange V1")
    void aProgramGetsATokenForItselfAndForNoUser() {
        Admin.User victim = admin.newUser("supervisor");
        Map<String, Object> robot =
                Map.of("serviceAccountsEnabled", true, "attributes", Map.of("standard.token.exchange.enabled", "true"));
        try (Admin.Restore client = Clients.added(admin, "robot", robot)) {
            Map<String, String> other = Map.of(
                    "requested_subject", victim.email(), "username", victim.email(), "login_hint", victim.email());
            Answer own = tokens.grant("client_credentials", Clients.by("robot", other));
            assertThat(own.claims().get("preferred_username").asText()).isEqualTo("service-account-robot");
            Map<String, String> exchange = new HashMap<>(other);
            assertThat(tokens.grant(TOKEN_EXCHANGE, Clients.by("robot", exchange))
                            .description())
                    .isNotEmpty();
            exchange.put("subject_token", own.accessToken());
            exchange.put("subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
            Map<String, String> ownExchange = Map.of(
                    "subject_token", own.accessToken(), "subject_token_type", exchange.get("subject_token_type"));
            assertThat(tokens.grant(TOKEN_EXCHANGE, Clients.by("robot", ownExchange))
                            .claims()
                            .get("preferred_username")
                            .asText())
                    .as("its own token may be exchanged")
                    .isEqualTo("service-account-robot");
            assertThat(tokens.grant(TOKEN_EXCHANGE, Clients.by("robot", exchange))
                            .description())
                    .isNotEmpty();
        }
    }

    @Test
    @DisplayName("Standard token exchange, refresh/offline")
    void derivedTokensSayHowTheirSessionWasSecured() {
        Map<String, Object> exchanging = Map.of(
                "directAccessGrantsEnabled",
                true,
                "attributes",
                Map.of("standard.token.exchange.enabled", "true", "oidc.ciba.grant.enabled", "true"));
        try (Admin.Restore client = Clients.added(admin, "exchanging", exchanging)) {
            Answer secured = passwordAndCode("exchanging", admin.newUser("agent"));
            assertInherited(exchanged(secured), secured);
            assertInherited(refreshed(secured), secured);

            Answer bare;
            try (Admin.Restore open = admin.withoutClientPolicies()) {
                bare = withoutLogin("exchanging", admin.newUser("agent"));
                assertThat(exchanged(bare).hasToken())
                        .as("without client policies, to see that this test can fail")
                        .isTrue();
            }
            assertThat(exchanged(bare).description())
                    .as("of a session without a proof")
                    .startsWith("This session is not secured");
            assertThat(refreshed(bare).description()).startsWith("This session is not secured");
        }
    }

    @Test
    @DisplayName("Token exchange V1, JWT-authz grant, CIBA, UMA, service accounts: CIBA for members of a pilot")
    void aPilotsMemberIsNotSignedInWithoutALogin() {
        Map<String, Object> calling =
                Map.of("directAccessGrantsEnabled", true, "attributes", Map.of("oidc.ciba.grant.enabled", "true"));
        try (Admin.Restore client = Clients.added(admin, "calling", calling);
                Admin.Restore pilot = admin.mfa(Map.of("pilot", "supervisor"))) {
            assertThat(withoutLogin("calling", admin.newUser("agent")).hasToken())
                    .as("outside the pilot it is only counted")
                    .isTrue();
            Map<String, String> member =
                    Map.of("login_hint", admin.newUser("supervisor").email(), "scope", "openid");
            assertThat(tokens.post("/protocol/openid-connect/ext/ciba/auth", Clients.by("calling", member))
                            .description())
                    .isEqualTo("This grant would sign a user in without a second factor.");
        }
    }

    @Test
    @DisplayName("User info")
    void userInfoIsForSecuredSessionsAndThoseWhoMayUseTheApp() {
        Map<String, Object> settings = Map.of(
                "directAccessGrantsEnabled",
                true,
                "serviceAccountsEnabled",
                true,
                "attributes",
                Map.of("oidc.ciba.grant.enabled", "true"));
        try (Admin.Restore client = Clients.added(admin, "asking", settings)) {
            Admin.User agent = admin.newUser("agent");
            Answer secured = passwordAndCode("asking", agent);
            assertThat(userInfo(secured.accessToken()).body().path("sub").asText())
                    .isEqualTo(agent.id());
            try (Admin.Restore marked = admin.action("gatehouse-app-access", Map.of("apps", "dashboard##asking"))) {
                assertThat(userInfo(secured.accessToken()).status())
                        .as("of an app for others")
                        .isEqualTo(400);
            }
            Answer program = tokens.grant("client_credentials", Clients.by("asking", Map.of("scope", "openid")));
            assertThat(userInfo(program.accessToken())
                            .body()
                            .path("preferred_username")
                            .asText())
                    .isEqualTo("service-account-asking");

            Answer bare;
            try (Admin.Restore open = admin.withoutClientPolicies()) {
                bare = withoutLogin("asking", admin.newUser("agent"));
                assertThat(userInfo(bare.accessToken()).status())
                        .as("without client policies, to see that this test can fail")
                        .isEqualTo(200);
            }
            assertThat(userInfo(bare.accessToken()).status())
                    .as("of a session without a proof")
                    .isEqualTo(400);
            for (String other : List.of(
                    "",
                    "x",
                    "a.b.c",
                    secured.accessToken() + "x",
                    secured.body().get("refresh_token").asText())) {
                assertThat(userInfo(other).status()).as(other).isBetween(400, 401);
            }
        }
    }

    @Test
    @DisplayName("Standard token exchange, refresh/offline: for an app that is for others")
    void anExchangeDoesNotOpenAnAppThatIsForOthers() {
        Map<String, Object> exchanging = Map.of(
                "directAccessGrantsEnabled", true, "attributes", Map.of("standard.token.exchange.enabled", "true"));
        try (Admin.Restore client = Clients.added(admin, "exchanging", exchanging)) {
            Answer secured = passwordAndCode("exchanging", admin.newUser("agent"));
            assertThat(exchanged(secured).hasToken())
                    .as("while the app is for all users")
                    .isTrue();
            try (Admin.Restore marked = admin.action("gatehouse-app-access", Map.of("apps", "dashboard##exchanging"))) {
                assertThat(exchanged(secured).description()).isEqualTo("This account may not use this app.");
            }
            Map<String, String> forTheDashboard = Clients.by(
                    "exchanging",
                    Map.of(
                            "subject_token",
                            secured.accessToken(),
                            "subject_token_type",
                            "urn:ietf:params:oauth:token-type:access_token",
                            "audience",
                            "dashboard"));
            assertThat(tokens.grant(TOKEN_EXCHANGE, forTheDashboard).description())
                    .as("a token for the Dashboard")
                    .isEqualTo("This account may not use this app.");
        }
    }

    @Test
    @DisplayName("Standard token exchange, refresh/offline: after the role is lost")
    void anOfflineTokenEndsWithTheRole() {
        Admin.User owner = admin.newUser("owner");
        HttpBrowser browser = server.newBrowser();
        Page page =
                browser.open("dashboard", "scope=openid%20offline_access").enterPassword(owner.email(), Admin.PASSWORD);
        page.enterCode(Codes.latest(server, owner)).tokens();
        assertThat(browser.refresh().status()).isEqualTo(200);
        admin.revoke(owner, "owner");
        assertThat(browser.refresh().status()).isEqualTo(400);
    }

    @Test
    @DisplayName("Device flow")
    void aUserWhoConfirmsADeviceMeetsTheGateAndTheDeviceWaits() {
        Map<String, Object> television = Map.of(
                "attributes",
                Map.of("oauth2.device.authorization.grant.enabled", "true", "oauth2.device.polling.interval", "1"));
        try (Admin.Restore client = Clients.added(admin, "television", television)) {
            admin.overrideBrowserFlow("television", "browser");
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                JsonNode code = deviceCode();
                confirm(code, admin.newUser("agent")).press("accept");
                assertThat(poll(code).hasToken())
                        .as("without the gate, to see that this test can fail")
                        .isTrue();
            }
            JsonNode code = deviceCode();
            Admin.User user = admin.newUser("agent");
            Page page = confirm(code, user);
            assertThat(page.hasSendButton()).as(page.text()).isTrue();
            assertThat(poll(code).error()).isEqualTo("authorization_pending");
            page.send().enterCode(Codes.latest(server, user)).press("accept");
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(1100))
                    .untilAsserted(() ->
                            assertThat(poll(code).claims().get("mfa").asText()).isEqualTo("email"));
        }
    }

    private JsonNode deviceCode() {
        return tokens.post("/protocol/openid-connect/auth/device", Clients.by("television", Map.of("scope", "openid")))
                .body();
    }

    private Page confirm(JsonNode code, Admin.User user) {
        return server.newBrowser()
                .get(code.get("verification_uri_complete").asText())
                .enterPassword(user.email(), Admin.PASSWORD);
    }

    private Answer poll(JsonNode code) {
        return tokens.grant(
                DEVICE,
                Clients.by(
                        "television",
                        Map.of("device_code", code.get("device_code").asText())));
    }

    @Test
    @DisplayName("SAML ECP / Docker")
    void theFlowsOfOtherProtocolsAreOffAndMeetTheGateWhereTheyAreNot() {
        EcpProgram program = new EcpProgram(server);
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore client = program.registered(false)) {
            assertThat(program.login(user)).contains("Fault").doesNotContain("Assertion");
        }
        try (Admin.Restore client = program.registered(true)) {
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                assertThat(program.login(user))
                        .as("without the gate, to see that this test can fail")
                        .contains("Assertion ");
            }
            assertThat(program.login(user)).contains("NoPassive").doesNotContain("Assertion ");
        }
        assertThat(server.newBrowser()
                        .get(server.realmUrl() + "/protocol/docker-v2/auth?service=x")
                        .status())
                .isEqualTo(404);
    }

    private Answer password(String client, Admin.User user) {
        return tokens.grant(
                "password",
                Clients.by(client, Map.of("username", user.email(), "password", Admin.PASSWORD, "scope", "openid")));
    }

    /** Tokens of a session that no login has opened, while the realm enforces. */
    private Answer withoutLogin(String client, Admin.User user) {
        String request = tokens.post(
                        "/protocol/openid-connect/ext/ciba/auth",
                        Clients.by(client, Map.of("login_hint", user.email(), "scope", "openid")))
                .body()
                .get("auth_req_id")
                .asText();
        server.ciba().agree(server.realmUrl());
        return tokens.grant(CIBA, Clients.by(client, Map.of("auth_req_id", request)));
    }

    private Answer passwordAndCode(String client, Admin.User user) {
        String challenge = password(client, user).body().get("mfa_token").asText();
        return tokens.grant(
                "password",
                Clients.by(
                        client,
                        Map.of(
                                "username",
                                user.email(),
                                "password",
                                Admin.PASSWORD,
                                "scope",
                                "openid",
                                "mfa_token",
                                challenge,
                                "code",
                                Codes.latest(server, user))));
    }

    private Answer exchanged(Answer before) {
        return tokens.grant(
                TOKEN_EXCHANGE,
                Clients.by(
                        "exchanging",
                        Map.of(
                                "subject_token",
                                before.accessToken(),
                                "subject_token_type",
                                "urn:ietf:params:oauth:token-type:access_token")));
    }

    private Answer refreshed(Answer before) {
        return tokens.grant(
                "refresh_token",
                Clients.by(
                        "exchanging",
                        Map.of(
                                "refresh_token",
                                before.body().get("refresh_token").asText())));
    }

    private Answer userInfo(String accessToken) {
        return tokens.post("/protocol/openid-connect/userinfo", Map.of("access_token", accessToken));
    }

    private static void assertInherited(Answer answer, Answer from) {
        for (String claim : List.of("sub", "sid", "mfa")) {
            assertThat(answer.claims().get(claim))
                    .as(claim)
                    .isEqualTo(from.claims().get(claim));
        }
        assertThat(answer.claims().get("mfa").asText()).isEqualTo("email");
    }
}
