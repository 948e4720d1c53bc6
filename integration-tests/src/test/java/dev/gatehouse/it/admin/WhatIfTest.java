package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies what an administrator learns about logins that do not take place, by comparing it with logins that do. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WhatIfTest {

    private static final int LOGINS = Integer.getInteger("gatehouse.it.what-if", 250);

    /** Keycloak's own sessions, among them those of the administrators who ask. */
    private static final Set<String> SESSIONS = Set.of("OFFLINE_USER_SESSION", "OFFLINE_CLIENT_SESSION");

    private static TestServer server;
    private static Admin admin;

    @BeforeAll
    static void aServerThatSavesItsCountsWhenAsked() {
        server = TestServer.with("what-if", List.of("--spi-jpa-entity-provider--gh-population--save-interval=3600"));
        admin = server.admin();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName(
            "Before each of many logins the answer is what the login then gets: verdict, causes, score and threshold")
    void theAnswerIsWhatTheLoginGets() {
        try (ServerClock clock = ServerClock.of(server)) {
            WhatIfReplay replay = new WhatIfReplay(server, clock);
            replay.run(LOGINS - LOGINS / 5);
            try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
                replay.run(LOGINS / 10);
            }
            try (Admin.Restore off = admin.mfa(Map.of("mode", "off"))) {
                replay.run(LOGINS / 10);
            }
            System.out.printf("what-if: %d logins, %s%n", LOGINS, replay.verdicts());
            assertThat(replay.verdicts())
                    .as("the logins are varied")
                    .containsKeys(
                            "pass by step", "ask by step", "would_ask by step", "not_asked by step, not reported");
        }
    }

    @Test
    @Order(1)
    @DisplayName("The first question that a server is asked, before anybody has signed in, stores no settings either")
    void theFirstQuestionLeavesNothingBehind() throws SQLException {
        Admin.User user = admin.newUser("agent");
        Map<String, List<String>> before = rows();
        assertThat(ask("user=" + user.id() + "&address=192.0.2.1&client=workspace")
                        .get("verdict")
                        .asText())
                .isEqualTo("ask");
        assertThat(rows()).isEqualTo(before);
    }

    @Test
    void askingLeavesNothingBehind() throws SQLException {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().from(WhatIfReplay.OFFICE).loginCompletely("workspace", user);
        Admin.User damaged = admin.newUser("agent");
        server.newBrowser().from(WhatIfReplay.OFFICE).loginCompletely("workspace", damaged);
        execute("update GH_PROFILE set PROFILE = 'damaged' where USER_ID = '" + damaged.id() + "'");
        int mails = server.inbox().messages(user.email()).size();
        Map<String, List<String>> before = rows();
        List<String> metrics = metrics();
        int log = server.log().length();

        for (Admin.User asked : List.of(user, damaged)) {
            for (String more : List.of(
                    "&device=known",
                    "&device=replayed",
                    "&device=seen",
                    "&acr=2",
                    "&provider=corp",
                    "&provider=sso&providerSays=mfa&proven=true&device=known",
                    "&via=direct-grant",
                    "&userAgent=" + Admin.encode(HttpBrowser.SAFARI))) {
                for (String address : List.of("133.11.0.1", "198.51.100.1", "2001:db8::7", "10.0.0.1")) {
                    ask("user=" + asked.id() + "&client=workspace&address=" + address + more);
                }
            }
        }

        assertThat(rows()).isEqualTo(before);
        assertThat(metrics()).isEqualTo(metrics);
        assertThat(server.inbox().messages(user.email())).hasSize(mails);
        assertThat(server.log().substring(log)).doesNotContain("GATEHOUSE-").doesNotContain(user.id());
        assertThat(ask("user=" + damaged.id() + "&address=192.0.2.1&client=workspace")
                        .get("causes")
                        .findValuesAsText("code"))
                .as("what the question reads is damaged")
                .contains("profile_unreadable");
    }

    @Test
    void itSaysWhereNothingDecides() {
        Admin.User user = admin.newUser("agent");
        String question = "user=" + user.email() + "&address=193.0.6.139&client=workspace";
        try (Admin.Restore bare = admin.passwordOnlyFlow("workspace")) {
            assertThat(ask(question).get("decidedBy").asText()).isEqualTo("gate");
            assertThat(server.newBrowser()
                            .from("193.0.6.139")
                            .login("workspace", user)
                            .asksForCode())
                    .isEqualTo(ask(question).get("verdict").asText().equals("ask"));
            try (Admin.Restore gate = admin.disabledAction("gatehouse-mfa-gate")) {
                JsonNode answer = ask(question);
                assertThat(answer.get("verdict").asText()).isEqualTo("not_asked");
                assertThat(answer.get("why").asText()).isEqualTo("no_step");
                assertThat(answer.get("decidedBy").asText()).isEqualTo("nobody");
                assertThat(answer.has("risk")).isFalse();
            }
        }
    }

    @Test
    void aPilotIsNamed() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore pilot = admin.mfa(Map.of("pilot", "owner"))) {
            JsonNode answer = ask("user=" + user.email() + "&address=193.0.6.139&client=workspace");
            assertThat(answer.get("verdict").asText()).isEqualTo("would_ask");
            assertThat(answer.get("mode").toString())
                    .isEqualTo(
                            "{\"inForce\":\"observe\",\"saved\":\"enforce\",\"reaches\":\"pilot\",\"cohort\":\"others\"}");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "user_missing, 'address=192.0.2.1&client=workspace'",
        "user_unknown, 'user=nobody&address=192.0.2.1&client=workspace'",
        "user_unknown, 'user=f:no-store&address=192.0.2.1&client=workspace'",
        "address_invalid, 'user=USER&client=workspace'",
        "address_invalid, 'user=USER&address=example.org&client=workspace'",
        "address_invalid, 'user=USER&address=192.0.2.256&client=workspace'",
        "client_missing, 'user=USER&address=192.0.2.1'",
        "client_unknown, 'user=USER&address=192.0.2.1&client=nothing'",
        "device_invalid, 'user=USER&address=192.0.2.1&client=workspace&device=Known'",
        "proven_invalid, 'user=USER&address=192.0.2.1&client=workspace&proven=yes'",
        "via_invalid, 'user=USER&address=192.0.2.1&client=workspace&via=phone'",
        "via_invalid, 'user=USER&address=192.0.2.1&client=workspace&via=direct-grant&provider=corp'",
        "provider_unknown, 'user=USER&address=192.0.2.1&client=workspace&provider=nothing'",
        "acr_unknown, 'user=USER&address=192.0.2.1&client=workspace&acr=nothing'",
        "parameter_unknown, 'user=USER&address=192.0.2.1&client=workspace&useragent=x'",
        "parameter_repeated, 'user=USER&user=USER&address=192.0.2.1&client=workspace'"
    })
    void anInvalidQuestionIsNamed(String error, String query) throws IOException {
        Admin.User user = admin.newUser("agent");
        HttpResponse<String> refused = AdminCalls.with(server, "view-realm", "view-users")
                .call("GET", "/gatehouse/what-if?" + query.replace("USER", Admin.encode(user.email())));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        JsonNode body = Admin.JSON.readTree(refused.body());
        assertThat(body.get("error").asText()).isEqualTo(error);
        assertThat(body.get("errorMessage").asText()).endsWith(".");
    }

    @ParameterizedTest
    @CsvSource({
        "200, view-realm view-users",
        "403, view-users",
        "403, view-realm",
        "403, view-events",
        "403, view-realm query-users"
    })
    void itIsForThoseWhoMayViewTheRealmAndTheUser(int status, String roles) {
        Admin.User user = admin.newUser("agent");
        AdminCalls calls = AdminCalls.with(server, roles.split(" "));
        assertThat(calls.call("GET", "/gatehouse/what-if?address=192.0.2.1&client=workspace&user=" + user.id())
                        .statusCode())
                .isEqualTo(status);
        assertThat(AdminCalls.anonymous(server)
                        .call("GET", "/gatehouse/what-if?address=192.0.2.1&client=workspace&user=" + user.id())
                        .statusCode())
                .isEqualTo(401);
    }

    private static JsonNode ask(String query) {
        return admin.get("/gatehouse/what-if?" + query);
    }

    /** Gatehouse's own counters. */
    private static List<String> metrics() {
        return server.metricLines()
                .filter(line -> line.matches("gatehouse_\\w+_total[ {].*"))
                .toList();
    }

    /** All rows of all tables, as text. */
    private static Map<String, List<String>> rows() throws SQLException {
        Map<String, List<String>> all = new TreeMap<>();
        try (Connection connection = server.database();
                ResultSet tables =
                        connection.getMetaData().getTables(null, "PUBLIC", "%", new String[] {"BASE TABLE"})) {
            while (tables.next()) {
                String table = tables.getString("TABLE_NAME");
                if (!SESSIONS.contains(table)) {
                    all.put(table, rows(connection, table));
                }
            }
        }
        assertThat(all).containsKeys("GH_PROFILE", "CREDENTIAL", "EVENT_ENTITY", "USER_ENTITY");
        return all;
    }

    private static List<String> rows(Connection connection, String table) throws SQLException {
        List<String> rows = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("select * from " + table)) {
            while (found.next()) {
                List<String> row = new ArrayList<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.add(found.getString(column));
                }
                rows.add(row.toString());
            }
        }
        rows.sort(null);
        return rows;
    }

    private static void execute(String sql) {
        try (Connection connection = server.database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
