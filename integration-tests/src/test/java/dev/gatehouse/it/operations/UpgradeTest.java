package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.database.DatabaseRows;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.Cluster;
import dev.gatehouse.testsupport.server.PreviousRelease;
import dev.gatehouse.testsupport.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Verifies a rolling upgrade from the previous release: a node with its JARs issues everything, a node of this build joins, and the first
 * one stops. No user is challenged because of it, and nothing ends. The tests share the upgrade, which the first of them runs.
 */
@Tag("operations")
@Tag("cluster")
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class UpgradeTest {

    private static Cluster cluster;
    private static SettingsAtExecutions formerRealm;

    @BeforeAll
    static void start() {
        List<Path> previous = PreviousRelease.providers();
        cluster = Cluster.begunWith(previous);
        formerRealm = new SettingsAtExecutions(cluster.first());
        formerRealm.assertDecides("before the upgrade");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    @Order(1)
    @DisplayName(
            "Sessions, offline tokens, devices, links and pending logins of the release before continue, and no user is challenged")
    void anUpgradeChallengesNoUserAndEndsNothing() {
        TestServer old = cluster.first();
        Admin admin = old.admin();
        Recoveries recoveries = new Recoveries(old);
        Clients.added(
                admin,
                "asking-app",
                Map.of(
                        "publicClient",
                        true,
                        "standardFlowEnabled",
                        true,
                        "consentRequired",
                        true,
                        "redirectUris",
                        List.of(HttpBrowser.CALLBACK)));

        Admin.User signedIn = admin.newUser("agent");
        HttpBrowser session = recoveries.browser();
        session.loginCompletely("workspace", signedIn);
        Admin.User offline = admin.newUser("agent");
        HttpBrowser app = recoveries.browser();
        Page challenged =
                app.open("workspace", "scope=openid%20offline_access").enterPassword(offline.email(), Admin.PASSWORD);
        challenged.enterCode(Codes.latest(old, offline)).tokens();
        Admin.User forgetful = admin.newUser("agent");
        String link = recoveries.linkFor(forgetful);
        Admin.User atCode = admin.newUser("agent");
        Page codePage = recoveries.browser().login("workspace", atCode);
        Admin.User atConsent = admin.newUser("agent");
        Page consent = recoveries.browser().login("asking-app", atConsent).enterCode(Codes.latest(old, atConsent));
        assertThat(consent.element("[name=accept]")).isNotNull();
        Admin.User byGrant = admin.newUser("agent");
        JsonNode grant = new DirectGrant(old).call(byGrant, Map.of());
        String grantCode = Codes.latest(old, byGrant);
        Admin.User suspicious = admin.newUser("agent");
        recoveries.askNotMe(recoveries.browser(), suspicious);
        String notMe = recoveries.link(suspicious);

        cluster.join();
        assertWorksOnBoth(session, signedIn);
        assertNotErasedByTheReleaseBefore(recoveries);
        cluster.onlyTo(cluster.second());
        old.stop();
        cluster.awaitMembers(1);

        assertThat(session.refresh().text()).as("a refresh token").contains("access_token");
        assertThat(session.open("workspace").isBackInTheApp()).as("a session").isTrue();
        assertThat(app.refresh().text()).as("an offline token").contains("access_token");
        assertThat(session.signOut()
                        .login("workspace", signedIn)
                        .tokens()
                        .get("mfa")
                        .asText())
                .as("a known device")
                .isEqualTo("known-device");
        assertThat(codePage.enterCode(Codes.latest(old, atCode))
                        .tokens()
                        .get("mfa")
                        .asText())
                .as("a code that was emailed")
                .isEqualTo("email");
        assertThat(consent.press("accept").tokens().get("sub").asText())
                .as("a login at its last page")
                .isEqualTo(atConsent.id());
        JsonNode tokens = new DirectGrant(old)
                .call(byGrant, Map.of("mfa_token", grant.get("mfa_token").asText(), "code", grantCode));
        assertThat(tokens.has("access_token"))
                .as("the code of a direct grant: %s", tokens)
                .isTrue();
        Page choosing = recoveries.browser().get(link);
        assertThat(Recoveries.asksForPassword(choosing))
                .as("a link: %s", choosing.text())
                .isTrue();
        assertThat(Recoveries.saying(Recoveries.choose(choosing, Recoveries.NEW_PASSWORD)))
                .isEqualTo("DONE");
        assertThat(recoveries
                        .browser()
                        .get(notMe)
                        .submit("gatehouse-secure-form", Map.of("secure", "on"))
                        .text())
                .contains("Everyone has been signed out");

        cluster.second().admin().setPassword(offline, Recoveries.NEW_PASSWORD);
        assertThat(app.refresh().text())
                .as("once the account is secured, what was issued before the upgrade is void")
                .contains("invalid_grant");
    }

    @Test
    @Order(2)
    @DisplayName(
            "Settings at executions decide as before, until set-up moves them into the form of the gate, and after that,"
                    + " too")
    void settingsAtExecutionsDecideAsBefore() {
        formerRealm.continueOn(cluster.second());
        formerRealm.assertDecides("after the upgrade");
        formerRealm.assertOnlyTheSettingsAreNoted();
        formerRealm.assertSetupMovesThemAndUndoGivesThemBack();
        formerRealm.assertKnowsTheDevice();
    }

    /** Asserts that a session of the previous release works on both nodes during the upgrade. */
    private static void assertWorksOnBoth(HttpBrowser session, Admin.User user) {
        for (TestServer node : List.of(cluster.first(), cluster.second(), cluster.first())) {
            cluster.onlyTo(node);
            assertThat(session.open("workspace").tokens().get("sub").asText()).isEqualTo(user.id());
            assertThat(session.refresh().text()).contains("access_token");
        }
    }

    /** Asserts that a node of the previous release, which writes the row of an account, does not undo that a new node has secured it. */
    private static void assertNotErasedByTheReleaseBefore(Recoveries recoveries) {
        DatabaseRows rows = new DatabaseRows(cluster.database().database());
        Admin.User user = cluster.second().admin().newUser("agent");
        HttpBrowser browser = recoveries.browser();
        cluster.onlyTo(cluster.second());
        cluster.second().admin().setPassword(user, Recoveries.NEW_PASSWORD);
        String query = "select coalesce(max(SECURED_AT), 0) from GH_PROFILE where USER_ID = ?";
        double secured = rows.number(query, user.id());
        assertThat(secured).isPositive();
        cluster.onlyTo(cluster.first());
        browser.login("workspace", user, Recoveries.NEW_PASSWORD)
                .enterCode(Codes.latest(cluster.first(), user))
                .tokens();
        assertThat(rows.number(query, user.id())).isEqualTo(secured);
    }
}
