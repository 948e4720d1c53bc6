package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Report;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.database.DatabaseRows;
import dev.gatehouse.testsupport.database.FirstVersion;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Cases that must pass on every database, because statements, columns, locks and errors differ between products. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DatabaseCases {

    private static final Map<String, String> OBSERVING = Map.of("mode", "observe", "signInNotice", "false");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private TestServer server;
    private Admin admin;
    private DatabaseRows rows;

    /** Starts a server on an empty database. */
    abstract TestServer startServer();

    @BeforeAll
    void start() {
        server = startServer();
        admin = server.admin();
        rows = new DatabaseRows(server.data());
    }

    @AfterAll
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    @DisplayName("A first login is challenged, the next one is known, and both are recorded")
    void aFirstLoginIsChallengedAndTheNextOneIsKnown() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page page = browser.login("workspace", alice);
        assertThat(page.asksForCode()).isTrue();
        page.enterCode(Codes.latest(server, alice)).tokens();
        awaitRevision(alice, 0);
        assertThat(rows.profile(alice).get("profile")).startsWith("{\"v\":2,");
        assertThat(rows.profile(alice).get("asked")).isEqualTo("1");

        assertThat(browser.signOut()
                        .login("workspace", alice)
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("known-device");
        awaitRevision(alice, 1);
        assertThat(rows.profile(alice).get("devices"))
                .as("the token was replaced once")
                .matches("\\S{13} 1 \\d+ \\S+");
        assertThat(browser.signOut().login("workspace", alice).isBackInTheApp()).isTrue();
        awaitRevision(alice, 2);
        assertThat(rows.profile(alice).get("devices")).matches("\\S{13} 2 \\d+ \\S+");
        assertThat(server.inbox().messages(alice.email())).hasSize(1);
        assertThat(troubleWith(alice)).isEmpty();
    }

    @Test
    void whereProfilesCannotBeReadUsersAreChallengedAndSignIn() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        rows.execute("alter table GH_PROFILE rename to GH_PROFILE_AWAY");
        try {
            Page page = browser.login("workspace", alice);
            assertThat(page.hasCodeField()).as(page.text()).isTrue();
            assertThat(page.enterCode(Codes.latest(server, alice)).isBackInTheApp())
                    .as("what the failing query had spoiled was taken back")
                    .isTrue();
            assertThat(reasons(alice)).contains("profile_unreadable");
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(troubleWith(alice))
                    .containsExactlyInAnyOrder("GATEHOUSE-201", "GATEHOUSE-203"));
        } finally {
            rows.execute("alter table GH_PROFILE_AWAY rename to GH_PROFILE");
        }
        assertThat(browser.signOut()
                        .login("workspace", alice)
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("known-device");
        awaitRevision(alice, 0);
    }

    @Test
    void whereAProfileCannotBeWrittenNoUserNotices() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        awaitRevision(alice, 0);
        rows.execute("alter table GH_PROFILE add constraint GH_REFUSING check (USER_ID <> '" + alice.id()
                + "' or REVISION = 0)");
        try {
            assertThat(browser.signOut()
                            .login("workspace", alice)
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("known-device");
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(troubleWith(alice)).containsOnly("GATEHOUSE-202"));
            assertThat(rows.profile(alice).get("revision")).isEqualTo("0");
        } finally {
            rows.execute("alter table GH_PROFILE drop constraint GH_REFUSING");
        }
        assertThat(browser.signOut()
                        .login("workspace", alice)
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("known-device");
        awaitRevision(alice, 1);
    }

    @Test
    void whatIsCountedAddsUpAndIsReadBack() {
        try (Admin.Restore observed = admin.mfa(OBSERVING)) {
            Admin.User user = admin.newUser("agent");
            Report before = Report.of(server);
            for (int login = 1; login <= 3; login++) {
                for (int times = 0; times < 2; times++) {
                    assertThat(new DirectGrant(server).call(user, Map.of()).has("access_token"))
                            .isTrue();
                }
                assertThat(Report.of(server).logins()).isEqualTo(before.logins() + 2 * login);
            }
            assertThat(Report.of(server).wouldHaveBeenChallenged()).isEqualTo(before.wouldHaveBeenChallenged() + 6);
            assertThat(rows.number(
                            "select sum(WEIGHT) from GH_POPULATION where KIND like ? and NAME like 'ALL/%'", "day:%"))
                    .isEqualTo(before.logins() + 6);
            assertThat(rows.number("select count(*) from GH_POPULATION where KIND = ?", "total"))
                    .as("logins, users, the latest and the first")
                    .isEqualTo(4);
            assertThat(server.log()).doesNotContain("GATEHOUSE-801");
        }
    }

    @Test
    void theLongestAndStrangestNamesFit() {
        String name = "🎉é'\"; drop table GH_POPULATION; -- %_\\ العربية 電話 "
                        .repeat(9)
                        .substring(0, 190)
                + UUID.randomUUID().toString().substring(0, 8);
        String agent = "Mozilla/5.0 (\u00e9'\\; %s) ".repeat(60) + "\u00ff";
        String path = "/clients/" + made(name);
        try (Admin.Restore observed = admin.mfa(OBSERVING)) {
            Admin.User user = admin.newUser("agent");
            Map<String, String> form = Map.of(
                    "grant_type",
                    "password",
                    "client_id",
                    name,
                    "scope",
                    "openid",
                    "username",
                    user.email(),
                    "password",
                    Admin.PASSWORD);
            Page answer =
                    server.newBrowser().as(agent).post(server.realmUrl() + "/protocol/openid-connect/token", form);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(Report.of(server).number("clients", name, "wouldHaveBeenAsked"))
                    .isEqualTo(1);
            awaitRevision(user, 0);
            assertThat(troubleWith(user)).isEmpty();
            assertThat(server.log()).doesNotContain("GATEHOUSE-801");
        } finally {
            admin.send("DELETE", path, null);
        }
    }

    @Test
    void manyFirstLoginsOfOneUserAtOnceAllComeThroughAndLeaveOneRow() throws Exception {
        try (Admin.Restore observed = admin.mfa(OBSERVING);
                Admin.Restore parallel = admin.realm(Map.of("bruteForceProtected", false))) {
            for (int round = 0; round < 3; round++) {
                Admin.User user = admin.newUser("agent");
                List<Callable<JsonNode>> logins = new ArrayList<>();
                for (int number = 0; number < 8; number++) {
                    logins.add(() -> new DirectGrant(server).call(user, Map.of()));
                }
                ExecutorService threads = Executors.newFixedThreadPool(logins.size());
                for (Future<JsonNode> login : threads.invokeAll(logins)) {
                    assertThat(login.get().get("status").asInt())
                            .as(login.get().toString())
                            .isEqualTo(200);
                }
                threads.shutdown();
                await().atMost(PATIENCE).until(() -> rows.count("GH_PROFILE", "USER_ID", user.id()) == 1);
                JsonNode next = new DirectGrant(server).call(user, Map.of());
                assertThat(next.has("access_token")).isTrue();
                assertThat(troubleWith(user)).doesNotContain("GATEHOUSE-202");
            }
        }
    }

    @Test
    void usersWhoseIdsAreNearlyTheSameHaveRowsOfTheirOwn() throws SQLException {
        // The ids of users of other stores name the store: f:STORE:NAME.
        String store = "f:" + UUID.randomUUID() + ":";
        List<String> ids = List.of(store + "jose", store + "Jose", store + "jos\u00e9");
        try (Connection connection = server.database();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into GH_PROFILE (USER_ID, REALM_ID, PROFILE, REVISION, UPDATED_AT) values (?, 'none',"
                                + " '{}', 0, 0)");
                PreparedStatement delete = connection.prepareStatement("delete from GH_PROFILE where USER_ID = ?")) {
            for (String id : ids) {
                insert.setString(1, id);
                insert.executeUpdate();
            }
            for (String id : ids) {
                delete.setString(1, id);
                assertThat(delete.executeUpdate()).as(id).isEqualTo(1);
            }
        }
    }

    @Test
    void aUserWhoIsRemovedLeavesNoRow() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().loginCompletely("workspace", user);
        awaitRevision(user, 0);
        admin.send("DELETE", "/users/" + user.id(), null);
        assertThat(rows.count("GH_PROFILE", "USER_ID", user.id())).isZero();
    }

    @Test
    void aRealmThatIsRemovedLeavesNoRow() throws IOException {
        String unique = UUID.randomUUID().toString().substring(0, 8);
        String name = "doomed-" + unique;
        // The ids in the file are those of the other realm.
        String json = new ReferenceRealm(server.port(), server.inbox().smtpPort(), server.port())
                .json()
                .replace("\"9a7e0000-", "\"" + unique + "-");
        new Admin(server.url(), "").send("POST", "", ((ObjectNode) Admin.JSON.readTree(json)).put("realm", name));
        Admin doomed = new Admin(server.url(), name);
        String id = doomed.get("").get("id").asText();
        doomed.mfa(OBSERVING);
        Page answer = server.newBrowser()
                .post(
                        server.url() + "/realms/" + name + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "mobile",
                                "username",
                                "alice@acme.test",
                                "password",
                                Admin.PASSWORD));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        doomed.get("/gatehouse/report");
        await().atMost(PATIENCE).until(() -> rows.count("GH_PROFILE", "REALM_ID", id) == 1);
        assertThat(rows.count("GH_POPULATION", "REALM_ID", id)).isPositive();
        String plan = doomed.send("POST", "/gatehouse/setup?dry-run=true", null)
                .get("hash")
                .asText();
        doomed.send("POST", "/gatehouse/setup?hash=" + plan, null);
        assertThat(rows.count("GH_SETUP", "REALM_ID", id)).isPositive();
        await().atMost(PATIENCE).until(() -> rows.count("GH_SETTINGS", "REALM_ID", id) > 0);
        assertThat(rows.count("GH_ENFORCEMENT", "REALM_ID", id)).as("observe").isZero();
        doomed.mfa(Map.of("mode", "enforce"));
        await().atMost(PATIENCE).until(() -> rows.count("GH_ENFORCEMENT", "REALM_ID", id) == 1);
        label(doomed);
        assertThat(rows.count("GH_FEEDBACK", "REALM_ID", id)).isEqualTo(1);

        doomed.send("DELETE", "", null);
        assertThat(rows.count("GH_PROFILE", "REALM_ID", id)).isZero();
        assertThat(rows.count("GH_POPULATION", "REALM_ID", id)).isZero();
        assertThat(rows.count("GH_SETUP", "REALM_ID", id)).isZero();
        assertThat(rows.count("GH_SETTINGS", "REALM_ID", id)).isZero();
        assertThat(rows.count("GH_ENFORCEMENT", "REALM_ID", id)).isZero();
        assertThat(rows.count("GH_FEEDBACK", "REALM_ID", id)).isZero();
    }

    /** Says who the realm's latest suspicious login was by. */
    private static void label(Admin realm) {
        String event = realm.get("/gatehouse/logins").at("/logins/0/eventId").asText();
        String path = "/gatehouse/logins/" + event + "/feedback";
        realm.send("PUT", path, Map.of("label", "it_was_not"));
        realm.send("PUT", path, Map.of("label", "it_was_them"));
        assertThat(realm.get("/gatehouse/logins").at("/logins/0/feedback/label").asText())
                .isEqualTo("it_was_them");
        assertThat(realm.get("/gatehouse/feedback")).hasSize(1);
    }

    @Test
    void dataOfTheFirstVersionIsMigratedAndDevicesStayKnown() throws SQLException {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        for (int login = 0; login < 3; login++) {
            browser.signOut().login("workspace", alice).tokens();
        }
        awaitRevision(alice, 3);
        int users = (int) rows.number("select count(*) from GH_PROFILE where REALM_ID <> ?", "");
        server.stop();
        FirstVersion.restoreIn(server.data());
        server.start();

        assertThat(rows.number("select count(*) from GH_PROFILE where REALM_ID <> ?", ""))
                .as("rows are kept")
                .isEqualTo(users);
        assertThat(rows.profile(alice).get("profile")).startsWith("{\"v\":1,");
        assertThat(rows.profile(alice).get("devices")).as("the column is there").isEqualTo("null");
        usersWhoseIdsAreNearlyTheSameHaveRowsOfTheirOwn();
        assertThat(browser.signOut()
                        .login("workspace", alice)
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("known-device");
        awaitRevision(alice, 4);
        assertThat(rows.profile(alice).get("profile")).startsWith("{\"v\":2,");
        assertThat(rows.profile(alice).get("devices")).matches("\\S{13} \\d+ \\d+ \\S+");

        try (Admin.Restore observing = admin.mfa(OBSERVING)) {
            server.newBrowser().login("workspace", alice).tokens();
        }
        String reasons = reasons(alice);
        assertThat(reasons)
                .as("another device in the same place")
                .contains("network_known", "browser_known")
                .doesNotContain("no_history");
        assertThat(Report.of(server).logins()).as("counting begins again").isPositive();
    }

    private String made(String client) {
        admin.send(
                "POST",
                "/clients",
                Map.of("clientId", client, "publicClient", true, "directAccessGrantsEnabled", true));
        return admin.get("/clients?clientId=" + Admin.encode(client))
                .get(0)
                .get("id")
                .asText();
    }

    /** The log ids that are reported for the profile of a user. */
    private Set<String> troubleWith(Admin.User user) {
        return Pattern.compile("(GATEHOUSE-20\\d) The profile of user " + user.id())
                .matcher(server.log())
                .results()
                .map(message -> message.group(1))
                .collect(Collectors.toSet());
    }

    private String reasons(Admin.User user) {
        return admin.events(user).stream()
                .filter(event -> event.get("type").asText().equals("LOGIN"))
                .findFirst()
                .orElseThrow()
                .get("details")
                .get("gatehouse_reasons")
                .asText();
    }

    /** The profile is written after the response. */
    private void awaitRevision(Admin.User user, int revision) {
        await().atMost(PATIENCE)
                .until(() -> rows.profile(user).getOrDefault("revision", "none"), Integer.toString(revision)::equals);
    }
}
