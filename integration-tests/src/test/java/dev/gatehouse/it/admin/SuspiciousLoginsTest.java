package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The list of suspicious logins, and what administrators say about them. */
class SuspiciousLoginsTest {

    private static final String THEM = "{\"label\":\"it_was_them\"}";
    private static final String NOT_THEM = "{\"label\":\"it_was_not\"}";
    private static final String EXPORT = "/gatehouse/feedback";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final AdminCalls manager = AdminCalls.with(server, "view-events", "manage-users");

    @Test
    @Tag("smoke")
    @DisplayName("A challenged login is one row with its reasons in words, first not completed, then completed")
    void aChallengedLoginIsOneRowWithItsReasons() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        JsonNode open = theLogin(user);
        assertThat(open.get("state").asText()).isEqualTo("not_completed");
        assertThat(open.get("verdict").asText()).isEqualTo("ask");
        assertThat(open.get("factor").asText()).isEqualTo("email");
        assertThat(open.get("app").asText()).isEqualTo("workspace");
        assertThat(open.get("username").asText()).isEqualTo(user.email());
        assertThat(open.get("userId").asText()).isEqualTo(user.id());
        assertThat(open.get("ipAddress").asText()).isNotBlank();
        assertThat(open.get("score").isNumber()).isTrue();
        assertThat(open.get("threshold").isNumber()).isTrue();
        assertThat(open.at("/reasons/0/text").asText()).isEqualTo("The score is above the threshold");
        assertThat(open.at("/reasons/1/text").asText()).isEqualTo("The user’s first login here");
        assertThat(open.at("/reasons/1").has("nats")).isFalse();
        JsonNode device = reason(open, "device_unknown");
        assertThat(device.get("text").asText()).isEqualTo("Unknown device");
        assertThat(device.get("nats").asDouble()).isEqualTo(2.5);
        assertThat(open.has("feedback")).isFalse();

        Page wrong = page.enterCode("000000");
        assertThat(theLogin(user).get("error").asText()).isEqualTo("gatehouse_code_wrong");

