package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that Gatehouse fails closed: if something is missing or broken, no login passes unchallenged that would otherwise be challenged,
 * and the user reads what happened.
 */
class FailClosedTest {

    private static final String GATE = "gatehouse-mfa-gate";
    private static final KnownDeviceUsers USERS = new KnownDeviceUsers();

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final KnownDeviceUsers.KnownDeviceUser knownUser = USERS.take(server);
    private final Admin.User user = knownUser.user();
    private final HttpBrowser known = knownUser.browser();

    @BeforeEach
    void theirDeviceIsKnown() {
        assertThat(known.login("workspace", user).isBackInTheApp())
                .as("the device is known")
                .isTrue();
        known.signOut();
    }

    @Test
    void anExecutionWithoutSettingsFollowsTheGate() {
        try (Admin.Restore unconfigured = admin.unconfiguredFlow("workspace")) {
            assertThat(known.login("workspace", user).isBackInTheApp()).isTrue();
            assertThat(server.newBrowser()
                            .login("workspace", admin.newUser("agent"))
                            .asksForCode())
                    .isTrue();
        }
    }

    @Test
    @DisplayName(
            "If the settings that were valid last cannot be read, every login is challenged in enforce, none in off")
    void whenTheLastValidSettingsCannotBeReadLoginsAreChallenged() throws SQLException {
        execute("alter table GH_SETTINGS rename to GH_SETTINGS_AWAY");
        try {
            try (Admin.Restore mistaken = admin.uncheckedAction(GATE, Map.of("threshold", "much"))) {
                Page page = challengedByEmail();
                assertThat(page.enterCode(Codes.latest(server, user)).isBackInTheApp())
                        .isTrue();
                assertThat(lastLogin().get("gatehouse_reasons").asText()).startsWith("configuration ");
            }
            try (Admin.Restore off = admin.uncheckedAction(GATE, Map.of("mode", "off", "threshold", "more"))) {
                assertThat(server.newBrowser()
                                .login("workspace", admin.newUser("agent"))
                                .isBackInTheApp())
                        .isTrue();
            }
        } finally {
            execute("alter table GH_SETTINGS_AWAY rename to GH_SETTINGS");
        }
        assertThat(server.log())
                .contains("threshold must be a number from -100 to 100")
                .contains("GATEHOUSE-402")
                .contains("GATEHOUSE-416");
        assertThat(known.signOut().login("workspace", user).isBackInTheApp())
                .as("with valid settings")
                .isTrue();
    }

    @Test
    void withADamagedProfileTheLoginIsChallengedAndAFreshProfileBegun() throws SQLException {
        execute("update GH_PROFILE set PROFILE = '{\"v\":1,\"prefixes\":' where USER_ID = ?", user.id());
        Page page = challengedByEmail();
        assertThat(page.enterCode(Codes.latest(server, user)).isBackInTheApp()).isTrue();
        assertThat(lastLogin().get("gatehouse_reasons").asText()).contains("profile_unreadable ");
        assertThat(known.signOut().login("workspace", user).isBackInTheApp()).isTrue();
    }

