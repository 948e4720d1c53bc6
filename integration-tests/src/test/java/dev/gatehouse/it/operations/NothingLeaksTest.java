package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A reader of the database, of the log at DEBUG or of the events learns neither codes nor tokens of devices nor addresses. */
class NothingLeaksTest {

    private static TestServer server;
    private static Admin admin;

    @BeforeAll
    static void start() {
        server = TestServer.verbose();
        admin = server.admin();
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void theCodeIsFoundNeitherInTheDatabaseNorInTheLogNorInAnEvent() throws SQLException {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page page = browser.login("workspace", user);
        String code = Codes.latest(server, user);

        assertHidden(code, user, "while it is valid");
        page = page.enterCode(Codes.wrong(code, 1));
        page.enterCode(code).tokens();
        assertHidden(code, user, "after it was used");
        assertHidden(Codes.wrong(code, 1), user, "a wrong code, which may be a typing mistake away");
    }

    @Test
    void theTokenOfADeviceIsKeptAsAHashOnly() throws SQLException {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        String token = browser.signOut().cookies().values().iterator().next();
        String claims = new String(java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]), java.nio.charset.StandardCharsets.UTF_8);
        String secret = claims.replaceFirst(".*\"sec\":\"([^\"]+)\".*", "$1");
        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
        assertThat(database().contains(secret)).as("database").isFalse();
        assertThat(server.log().contains(secret)).as("log").isFalse();
        assertThat(ours(server.log()).contains(token)).as("this project's lines of the log").isFalse();
    }

    @Test
    void theProfileDoesNotTellWhereAUserWas() throws SQLException {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().from("193.0.6.139").loginCompletely("workspace", user);
        try (Connection database = server.database(); Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select PROFILE from GH_PROFILE where USER_ID = '" + user.id() + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).contains("Firefox").doesNotContain("193.0").doesNotContain("c10006");
        }
    }

    @Test
    void theProfileGoesWithItsUser() throws SQLException {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().loginCompletely("workspace", user);
        assertThat(profiles(user)).isEqualTo(1);
        admin.send("DELETE", "/users/" + user.id(), null);
        assertThat(profiles(user)).isZero();
    }

    private void assertHidden(String code, Admin.User user, String when) throws SQLException {
        Pattern alone = Pattern.compile("(?<![0-9a-zA-Z])" + code + "(?![0-9a-zA-Z])");
        assertThat(alone.matcher(database()).find()).as("database, %s", when).isFalse();
        assertThat(alone.matcher(server.log()).find()).as("log, %s", when).isFalse();
        assertThat(admin.events(user).toString()).as("events, %s", when).doesNotContain(code);
    }

    /** What this project's own classes logged. */
    private static String ours(String log) {
        return log.lines().filter(line -> line.contains("[dev.gatehouse")).reduce("", String::concat);
    }

    private int profiles(Admin.User user) throws SQLException {
        try (Connection database = server.database(); Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from GH_PROFILE where USER_ID = '" + user.id() + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** Everything that is in the database. */
    private String database() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection database = server.database(); Statement statement = database.createStatement();
                ResultSet script = statement.executeQuery("script")) {
            while (script.next()) {
                lines.add(script.getString(1));
            }
        }
        String all = String.join("\n", lines);
        assertThat(all.contains("GH_PROFILE") && all.contains("USER_ENTITY")).as("the whole database was read").isTrue();
        return all;
    }
}
