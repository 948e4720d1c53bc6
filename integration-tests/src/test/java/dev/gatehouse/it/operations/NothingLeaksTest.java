package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that the database, the log at DEBUG and the events reveal neither codes nor device tokens nor addresses. */
class NothingLeaksTest {

    private static TestServer server;
    private static Admin admin;

    @BeforeAll
    static void start() {
        server = TestServer.verbose(
                Stream.concat(Stream.of("--http-access-log-enabled=true"), accessLogOptions().stream())
                        .toList());
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
        String claims = new String(Base64.getUrlDecoder().decode(token.split("\\.")[1]), StandardCharsets.UTF_8);
        String secret = claims.replaceFirst(".*\"sec\":\"([^\"]+)\".*", "$1");
        assertThat(secret).hasSizeGreaterThanOrEqualTo(43);
        assertThat(database().contains(secret)).as("database").isFalse();
        assertThat(server.log().contains(secret)).as("log").isFalse();
        assertThat(ours(server.log()).contains(token))
                .as("this project's lines of the log")
                .isFalse();
    }

    @Test
    @DisplayName(
            "The device token of an app is found neither in the database nor in the log nor in an event, also a broken one")
    void theTokenOfAnAppIsKeptAsAHashOnly() throws SQLException {
        Admin.User user = admin.newUser("agent");
        DirectGrant phone = new DirectGrant(server);
        String challenge = phone.call(user, Map.of()).get("mfa_token").asText();
        String first = phone.call(user, Map.of("mfa_token", challenge, "code", Codes.latest(server, user)))
                .get("device_token")
                .asText();
        String second = phone.call(user, Map.of("device_token", first))
                .get("device_token")
                .asText();
        String payload = second.split("\\.")[1];
        String secret = new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8)
                .replaceFirst(".*\"sec\":\"([^\"]+)\".*", "$1");
        for (String broken : List.of(second + "x", second.replace(payload, payload.substring(3)), "." + second)) {
            assertThat(phone.call(user, Map.of("device_token", broken)).has("access_token"))
                    .isFalse();
        }
        for (String hidden : List.of(secret, first, second, payload, payload.substring(8))) {
            assertThat(database().contains(hidden)).as("database").isFalse();
            assertThat(server.log().contains(hidden)).as("log").isFalse();
            assertThat(admin.events(user).toString().contains(hidden))
                    .as("events")
                    .isFalse();
        }
    }

    @Test
    void theProfileDoesNotRevealWhereAUserWas() throws SQLException {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().from("193.0.6.139").loginCompletely("workspace", user);
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery("select PROFILE from GH_PROFILE where USER_ID = '" + user.id() + "'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1))
                    .contains("Firefox")
                    .doesNotContain("193.0")
                    .doesNotContain("c10006");
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

    @Test
    @DisplayName(
            "The access log shows no secret of a link, a waiting page, an email of Keycloak's or a login in progress, and shows the rest")
    void theAccessLogShowsNoSecretOfAnAddress() {
        Admin.User user = admin.newUser("agent");
        Recoveries recoveries = new Recoveries(server);
        HttpBrowser browser = recoveries.browser();
        Page waiting = recoveries.ask(browser, "workspace", user);
        String link = recoveries.link(user);
        String secret = link.substring(link.indexOf('?') + 1);
        for (String changed : List.of(
                link,
                link.replace("?", "%3F"),
                link.replace("/?", "%2F"),
                link.replace("/gatehouse/", "//gatehouse/"),
                link.replace("/gatehouse/", "/Gatehouse/"))) {
            recoveries.browser().get(changed);
            recoveries.browser().head(changed);
        }
        browser.get(waiting.url());

        admin.send(
                "PUT",
                "/users/" + user.id() + "/execute-actions-email?client_id=workspace&redirect_uri="
                        + Admin.encode(HttpBrowser.CALLBACK),
                List.of("UPDATE_PROFILE"));
        recoveries.latest(user, 2);
        String ofKeycloak = Codes.link(server, user);
        recoveries.browser().get(ofKeycloak).press("open");

        Page password = recoveries.browser().open("workspace", "login_hint=" + user.email());
        password.enterPassword(user.email(), "wrong");

        String accesses = server.log()
                .lines()
                .filter(line -> line.contains("http.access-log]"))
                .collect(Collectors.joining("\n"));
        assertThat(accesses)
                .as("what is no secret")
                .contains("/realms/acme/protocol/openid-connect/auth")
                .contains("/realms/acme/login-actions/action-token")
                .contains("/realms/acme/login-actions/authenticate");
        assertThat(accesses.contains(secret)).as("the secret of a link").isFalse();
        assertThat(accesses.contains(secret.substring(0, secret.length() / 2)))
                .as("half of it")
                .isFalse();
        assertThat(accesses)
                .as("what stands in a query")
                .doesNotContain("?")
                .doesNotContain("key=")
                .doesNotContain("session_code")
                .doesNotContain(user.email());
        assertThat(accesses)
                .as("a page that waits")
                .doesNotContain(URI.create(waiting.url()).getRawPath());
    }

    @Test
    void theDocumentsSayWhatTheImageDoes() throws IOException {
        String documents = Files.readString(Compose.ROOT.resolve("docs/security/security-model.md"));
        for (String option : accessLogOptions()) {
            assertThat(documents).contains(option.replaceFirst("=(.*)", "='$1'"));
        }
    }

    /** The options of the image with the access log switched on. */
    private static List<String> accessLogOptions() {
        try (Stream<String> lines = Files.lines(Compose.ROOT.resolve("Dockerfile"))) {
            List<String> options = lines.map(Pattern.compile("KC_(HTTP_ACCESS_LOG_[A-Z]+)='([^']*)'")::matcher)
                    .filter(Matcher::find)
                    .map(found ->
                            "--" + found.group(1).toLowerCase(Locale.ROOT).replace('_', '-') + "=" + found.group(2))
                    .toList();
            assertThat(options).hasSize(2);
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertHidden(String code, Admin.User user, String when) throws SQLException {
        Pattern alone = Pattern.compile("(?<![0-9a-zA-Z])" + code + "(?![0-9a-zA-Z])");
        assertThat(alone.matcher(database()).find()).as("database, %s", when).isFalse();
        assertThat(alone.matcher(server.log()).find()).as("log, %s", when).isFalse();
        assertThat(admin.events(user).toString()).as("events, %s", when).doesNotContain(code);
    }

    /** The log lines of this project's own classes. */
    private static String ours(String log) {
        return log.lines().filter(line -> line.contains("[dev.gatehouse")).reduce("", String::concat);
    }

    private int profiles(Admin.User user) throws SQLException {
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                ResultSet rows =
                        statement.executeQuery("select count(*) from GH_PROFILE where USER_ID = '" + user.id() + "'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** The complete content of the database. */
    private String database() throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                ResultSet script = statement.executeQuery("script")) {
            while (script.next()) {
                lines.add(script.getString(1));
            }
        }
        String all = String.join("\n", lines);
        assertThat(all.contains("GH_PROFILE") && all.contains("USER_ENTITY"))
                .as("the whole database was read")
                .isTrue();
        return all;
    }
}
