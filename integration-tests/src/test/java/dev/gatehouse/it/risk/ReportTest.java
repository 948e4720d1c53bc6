package dev.gatehouse.it.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Report;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies the report of a realm's logins, and the data of a user that admins can read and delete. */
class ReportTest {

    private static final String REPORT = "/gatehouse/report";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @DisplayName("A challenged login is counted by app, challenge reason and contribution once it is complete")
    void aChallengedLoginIsCountedOnceItIsComplete() {
        Admin.User alice = admin.newUser("agent");
        Report before = Report.of(server);
        HttpBrowser browser = server.newBrowser();
        Page page = browser.login("workspace", alice);
        assertThat(Report.of(server).logins()).as("it is not complete").isEqualTo(before.logins());

        page.enterCode(Codes.latest(server, alice)).tokens();
        Report after = Report.of(server);
        assertThat(after.logins()).isEqualTo(before.logins() + 1);
        assertThat(after.challenged()).isEqualTo(before.challenged() + 1);
        assertThat(after.number("clients", "workspace", "asked"))
                .isEqualTo(before.number("clients", "workspace", "asked") + 1);
        assertThat(after.number("causes", "no_history", "asked"))
                .isEqualTo(before.number("causes", "no_history", "asked") + 1);
        assertThat(after.number("reasons", "device_unknown", "asked"))
                .isEqualTo(before.number("reasons", "device_unknown", "asked") + 1);
        assertThat(after.json().get("since").asText())
                .isLessThanOrEqualTo(after.json().get("until").asText());

        browser.signOut().login("workspace", alice).tokens();
        Report passed = Report.of(server);
        assertThat(passed.logins()).isEqualTo(before.logins() + 2);
        assertThat(passed.challenged()).isEqualTo(before.challenged() + 1);
    }