    /** Does not wait for the email gap: the challenge itself needs no email. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROFILE = ''",
                "PROFILE = 'null'",
                "PROFILE = '[]'",
                "PROFILE = '{}'",
                "PROFILE = '{\"v\":99}'",
                "PROFILE = '{\"v\":2,\"habit\":\"x\"}'",
                "PROFILE = repeat('[', 4000)",
                "PROFILE = '{\"v\":2,\"habit\":[1e999,3,1,1,0,0]}'",
                "PROFILE = '{\"v\":2,\"habit\":[1,3,99999999999999999,1,0,0]}'",
                "DEVICES = 'x'",
                "DEVICES = repeat('a 9 9;', 100)"
            })
    @DisplayName("Whatever a profile row holds, no user gets in unchallenged and no user sees an exception")
    void aDamagedProfileChallengesAndShowsNoException(String damage) throws SQLException {
        execute("update GH_PROFILE set " + damage + " where USER_ID = ?", user.id());
        Page page = known.login("workspace", user);
        assertThat(page.status()).as(page.text()).isLessThan(500);
        assertThat(page.isBackInTheApp()).isFalse();
        assertThat(page.asksForCode()).as(page.text()).isTrue();
    }

    @Test
    void cachesThatAreClearedBetweenEmailAndCodeLoseNothing() {
        HttpBrowser browser = server.newBrowser();
        knownUser.waitForTheNextEmail();
        Page page = browser.login("workspace", user);
        assertThat(page.asksForCode()).isTrue();
        for (String cache : List.of("user", "realm", "keys", "crl")) {
            admin.send("POST", "/clear-" + cache + "-cache", null);
        }
        assertThat(page.enterCode(Codes.latest(server, user)).isBackInTheApp()).isTrue();
        assertThat(browser.signOut().login("workspace", user).isBackInTheApp())
                .as("the device is known")
                .isTrue();
        assertThat(known.signOut().login("workspace", user).isBackInTheApp())
                .as("so is the one before")
                .isTrue();
    }

    @Test
    void whenTheProfileCannotBeReadFromTheDatabaseTheLoginIsChallenged() throws SQLException {
        execute("alter table GH_PROFILE rename to GH_PROFILE_AWAY");
        try {
            Page page = challengedByEmail();
            assertThat(page.enterCode(Codes.latest(server, user)).isBackInTheApp())
                    .isTrue();
            assertThat(lastLogin().get("gatehouse_reasons").asText()).contains("profile_unreadable ");
        } finally {
            execute("alter table GH_PROFILE_AWAY rename to GH_PROFILE");
        }
        assertThat(known.signOut().login("workspace", user).isBackInTheApp()).isTrue();
    }

    @Test
    @DisplayName(
            "A node that dies while it secures an account, between the update of the caches and the database, locks no user out")
    void whatTheDatabaseDoesNotKnowWasNotSecured() throws SQLException {
        Admin.User secured = admin.newUser("agent");
        admin.setPassword(secured, Recoveries.NEW_PASSWORD);
        execute("update GH_PROFILE set SECURED_AT = null where USER_ID = ?", secured.id());
        Page challenged = server.newBrowser().login("workspace", secured, Recoveries.NEW_PASSWORD);
        assertThat(challenged.enterCode(Codes.latest(server, secured)).isBackInTheApp())
                .as(challenged.text())
                .isTrue();
    }

    @Test
    void whenTheMailServerRefusesTheUserReadsItAtOnceAndCanTryAgain() {
        HttpBrowser unknown = server.newBrowser();
        knownUser.waitForTheNextEmail();
        server.inbox().outage(true);
        Page page;
        try {
            page = unknown.login("workspace", user);
            assertThat(page.error()).startsWith("We could not send the security code. Try again in a moment");
            assertThat(page.hasCodeField()).isFalse();
            for (int number = 0; number < 6; number++) {
                page = page.send();
                assertThat(page.error()).startsWith("We could not send the security code");
            }
            assertThat(page.isBackInTheApp()).isFalse();
        } finally {
            server.inbox().outage(false);
        }
        page = page.send();
        assertThat(page.hasCodeField()).isTrue();
        assertThat(page.enterCode(Codes.latest(server, user)).isBackInTheApp()).isTrue();
        assertThat(admin.failures(user)).isZero();
        assertThat(admin.events(user))
                .extracting(event -> event.path("error").asText())
                .contains("email_send_failed");
    }

    @Test
    void whenTheMailServerHangsTheUserReadsItWithinSeconds() throws Exception {
        try (ServerSocket hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Map<String, Object> smtp = new HashMap<>();
            admin.get("")
                    .get("smtpServer")
                    .properties()
                    .forEach(field -> smtp.put(field.getKey(), field.getValue().asText()));
            smtp.put("port", Integer.toString(hanging.getLocalPort()));
            // Longer than a user should wait: the timeout must be that of the MFA step.
            smtp.put("timeout", "30000");
            knownUser.waitForTheNextEmail();
            try (Admin.Restore elsewhere = admin.realm(Map.of("smtpServer", smtp))) {
                Instant start = Instant.now();
                Page page = server.newBrowser().login("workspace", user);
                assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
                assertThat(page.error()).contains("The email server is slow");
                assertThat(page.isBackInTheApp()).isFalse();
            }
        }
    }

    @Test
    void aUserWithoutAddressGetsAPageThatSaysSoAndNoLogin() {
        String name = "nobody-" + UUID.randomUUID();
        Admin.User without;
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore relaxed = admin.optionalEmail()) {
            without = admin.newUserNamed(name, null, "agent");
        }
        Page page = server.newBrowser().login("workspace", without);
        assertThat(page.isBackInTheApp()).isFalse();
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text()).contains("your account has no email address").contains("Ask your administrator");
        assertThat(admin.events(without))
                .extracting(event -> event.path("error").asText())
                .contains("gatehouse_no_email");
    }

    @Test
    void anAdministratorWithoutAddressIsReferredToAnotherOne() {
        Admin.User without;
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore relaxed = admin.optionalEmail()) {
            without = admin.newUserNamed("admin-" + UUID.randomUUID(), null, "agent");
        }
        admin.grantOf("realm-management", without, "manage-users");
        Page page = server.newBrowser().login("workspace", without);
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.text())
                .contains("Ask another administrator to add one")
                .contains("bootstrap-admin service")
                .doesNotContain("Ask your administrator");
    }

    @Test
    void aUserWhoIsDisabledWhileTypingDoesNotGetIn() {
        knownUser.waitForTheNextEmail();
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        admin.update(user, Map.of("enabled", false));
        Page answer = page.enterCode(code);
        assertThat(answer.isBackInTheApp()).isFalse();
        assertThat(answer.status()).isLessThan(500);
    }

    @Test
    @DisplayName(
            "Without a country database logins are challenged, and many at once do not starve each other of connections")
    void withoutACountryDatabaseLoginsAreChallenged() throws Exception {
        try (TestServer poor = TestServer.with(
                "keycloak-poor",
                List.of(
                        "--spi-gatehouse-address-data--default--country-database=/nowhere/country.mmdb",
                        // These two by their former names.
                        "--spi-authenticator--gatehouse-adaptive-mfa--asn-database=/nowhere/asn.mmdb",
                        "--spi-authenticator--gatehouse-adaptive-mfa--network-list=/nowhere/networks.txt",
                        "--db-pool-initial-size=1",
                        "--db-pool-min-size=1",
                        "--db-pool-max-size=3"))) {
            Admin.User someone = poor.admin().newUser("agent");
            HttpBrowser browser = poor.newBrowser();
            browser.loginCompletely("workspace", someone);
            assertThat(browser.signOut().login("workspace", someone).asksForCode())
                    .isTrue();
            assertThat(poor.log())
                    .contains("GATEHOUSE-101")
                    .contains("/nowhere/country.mmdb")
                    .contains("GATEHOUSE-103")
                    .contains("/nowhere/asn.mmdb")
                    .contains("GATEHOUSE-105")
                    .contains("/nowhere/networks.txt");
            assertThat(poor.admin().events(someone))
                    .extracting(event ->
                            event.path("details").path("gatehouse_reasons").asText())
                    .anyMatch(reasons ->
                            reasons.contains("country_database_missing") && reasons.contains("network_list_missing"));

            manyAtOnce(poor, 14);
            assertThat(poor.log()).doesNotContain("GATEHOUSE-201").doesNotContain("GATEHOUSE-303");
        }
    }

    private static void manyAtOnce(TestServer poor, int number) throws Exception {
        List<Callable<Page>> logins = new ArrayList<>();
        for (int login = 0; login < number; login++) {
            Admin.User each = poor.admin().newUser("agent");
            Page form = poor.newBrowser().open("workspace").enterEmail(each.email());
            logins.add(() -> form.enterPassword(each.email(), Admin.PASSWORD));
        }
        poor.admin().send("POST", "/clear-user-cache", null);
        ExecutorService threads = Executors.newFixedThreadPool(number);
        try {
            for (Future<Page> page : threads.invokeAll(logins)) {
                assertThat(page.get().hasCodeField())
                        .as("%d %s", page.get().status(), page.get().text())
                        .isTrue();
            }
        } finally {
            threads.shutdown();
        }
    }

    /** The device is known, and the login is challenged all the same. */
    private Page challengedByEmail() {
        knownUser.waitForTheNextEmail();
        Page page = known.login("workspace", user);
        assertThat(page.asksForCode()).isTrue();
        return page;
    }

    private JsonNode lastLogin() {
        return admin.events(user).stream()
                .filter(event -> event.get("type").asText().equals("LOGIN"))
                .findFirst()
                .orElseThrow()
                .get("details");
    }

    private void execute(String sql, String... parameters) throws SQLException {
        try (Connection database = server.database();
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int index = 0; index < parameters.length; index++) {
                statement.setString(index + 1, parameters[index]);
            }
            statement.executeUpdate();
        }
    }
}
