package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies recovery against attackers who want another user's account, or who deceive its owner. */
class RecoveryAttacksTest {

    private static final String CHOICE = "kc-select-credential-form";
    private static final String UPDATE_PASSWORD_FORM = "kc-passwd-update-form";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    void aCodeBecomesInvalidWithTheLinkInItsEmail() {
        Admin.User changed = admin.newUser("agent");
        Page waiting = recoveries.ask(recoveries.browser(), "workspace", changed);
        String code = recoveries.code(changed);
        Recoveries.choose(recoveries.browser().get(recoveries.link(changed)), Recoveries.NEW_PASSWORD);
        assertThat(Recoveries.saying(type(waiting, code)))
                .as("after a change by the link")
                .isEqualTo("OVERTAKEN");

        Admin.User moved = admin.newUser("agent");
        Page ofTheOldMailbox = recoveries.ask(recoveries.browser(), "workspace", moved);
        String old = recoveries.code(moved);
        admin.update(moved, Map.of("email", "moved-" + moved.email()));
        assertThat(Recoveries.saying(type(ofTheOldMailbox, old)))
                .as("after a change of the address")
                .isEqualTo("OVERTAKEN");
    }

    @Test
    void confirmingAChangeSendsNoEmailToAnotherUser() {
        Admin.User user = admin.newUser("agent");
        Admin.User victim = admin.newUser("agent");
        HttpBrowser browser = signedIn(user);
        try (Admin.Restore forbidden = admin.realm(Map.of("resetPasswordAllowed", false))) {
            browser.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
            Page waiting = browser.post(browser.get(recoveries.link(user)).url(), Map.of("again", "on"));
            assertThat(waiting.text()).contains("Check your email");
            assertThat(browser.get(waiting.url() + "/other").has("gatehouse-forgot-form"))
                    .isFalse();
            browser.post(waiting.url(), Map.of("username", victim.email()));
        }
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(victim)).isEmpty();
    }

    @Test
    void aChangeThatTheDatabaseDoesNotKeepLeavesTheLinkGood() throws SQLException {
        Admin.User user = admin.newUser("agent");
        String link = recoveries.linkFor(user);
        Page page = recoveries.browser().get(link);
        try (Connection database = server.database();
                Statement statement = database.createStatement()) {
            statement.execute("alter table credential add constraint gh_as_it_is check (user_id <> '" + user.id()
                    + "' or created_date <= " + passwordCreated(statement, user) + ")");
            try {
                assertThat(Recoveries.saying(Recoveries.choose(page, Recoveries.NEW_PASSWORD)))
                        .isNotEqualTo("DONE");
            } finally {
                statement.execute("alter table credential drop constraint gh_as_it_is");
            }
        }
        assertThat(recoveries.isPassword(user, Admin.PASSWORD)).isTrue();
        Page again = recoveries.browser().get(link);
        assertThat(Recoveries.asksForPassword(again)).as(again.text()).isTrue();
        assertThat(Recoveries.saying(Recoveries.choose(again, Recoveries.NEW_PASSWORD)))
                .isEqualTo("DONE");
        await().until(() -> recoveries.mails(user).get(0).subject().endsWith("was changed"));
        assertThat(recoveries.mails(user))
                .extracting(Mail::subject)
                .as("no notice of what was not kept")
                .containsOnlyOnce("Your Acme Phone password was changed");
    }

    @Test
    void noPasswordIsTakenOverAConnectionThatTheRealmDoesNotAllow() {
        Admin.User user = admin.newUser("agent");
        String link = recoveries.linkFor(user);
        Page open = recoveries.browser().get(link);
        try (Admin.Restore secure = admin.realm(Map.of("sslRequired", "all"))) {
            assertThat(recoveries
                            .browser()
                            .get(server.realmUrl() + "/gatehouse/forgot")
                            .text())
                    .contains("HTTPS required");
            assertThat(Recoveries.asksForPassword(recoveries.browser().get(link)))
                    .isFalse();
            Page answer = Recoveries.choose(open, Recoveries.NEW_PASSWORD);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text()).contains("HTTPS required");
        }
        assertThat(Recoveries.asksForPassword(recoveries.browser().get(link))).isTrue();
    }

    @Test
    @DisplayName("A stranger skips the email in Keycloak's own reset flow only, and the log warns of it")
    void onlyTheStockResetSkipsTheEmailAndTheLogWarns() {
        boolean isWarned = server.log()
                .lines()
                .anyMatch(line -> line.contains("GATEHOUSE-709") && line.contains("CVE-2026-18963"));
        assertThat(skipTheEmail(admin.newUser("agent")).has(UPDATE_PASSWORD_FORM))
                .as("Gatehouse's flow")
                .isFalse();
        try (Admin.Restore stock = admin.realm(Map.of("resetCredentialsFlow", "reset credentials"))) {
            assertThat(skipTheEmail(admin.newUser("agent")).has(UPDATE_PASSWORD_FORM))
                    .as("Keycloak's, and the gate")
                    .isFalse();
            try (Admin.Restore open = admin.disabledAction("gatehouse-mfa-gate")) {
                assertThat(skipTheEmail(admin.newUser("agent")).has(UPDATE_PASSWORD_FORM))
                        .as("Keycloak's alone")
                        .isEqualTo(isWarned);
            }
        }
    }

    /** CVE-2026-18963: the page "Try another way" lets the user post to the step that waits for the email. */
    private Page skipTheEmail(Admin.User victim) {
        HttpBrowser stranger = recoveries.browser();
        String reset = stranger.open("workspace").enterEmail(victim.email()).link("reset-credentials");
        Page first = stranger.get(reset);
        Page choice = stranger.post(
                first.has("kc-reset-password-form") ? first.action("kc-reset-password-form") : reset,
                Map.of("tryAnotherWay", "on"));
        if (choice.has(CHOICE)) {
            choice.submit(CHOICE, Map.of("username", victim.email()));
        }
        Page waiting = stranger.get(reset);
        return waiting.has(CHOICE) ? stranger.post(waiting.action(CHOICE), Map.of()) : waiting;
    }

    @Test
    void aStrangerCannotPutAMessageIntoTheEmail() {
        for (String name : List.of("Account hacked call 18005550199 bot", "Please phone 1-800-555 bot")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser stranger = recoveries.browser().as(name);
            Recoveries.enter(stranger.get(server.realmUrl() + "/gatehouse/forgot"), user.email());
            assertThat(recoveries.latest(user, 1).text())
                    .contains("Device: unknown,")
                    .doesNotContain("call")
                    .doesNotContain("phone 1");
        }
    }

    @Test
    void aStolenSessionMovesNoMailboxAndRemovesNoPassword() throws Exception {
        Admin.User user = admin.newUser("agent");
        HttpBrowser thief = signedIn(user);
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            String token = Admin.JSON
                    .readTree(thief.refresh().text())
                    .get("access_token")
                    .asText();
            postToAccount(
                    token,
                    Map.of("username", user.email(), "email", "thief@evil.test", "firstName", "A", "lastName", "B"));
        }
        Page profile = thief.open("workspace", "kc_action=UPDATE_PROFILE");
        profile.submit(
                "kc-update-profile-form",
                Map.of("email", "thief@evil.test", "username", "thief@evil.test", "firstName", "A", "lastName", "B"));
        thief.open("workspace", "kc_action=UPDATE_EMAIL");
        assertThat(admin.get("/users/" + user.id()).get("email").asText()).isEqualTo(user.email());
        JsonNode password = admin.credentials(user).stream()
                .filter(credential -> credential.get("type").asText().equals("password"))
                .findFirst()
                .orElseThrow();
        assertThat(thief.open(
                                "workspace",
                                "kc_action=delete_credential:"
                                        + password.get("id").asText())
                        .press("accept")
                        .status())
                .isEqualTo(400);
        for (String action : List.of(
                "UPDATE_PASSWORD",
                "UPDATE_PASSWORD:x",
                "UPDATE_PASSWORD&kc_action_enforced=true&kc_action_executing=none")) {
            assertThat(thief.open("workspace", "kc_action=" + action).has("gatehouse-change-form"))
                    .as(action)
                    .isTrue();
        }
    }

    private void postToAccount(String token, Map<String, String> profile) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.realmUrl() + "/account"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Admin.JSON.writeValueAsString(profile)))
                .build();
        assertThat(Http.client()
                        .send(request, HttpResponse.BodyHandlers.ofString())
                        .statusCode())
                .as("passed over")
                .isIn(204, 400);
    }

    private static long passwordCreated(Statement statement, Admin.User user) throws SQLException {
        try (ResultSet created = statement.executeQuery(
                "select created_date from credential where type = 'password' and user_id = '" + user.id() + "'")) {
            created.next();
            return created.getLong(1);
        }
    }

    private HttpBrowser signedIn(Admin.User user) {
        HttpBrowser browser = recoveries.browser();
        try (Admin.Restore unchallenged = admin.unsuspicious()) {
            browser.login("workspace", user).tokens();
        }
        return browser;
    }

    private static Page type(Page waiting, String code) {
        return waiting.submit("gatehouse-recovery-code-form", Map.of("code", code));
    }
}