    @Test
    @DisplayName(
            "In observe, the report counts what would have been challenged and names who would be challenged often")
    void observedLoginsAreCountedAsWouldBeChallenged() {
        // The user name is an address here, and a spreadsheet takes it for a formula.
        String name = "+sum" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test";
        Admin.User often = admin.newUserNamed(name, name, "agent");
        Report before = Report.of(server);
        try (Admin.Restore observed = admin.mfa(Map.of("mode", "observe"))) {
            for (int login = 0; login < 4; login++) {
                server.newBrowser().login("workspace", often).tokens();
            }
            assertThat(Report.of(server).times(often))
                    .as("no more than once a week")
                    .isZero();
            server.newBrowser().login("workspace", often).tokens();
        }
        Report after = Report.of(server);
        assertThat(after.wouldHaveBeenChallenged()).isEqualTo(before.wouldHaveBeenChallenged() + 5);
        assertThat(after.challenged()).isEqualTo(before.challenged());
        assertThat(after.times(often)).isEqualTo(5);
        assertThat(after.line(often).get("username").asText()).isEqualTo(name);

        HttpResponse<String> csv =
                AdminCalls.with(server, "view-events", "view-users").call("GET", REPORT + "?format=csv");
        assertThat(csv.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
        assertThat(csv.body())
                .contains("\"user\",\"" + often.id() + "\",\"'" + name + "\",,,,,5\r\n")
                .contains("\"client\",\"workspace\",,");
        assertThat(AdminCalls.with(server, "view-events")
                        .call("GET", REPORT + "?format=csv")
                        .body())
                .as("names are for those who may see users")
                .contains("\"user\",\"" + often.id() + "\",,,,,,5\r\n")
                .doesNotContain(name);
    }

    @Test
    void theReportNeedsTheRoleToViewEvents() {
        assertThat(AdminCalls.anonymous(server).call("GET", REPORT).statusCode())
                .isEqualTo(401);
        assertThat(AdminCalls.with(server, "view-users", "manage-users", "view-realm")
                        .call("GET", REPORT)
                        .statusCode())
                .isEqualTo(403);
        assertThat(AdminCalls.with(server, "view-events").call("GET", REPORT).statusCode())
                .isEqualTo(200);
    }

    @Test
    @Tag("smoke")
    void theReportIsJsonOrCsvAsTheCallerAccepts() throws IOException {
        AdminCalls calls = AdminCalls.with(server, "view-events");
        HttpResponse<String> csv = calls.call("GET", REPORT, "Accept", "text/csv");
        assertThat(csv.statusCode()).isEqualTo(200);
        assertThat(csv.body())
                .startsWith("section,item,name,logins,asked,would_have_been_asked,share_percent,value\r\n");
        assertThat(csv.body().split("\r\n")).allMatch(row -> !row.startsWith("="));
        for (String[] headers : new String[][] {{}, {"Accept", "application/json"}, {"Accept", "*/*"}}) {
            JsonNode json =
                    Admin.JSON.readTree(calls.call("GET", REPORT, headers).body());
            assertThat(json.has("total")).isTrue();
        }
        assertThat(Admin.JSON
                        .readTree(calls.call("GET", REPORT + "?format=json", "Accept", "text/csv, */*")
                                .body())
                        .has("total"))
                .isTrue();
    }

    @Test
    void theThresholdInForceIsReportedWithItsReason() {
        JsonNode usual = Report.of(server).inForce("gatehouse browser");
        assertThat(usual.get("why").asText()).isEqualTo("too_few_logins");
        // The logins of other tests may have raised it a little.
        assertThat(usual.get("threshold").asDouble()).isBetween(0.0, 4.0);
        assertThat(usual.get("targetRate").asDouble()).isEqualTo(5);
        try (Admin.Restore set = admin.mfa(Map.of("threshold", "1.5", "mode", "observe"))) {
            JsonNode explicit = Report.of(server).inForce("gatehouse browser");
            assertThat(explicit.get("why").asText()).isEqualTo("explicit");
            assertThat(explicit.get("threshold").asDouble()).isEqualTo(1.5);
            assertThat(explicit.get("mode").asText()).isEqualTo("observe");
        }
        try (Admin.Restore wrong = admin.uncheckedAction("gatehouse-mfa-gate", Map.of("targetRate", "60"))) {
            JsonNode last = Report.of(server).inForce("gatehouse browser");
            assertThat(last.get("targetRate").asDouble())
                    .as("what was valid last")
                    .isEqualTo(5);
            assertThat(last.get("why")).isEqualTo(usual.get("why"));
        }
    }

    @Test
    @DisplayName("A flow that is not bound and an execution that is disabled are not reported as in force")
    void onlyWhatIsInForceIsReportedAsInForce() {
        Flows flows = new Flows(admin);
        String unbound = flows.added(
                Flows.Step.required("auth-username-password-form"),
                Flows.Step.required("gatehouse-adaptive-mfa", Map.of("mode", "enforce", "targetRate", "5")));
        try {
            assertThat(flowsInForce()).contains("gatehouse browser").doesNotContain(unbound);
            try (Admin.Restore disabled =
                    flows.requirement("gatehouse direct grant", "gatehouse-direct-grant-mfa", "DISABLED")) {
                assertThat(flowsInForce()).contains("gatehouse browser").doesNotContain("gatehouse direct grant");
            }
            assertThat(flowsInForce()).contains("gatehouse direct grant");
            admin.overrideBrowserFlow("workspace", unbound);
            assertThat(flowsInForce()).as("a client uses it").contains(unbound);
        } finally {
            admin.overrideBrowserFlow("workspace", null);
            flows.remove(unbound);
        }
    }

    private List<String> flowsInForce() {
        return list(Report.of(server).json().get("inForce")).stream()
                .map(place -> place.get("flow").asText())
                .toList();
    }

    @Test
    @DisplayName("An admin who may manage users reads in words what is known of a user, and can delete it")
    void anAdminReadsAndForgetsWhatIsKnownOfAUser() throws IOException {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser().from("193.0.6.139");
        browser.loginCompletely("workspace", alice);
        String path = "/gatehouse/users/" + alice.id() + "/history";

        AdminCalls viewer = AdminCalls.with(server, "view-users");
        HttpResponse<String> report = viewer.call("GET", path, "Accept-Language", "de");
        JsonNode history = Admin.JSON.readTree(report.body());
        assertThat(history.get("state").asText()).isEqualTo("learning");
        assertThat(history.at("/countries/0/name").asText()).isEqualTo("Niederlande");
        assertThat(history.at("/countries/0/code").asText()).isEqualTo("NL");
        assertThat(history.at("/providers/0/name").asText()).contains("RIPE").endsWith(", Niederlande");
        assertThat(history.at("/providers/0/code").asText()).isEqualTo("AS3333/NL");
        assertThat(history.at("/browsers/0/name").asText()).isEqualTo("Firefox 140 on Linux (desktop)");
        assertThat(history.get("devices")).hasSize(1);
        assertThat(history.get("asked").asInt()).isEqualTo(1);
        assertThat(report.body()).doesNotContain("193.0.6");

        String forget = path + "?reason=ticket";
        assertThat(viewer.call("DELETE", forget).statusCode()).isEqualTo(403);
        assertThat(AdminCalls.with(server, "view-events").call("GET", path).statusCode())
                .isEqualTo(403);
        assertThat(AdminCalls.with(server, "view-events")
                        .call("GET", "/gatehouse/users/nobody/history")
                        .statusCode())
                .as("nor who exists")
                .isEqualTo(403);
        assertThat(viewer.call("GET", "/gatehouse/users/nobody/history").statusCode())
                .isEqualTo(404);
        assertThat(browser.signOut().login("workspace", alice).isBackInTheApp())
                .as("nothing was forgotten")
                .isTrue();

        try (Admin.Restore recorded = admin.realm(Map.of("adminEventsEnabled", true))) {
            assertThat(AdminCalls.with(server, "manage-users")
                            .call("DELETE", forget)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(list(admin.get("/admin-events?max=20"))).anySatisfy(event -> {
                assertThat(event.get("resourcePath").asText()).isEqualTo("gatehouse/users/" + alice.id() + "/history");
                assertThat(event.get("operationType").asText()).isEqualTo("ACTION");
            });
        }
        JsonNode empty = Admin.JSON.readTree(viewer.call("GET", path).body());
        assertThat(empty.get("state").asText()).isEqualTo("none");
        assertThat(empty.get("devices")).isEmpty();
        assertThat(browser.signOut().login("workspace", alice).asksForCode()).isTrue();
    }

    @Test
    void whatIsCountedGoesWithItsRealm() throws SQLException {
        String realm = UUID.randomUUID().toString();
        Admin master = new Admin(server.url(), "");
        master.send("POST", "", Map.of("realm", realm, "id", realm));
        try (Connection database = server.database();
                PreparedStatement insert = database.prepareStatement(
                        "insert into GH_POPULATION (REALM_ID, KIND, NAME, WEIGHT) values (?, 'total', 'logins', 1)")) {
            insert.setString(1, realm);
            insert.executeUpdate();
        }
        assertThat(rows(realm)).isEqualTo(1);
        master.send("DELETE", realm, null);
        assertThat(rows(realm)).isZero();
    }

    @Test
    void everyScoredLoginIsReportedInItsEventAndInTheMetrics() {
        Admin.User alice = admin.newUser("agent");
        String passes = "gatehouse_logins_judged_total{realm=\"acme\",verdict=\"pass\"}";
        String challenges = "gatehouse_logins_judged_total{realm=\"acme\",verdict=\"ask\"}";
        double passedBefore = server.metric(passes);
        double challengedBefore = server.metric(challenges);
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        browser.signOut().login("workspace", alice).tokens();
        assertThat(server.metric(passes)).isEqualTo(passedBefore + 1);
        assertThat(server.metric(challenges)).isEqualTo(challengedBefore + 1);

        List<JsonNode> logins = admin.events(alice).stream()
                .filter(event -> event.get("type").asText().equals("LOGIN"))
                .toList();
        assertThat(logins)
                .extracting(event -> event.at("/details/gatehouse_verdict").asText())
                .containsExactly("pass", "ask");
        assertThat(logins).allSatisfy(event -> {
            assertThat(event.at("/details/gatehouse_score").asText()).matches("-?\\d+\\.\\d\\d");
            assertThat(event.at("/details/gatehouse_threshold").asText()).matches("-?\\d+\\.\\d\\d");
            assertThat(event.at("/details/gatehouse_reasons").asText()).contains("device_");
        });
    }

    private int rows(String realm) throws SQLException {
        try (Connection database = server.database();
                PreparedStatement query =
                        database.prepareStatement("select count(*) from GH_POPULATION where REALM_ID = ?")) {
            query.setString(1, realm);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }
}