        assertThat(wrong.enterCode(Codes.latest(server, user)).isBackInTheApp()).isTrue();
        JsonNode completed = theLogin(user);
        assertThat(completed.get("state").asText()).isEqualTo("completed");
        assertThat(completed.has("error")).isFalse();
        assertThat(completed.get("reasons")).isEqualTo(open.get("reasons"));
        assertThat(completed.get("eventId")).isNotEqualTo(open.get("eventId"));
    }

    @Test
    @DisplayName("Of a login for an authenticator app the rejected answer tells why it was challenged")
    void aRejectedAnswerOfAnAuthenticatorAppTellsTheReasons() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        server.newBrowser()
                .login("workspace", user)
                .enterCode(app.wrongCodes(1).iterator().next());
        JsonNode login = theLogin(user);
        assertThat(login.get("state").asText()).isEqualTo("not_completed");
        assertThat(login.get("factor").asText()).isEqualTo("authenticator-app");
        assertThat(login.get("reasons").toString()).contains("\"no_history\"", "\"device_unknown\"");
    }

    @Test
    void theTwoCallsOfADirectGrantAreOneRow() {
        Admin.User user = admin.newUser("agent");
        DirectGrant phone = new DirectGrant(server);
        JsonNode challenge = phone.call(user, Map.of());
        assertThat(theLogin(user).get("state").asText()).isEqualTo("not_completed");
        phone.call(user, Map.of("mfa_token", challenge.get("mfa_token").asText(), "code", Codes.latest(server, user)));
        assertThat(theLogin(user).get("state").asText()).isEqualTo("completed");
    }

    @Test
    void aLoginThatCannotBeChallengedIsRefused() {
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore optional = admin.optionalEmail()) {
            Admin.User user = admin.newUserWithoutEmail(List.of(), "agent");
            server.newBrowser().login("workspace", user);
            assertThat(theLogin(user).get("state").asText()).isEqualTo("refused");
            assertThat(theLogin(user).get("error").asText()).isEqualTo("gatehouse_no_email");
        }
    }

    @Test
    void observedLoginsAreListedAndLoginsThatPassAreNot() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore observed = admin.mfa(Map.of("mode", "observe"))) {
            server.newBrowser().login("workspace", user).tokens();
        }
        assertThat(theLogin(user).get("verdict").asText()).isEqualTo("would_ask");
        Admin.User known = admin.newUser("agent");
        try (Admin.Restore calm = admin.unsuspicious()) {
            server.newBrowser().loginCompletely("workspace", known);
        }
        int before = logins("user=" + known.id()).get("logins").size();
        try (Admin.Restore off = admin.mfa(Map.of("mode", "off"))) {
            server.newBrowser().login("workspace", known);
        }
        assertThat(logins("user=" + known.id()).get("logins")).hasSize(before);
    }

    @Test
    @DisplayName("Pages of one login follow each other without a gap and without a login twice")
    void pagesHaveEachLoginOnce() {
        List<Admin.User> users = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Admin.User user = admin.newUser("agent");
            users.add(user);
            server.newBrowser().loginCompletely("workspace", user);
        }
        Admin.User last = admin.newUser("agent");
        users.add(last);
        server.newBrowser().login("workspace", last);

        Set<String> events = new HashSet<>();
        List<String> seen = new ArrayList<>();
        // Tests that set the server's clock leave logins in the future.
        JsonNode page = logins("max=1&until=" + Instant.now());
        while (seen.size() < users.size()) {
            for (JsonNode login : page.get("logins")) {
                assertThat(events.add(login.get("eventId").asText())).isTrue();
                seen.add(login.get("userId").asText());
            }
            assertThat(page.get("next").isNull()).isFalse();
            page = logins("max=1&until=" + Admin.encode(page.get("next").asText()));
        }
        assertThat(seen)
                .containsExactly(
                        last.id(),
                        users.get(2).id(),
                        users.get(1).id(),
                        users.get(0).id());
        assertThat(logins("max=100&from=2999-01-01T00:00:00Z").get("logins")).isEmpty();
    }

    @Test
    @DisplayName("What an administrator says is kept with the reasons, survives the events, and goes with the user")
    void feedbackSurvivesTheEventsAndGoesWithTheUser() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().loginCompletely("workspace", user);
        String event = theLogin(user).get("eventId").asText();
        assertStatus(204, manager.send("PUT", feedback(event), THEM));
        assertThat(theLogin(user).at("/feedback/label").asText()).isEqualTo("it_was_them");
        assertStatus(204, manager.send("PUT", feedback(event), NOT_THEM));
        assertThat(theLogin(user).at("/feedback/label").asText()).isEqualTo("it_was_not");
        assertThat(recorded(event, "it_was_not")
                        .at("/details/gatehouse_feedback_user")
                        .asText())
                .isEqualTo(user.id());

        admin.send("DELETE", "/events", null);
        assertThat(logins("user=" + user.id()).get("logins")).isEmpty();
        JsonNode kept = exported(event);
        assertThat(kept.get("label").asText()).isEqualTo("it_was_not");
        assertThat(kept.get("reasons").asText()).contains("no_history ", "device_unknown(");
        assertThat(kept.get("verdict").asText()).isEqualTo("ask");
        assertThat(kept.get("userId").asText()).isEqualTo(user.id());
        assertStatus(204, manager.send("PUT", feedback(event), THEM));
        assertThat(exported(event).get("label").asText()).isEqualTo("it_was_them");
        assertThat(exported(event).get("reasons")).isEqualTo(kept.get("reasons"));

        admin.send("DELETE", "/users/" + user.id(), null);
        assertThat(exported(event).isMissingNode()).isTrue();
        assertThat(manager.send("PUT", feedback(event), THEM).statusCode()).isEqualTo(404);
    }

    @Test
    void feedbackIsWithdrawn() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().login("workspace", user);
        String event = theLogin(user).get("eventId").asText();
        assertThat(manager.call("DELETE", feedback(event)).statusCode())
                .as("nothing was said")
                .isEqualTo(404);
        assertStatus(204, manager.send("PUT", feedback(event), THEM));
        assertStatus(204, manager.call("DELETE", feedback(event)));
        assertThat(theLogin(user).has("feedback")).isFalse();
        assertThat(exported(event).isMissingNode()).isTrue();
        recorded(event, "withdrawn");
    }

    @Test
    @DisplayName("What was said about a login while it waited for its code is shown when it is completed")
    void feedbackStaysWithALoginThatGoesOn() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String event = theLogin(user).get("eventId").asText();
        assertStatus(204, manager.send("PUT", feedback(event), THEM));
        page.enterCode(Codes.latest(server, user)).tokens();
        JsonNode completed = theLogin(user);
        assertThat(completed.get("state").asText()).isEqualTo("completed");
        assertThat(completed.get("eventId").asText()).isEqualTo(event);
        assertThat(completed.at("/feedback/label").asText()).isEqualTo("it_was_them");
    }

    @Test
    void namesAndFeedbackNeedTheirRoles() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().login("workspace", user);
        String event = theLogin(user).get("eventId").asText();
        String list = "/gatehouse/logins?user=" + user.id();
        AdminCalls viewer = AdminCalls.with(server, "view-events");
        assertThat(json(viewer.call("GET", list)).at("/logins/0").has("username"))
                .as("without view-users")
                .isFalse();
        assertThat(viewer.call("GET", list).body()).doesNotContain(user.email());
        assertThat(json(AdminCalls.with(server, "view-events", "view-users").call("GET", list))
                        .at("/logins/0/username")
                        .asText())
                .isEqualTo(user.email());
        AdminCalls stranger = AdminCalls.with(server, "view-users", "view-realm", "query-users");
        for (String path : List.of(list, EXPORT, EXPORT + "?format=csv")) {
            assertThat(AdminCalls.anonymous(server).call("GET", path).statusCode())
                    .isEqualTo(401);
            assertThat(stranger.call("GET", path).statusCode()).isEqualTo(403);
        }
        for (AdminCalls nobody : List.of(
                viewer, stranger, AdminCalls.with(server, "manage-realm"), AdminCalls.with(server, "manage-events"))) {
            for (String id : List.of(event, UUID.randomUUID().toString())) {
                assertThat(nobody.send("PUT", feedback(id), THEM).statusCode()).isEqualTo(403);
                assertThat(nobody.call("DELETE", feedback(id)).statusCode()).isEqualTo(403);
            }
        }
        assertThat(theLogin(user).has("feedback")).isFalse();
    }

    @Test
    @DisplayName("The login of a user who is gone is labelled by an administrator of the realm")
    void theLoginOfAUserWhoIsGoneNeedsManageRealm() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().login("workspace", user);
        String event = theLogin(user).get("eventId").asText();
        admin.send("DELETE", "/users/" + user.id(), null);
        assertThat(theLogin(user).has("username")).isFalse();
        assertThat(manager.send("PUT", feedback(event), NOT_THEM).statusCode()).isEqualTo(403);
        assertStatus(204, AdminCalls.with(server, "manage-realm").send("PUT", feedback(event), NOT_THEM));
        assertThat(exported(event).get("userId").asText()).isEqualTo(user.id());
    }

    @Test
    void onlyAssessedLoginsOfThisRealmAreLabelled() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().login("workspace", user, "wrong");
        String failed = admin.events(user).stream()
                .filter(event -> event.path("error").asText().equals("invalid_user_credentials"))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asText();
        for (String id : List.of(failed, UUID.randomUUID().toString(), "x", "x".repeat(300), "'%20or%20'1'='1")) {
            HttpResponse<String> refused = manager.send("PUT", feedback(id), THEM);
            assertThat(refused.statusCode()).as(id).isEqualTo(404);
            assertThat(json(refused).get("error").asText()).isEqualTo("unknown_login");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{}", "[]", "{\"label\":\"\"}", "{\"label\":\"IT_WAS_THEM\"}", "{\"label\":1}", "{\"label\":"
            })
    void aLabelMustBeOneOfTwo(String body) {
        HttpResponse<String> refused =
                manager.send("PUT", feedback(UUID.randomUUID().toString()), body);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(json(refused).get("error").asText()).isEqualTo("invalid_label");
    }

    @ParameterizedTest
    @ValueSource(strings = {"from=yesterday", "until=1764716659", "from=%2B1000000000-01-01T00:00:00Z"})
    void aTimeMustBeATime(String parameter) {
        HttpResponse<String> refused = manager.call("GET", "/gatehouse/logins?" + parameter);
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(json(refused).get("error").asText()).isEqualTo("invalid_time");
    }

    @Test
    @DisplayName("The table has the columns that bench/lab reads, and an app whose name is a formula stays text")
    void theExportIsSafeInASpreadsheet() {
        Admin.User user = admin.newUser("agent");
        String client = admin.client("workspace").get("id").asText();
        String formula = "=HYPERLINK(1)" + UUID.randomUUID().toString().substring(0, 8);
        Map<String, Object> app = Admin.asMap(admin.get("/clients/" + client));
        app.put("clientId", formula);
        admin.send("PUT", "/clients/" + client, app);
        try {
            server.newBrowser().login(formula, user);
        } finally {
            app.put("clientId", "workspace");
            admin.send("PUT", "/clients/" + client, app);
        }
        String event = theLogin(user).get("eventId").asText();
        assertStatus(204, manager.send("PUT", feedback(event), NOT_THEM));

        HttpResponse<String> csv = AdminCalls.with(server, "view-events").call("GET", EXPORT + "?format=csv");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(csv.body())
                .startsWith("event_id,time,user_id,label,verdict,score,threshold,reasons,country,app,by,at\r\n")
                .containsPattern("\"" + event + "\",\"[^\"]+\",\"" + user.id()
                        + "\",\"it_was_not\",\"ask\",-?[0-9.]+,-?[0-9.]+,\"[^\"]*no_history [^\"]+\",")
                .contains(",\"'" + formula + "\",");
    }

    @Test
    void thePageTellsWhatToSwitchOnWhereEventsAreMissing() {
        assertThat(logins("").at("/saving/on").asBoolean()).isTrue();
        assertThat(logins("").at("/saving/missing")).isEmpty();
        try (Admin.Restore off = admin.realm(Map.of("eventsEnabled", false))) {
            assertThat(logins("").get("saving").toString())
                    .isEqualTo("{\"on\":false,\"missing\":[\"CUSTOM_REQUIRED_ACTION\",\"LOGIN\",\"LOGIN_ERROR\"]}");
        }
        JsonNode types = admin.get("/events/config").get("enabledEventTypes");
        try {
            admin.send("PUT", "/events/config", Map.of("eventsEnabled", true, "enabledEventTypes", List.of("LOGIN")));
            assertThat(logins("").get("saving").toString())
                    .isEqualTo("{\"on\":true,\"missing\":[\"CUSTOM_REQUIRED_ACTION\",\"LOGIN_ERROR\"]}");
        } finally {
            admin.send("PUT", "/events/config", Map.of("eventsEnabled", true, "enabledEventTypes", types));
        }
    }

    private static JsonNode reason(JsonNode login, String code) {
        for (JsonNode reason : login.get("reasons")) {
            if (reason.get("code").asText().equals(code)) {
                return reason;
            }
        }
        throw new AssertionError("not among the reasons of " + login);
    }

    /** The only suspicious login of a user. */
    private JsonNode theLogin(Admin.User user) {
        JsonNode logins = logins("user=" + user.id()).get("logins");
        assertThat(logins).as(logins.toString()).hasSize(1);
        return logins.get(0);
    }

    private JsonNode logins(String query) {
        return admin.get("/gatehouse/logins?" + query);
    }

    private static String feedback(String event) {
        return "/gatehouse/logins/" + event + "/feedback";
    }

    private JsonNode exported(String event) {
        return StreamSupport.stream(admin.get(EXPORT).spliterator(), false)
                .filter(row -> row.get("eventId").asText().equals(event))
                .findFirst()
                .orElseGet(Admin.JSON::missingNode);
    }

    private JsonNode recorded(String event, String label) {
        return StreamSupport.stream(admin.get("/admin-events?max=100").spliterator(), false)
                .filter(recorded ->
                        recorded.path("resourcePath").asText().equals("gatehouse/logins/" + event + "/feedback"))
                .filter(recorded ->
                        recorded.at("/details/gatehouse_feedback").asText().equals(label))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event of " + label));
    }

    private static void assertStatus(int status, HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return Admin.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
