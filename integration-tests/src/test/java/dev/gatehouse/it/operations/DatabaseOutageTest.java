package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.database.PrivateDatabase;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies what users see while the database is down, and that nothing is lost when it is back. */
class DatabaseOutageTest {

    private static PrivateDatabase database;
    private static TestServer server;

    @BeforeAll
    static void startBoth() {
        database = PrivateDatabase.postgreSql("outage");
        server = TestServer.on(database.database(), "outage", List.of("--log-level=info"));
    }

    @AfterAll
    static void stopBoth() {
        if (server != null) {
            server.close();
        }
        if (database != null) {
            database.close();
        }
    }

    @Test
    @DisplayName("Without the database no user gets in, and afterwards devices and codes are still valid")
    void aDatabaseOutageLetsNoUserInAndLosesNothing() {
        Admin.User regular = server.admin().newUser("agent");
        HttpBrowser known = server.newBrowser();
        known.loginCompletely("workspace", regular);
        assertThat(known.signOut().login("workspace", regular).isBackInTheApp())
                .as("the device is known")
                .isTrue();
        known.signOut();
        Admin.User newcomer = server.admin().newUser("agent");
        Page codePage = server.newBrowser().login("workspace", newcomer);
        String code = Codes.latest(server, newcomer);

        database.crash();
        try {
            refused(codePage.enterCode(Codes.wrong(code, 1)));
            refused(attempt(known, regular));
            refused(attempt(server.newBrowser(), regular));
            refused(attempt(server.newBrowser(), newcomer));
        } finally {
            database.resume();
        }

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(known.login("workspace", regular).isBackInTheApp())
                                .as("the device is still known")
                                .isTrue());
        Page again = codePage.enterCode(code);
        assertThat(again.error()).as("the page was sent before").startsWith("That page or link was out of date.");
        assertThat(again.enterCode(code).isBackInTheApp())
                .as("the code that was emailed before is still valid")
                .isTrue();
        assertThat(server.newBrowser().login("workspace", regular).asksForCode())
                .as("an unknown device is challenged")
                .isTrue();
        assertThat(server.newBrowser().login("workspace", newcomer).asksForCode())
                .as("a new user is challenged")
                .isTrue();
    }

    @Test
    void aRightCodeThatCouldNotBeStoredDoesNotAdmitAnotherUser() {
        Admin.User user = server.admin().newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page codePage = browser.login("workspace", user);
        String code = Codes.latest(server, user);

        database.crash();
        try {
            refused(codePage.enterCode(code));
        } finally {
            database.resume();
        }

        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(
                                server.newBrowser().login("workspace", user).asksForCode())
                        .as("the login was not completed, so nothing was learned")
                        .isTrue());
        Page again = browser.login("workspace", user);
        assertThat(again.asksForCode() || again.isBackInTheApp())
                .as("the person who typed it can go on: %s", again.text())
                .isTrue();
    }

    /** Signs in, as far as pages are shown. */
    private static Page attempt(HttpBrowser browser, Admin.User user) {
        Page page = browser.open("workspace");
        if (page.has("kc-form-login") && !page.has("password")) {
            page = page.enterEmail(user.email());
        }
        return page.has("kc-form-login") ? page.enterPassword(user.email(), Admin.PASSWORD) : page;
    }

    private static void refused(Page page) {
        assertThat(page.isBackInTheApp()).as(page.text()).isFalse();
        assertThat(page.text()).as("an answer").isNotBlank();
        assertThat(page.html()).doesNotContain("Exception", "org.postgresql", "at dev.gatehouse", "at org.keycloak");
    }
}
