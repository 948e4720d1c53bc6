package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that neither an app nor a user who edits a URL can switch off a required action of Gatehouse by naming it in {@code kc_action}.
 */
class KcActionTest {

    private static final String GATE = "gatehouse-mfa-gate";
    private static final String ACCESS = "gatehouse-app-access";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final TokenEndpoint tokens = new TokenEndpoint(server);

    /** How {@code kc_action} reaches the server. */
    enum Transport {
        /** In the query of the authorization request. */
        QUERY,
        /** In a pushed authorization request (RFC 9126). */
        PUSHED,
        /** In a request object (RFC 9101). */
        REQUEST_OBJECT
    }

    static Stream<Arguments> transports() {
        return Stream.of(Transport.values())
                .flatMap(transport -> Stream.of("", ":x", ":x:y").map(suffix -> Arguments.of(transport, suffix)));
    }

    @ParameterizedTest
    @MethodSource("transports")
    void namingTheGateDoesNotSwitchItOff(Transport transport, String suffix) {
        try (Admin.Restore stock = new Flows(admin).stock("workspace");
                Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            Page page = open(transport, "workspace", GATE + suffix).enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
            assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
            Page end = page.send().enterCode(Codes.latest(server, user));
            assertThat(end.url()).as("what the app receives").contains("code=").contains("kc_action_status=error");
        }
    }

    @ParameterizedTest
    @MethodSource("transports")
    void namingTheAccessToAppsDoesNotSwitchItOff(Transport transport, String suffix) {
        try (Admin.Restore stock = new Flows(admin).stock("dashboard");
                Admin.Restore open = admin.disabledAction(GATE);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            Page page = open(transport, "dashboard", ACCESS + suffix).enterPassword(user.email(), Admin.PASSWORD);
            assertThat(UnmetRequirement.ROLE.isShown(page)).as(page.url()).isTrue();
            assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        }
    }

    /** Opens an app whose request names a required action, by one of the transports. */
    private Page open(Transport transport, String app, String kcAction) {
        HttpBrowser browser = server.newBrowser();
        if (transport == Transport.QUERY) {
            return browser.open(app, "kc_action=" + Admin.encode(kcAction));
        }
        Map<String, String> request = Map.of(
                "response_type",
                "code",
                "client_id",
                app,
                "scope",
                "openid",
                "redirect_uri",
                HttpBrowser.CALLBACK,
                "kc_action",
                kcAction,
                "code_challenge_method",
                "S256",
                "code_challenge",
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        String pushed = transport == Transport.PUSHED
                ? "request_uri="
                        + Admin.encode(tokens.post("/protocol/openid-connect/ext/par/request", request)
                                .body()
                                .get("request_uri")
                                .asText())
                : "response_type=code&scope=openid&request=" + unsigned(request);
        return browser.get(server.realmUrl() + "/protocol/openid-connect/auth?client_id=" + app + "&" + pushed);
    }

    private static String unsigned(Map<String, String> claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(
                        Admin.JSON.valueToTree(claims).toString().getBytes(StandardCharsets.UTF_8)) + ".";
    }

    @ParameterizedTest
    @ValueSource(strings = {GATE, GATE + ":x", ACCESS})
    void namingTheGateForADeviceDoesNotSwitchItOff(String kcAction) {
        Map<String, Object> television =
                Map.of("attributes", Map.of("oauth2.device.authorization.grant.enabled", "true"));
        try (Admin.Restore client = Clients.added(admin, "television", television);
                Admin.Restore alone = admin.withoutClientPolicies()) {
            admin.overrideBrowserFlow("television", "browser");
            JsonNode code = tokens.post(
                            "/protocol/openid-connect/auth/device",
                            Clients.by("television", Map.of("scope", "openid", "kc_action", kcAction)))
                    .body();
            Page page = server.newBrowser()
                    .get(code.get("verification_uri_complete").asText())
                    .enterPassword(admin.newUser("agent").email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.text()).isTrue();
        }
    }

    @Test
    @DisplayName("For a device: the access to apps, where the app is for others")
    void namingTheAccessForADeviceDoesNotSwitchItOff() {
        Map<String, Object> television =
                Map.of("attributes", Map.of("oauth2.device.authorization.grant.enabled", "true"));
        try (Admin.Restore client = Clients.added(admin, "television", television);
                Admin.Restore alone = admin.withoutClientPolicies();
                Admin.Restore demand = UnmetRequirement.ROLE.required(admin, "television")) {
            admin.overrideBrowserFlow("television", "browser");
            for (String kcAction : new String[] {ACCESS, ACCESS + ":x"}) {
                JsonNode code = tokens.post(
                                "/protocol/openid-connect/auth/device",
                                Clients.by("television", Map.of("scope", "openid", "kc_action", kcAction)))
                        .body();
                Page page = server.newBrowser()
                        .get(code.get("verification_uri_complete").asText() + "&kc_action=" + kcAction)
                        .enterPassword(admin.newUser("agent").email(), Admin.PASSWORD);
                assertThat(UnmetRequirement.ROLE.isShown(page))
                        .as("%s: %s", kcAction, page.text())
                        .isTrue();
            }
        }
    }

    @Test
    @DisplayName("An action that was named cannot be cancelled, and a session that is secured goes straight through")
    void aNamedActionCannotBeCancelled() {
        try (Admin.Restore stock = new Flows(admin).stock("workspace");
                Admin.Restore alone = admin.withoutClientPolicies()) {
            Admin.User user = admin.newUser("agent");
            Page page = server.newBrowser()
                    .open("workspace", "kc_action=" + GATE)
                    .enterPassword(user.email(), Admin.PASSWORD);
            Page cancelled = page.browser().post(page.action("gatehouse-send-form"), Map.of("cancel-aia", "true"));
            assertThat(cancelled.asksForCode()).as(cancelled.url()).isTrue();
            Page end = cancelled.send().enterCode(Codes.latest(server, user));
            end.tokens();
            assertThat(end.browser().open("workspace", "kc_action=" + GATE).isBackInTheApp())
                    .isTrue();
        }
    }

    /** A session that was not challenged while the realm only observed gets no Dashboard tokens once it enforces. */
    @ParameterizedTest
    @ValueSource(strings = {"observe", "off"})
    @DisplayName("A code is exchanged only for what the gate would let in: a session from before the realm enforced")
    void aCodeIsExchangedOnlyForWhatTheGateWouldLetIn(String mode) {
        Admin.User member = Company.INITECH.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        String code;
        try (Admin.Restore observing = admin.mfa(Map.of("mode", mode));
                Admin.Restore bare = admin.withoutPostLoginFlow(Company.INITECH.provider())) {
            Page page = browser.loginAtCompany("workspace", member.email());
            assertThat(page.tokens().get("mfa").asText()).isEqualTo("not-asked");
            code = browser.open("dashboard").url();
            assertThat(code).contains("code=");
        }
        Page answer = browser.exchangeCode(code);
        assertThat(answer.text()).contains("not secured as required").doesNotContain("access_token");
        Page challenged = browser.open("dashboard");
        assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
    }
}
