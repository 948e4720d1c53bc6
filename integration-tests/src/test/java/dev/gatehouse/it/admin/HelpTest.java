package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies the five acts of help for one person: what a helper calls, and what the person then meets at a login. */
class HelpTest {

    private static final String REASON = "{\"reason\":\"ticket 4711, phone lost\"}";
    private static final String PASS_INTRO = "Type the pass that support gave you";
    private static final Pattern SIX_DIGITS = Pattern.compile("\\b\\d{6}\\b");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);
    private final Admin.User helper = admin.newUser("support");
    private final AdminCalls help = AdminCalls.by(server, helper);

    @Test
    @Tag("smoke")
    @DisplayName("A person who has used up the ten wrong codes is unlocked, and signs in with the next right one")
    void unlockingHelpsAPersonWhoHasUsedUpTheWrongCodes() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        useUpTheWrongCodes(user, app);
        admin.send("DELETE", "/attack-detection/brute-force/users/" + user.id(), null);
        admin.send("POST", "/users/" + user.id() + "/logout", null);
        assertThat(recoveries.browser().login("workspace", user).error())
                .as("what Keycloak's own console offers does not help")
                .startsWith("Too many incorrect codes");

        assertThat(act(user, "DELETE", "limits").get("disabled").asBoolean()).isFalse();

        assertThat(recoveries
                        .browser()
                        .login("workspace", user)
                        .enterCode(app.code())
                        .isBackInTheApp())
                .isTrue();
        assertMailed(user, "Your Acme Phone account is unlocked");
        assertRecorded(user, "limits", "unlock");
    }

    @Test
    @DisplayName("Unlocking lifts the limits of emails with codes and with links, and a temporary lockout")
    void unlockingLiftsTheLimitsOfEmailsAndATemporaryLockout() {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.browser().login("workspace", user);
        for (int number = 2; number <= 5; number++) {
            server.passTheEmailGap(user);
            page = page.send();
        }
        server.passTheEmailGap(user);
        page = page.send();
        assertThat(mailsWithCode(user)).as("no sixth").hasSize(5);
        try (Admin.Restore strict = admin.realm(Map.of("failureFactor", 2))) {
            for (int number = 0; number < 3; number++) {
                recoveries.browser().login("workspace", user, "wrong");
            }
            await().atMost(PATIENCE).until(() -> admin.get("/attack-detection/brute-force/users/" + user.id())
                    .get("disabled")
                    .asBoolean());
        }

        act(user, "DELETE", "limits");

        assertThat(admin.failures(user)).isZero();
        Page again = recoveries.browser().login("workspace", user);
        if (again.hasSendButton() && !again.hasCodeField()) {
            again = again.send();
        }
        assertThat(mailsWithCode(user)).as("a sixth").hasSize(6);
        assertThat(again.enterCode(Codes.latest(server, user)).isBackInTheApp()).isTrue();
    }

    @Test
    @Tag("smoke")
    void aPassLetsAPersonInOnceInPlaceOfTheSecondFactor() {
        Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        HttpResponse<String> response = help.send("POST", path(user, "pass"), REASON);
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode issued = json(response);
        String pass = issued.get("pass").asText();
        assertThat(pass).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        assertThat(Instant.parse(issued.get("expiresAt").asText()))
                .isBetween(Instant.now().plusSeconds(13 * 60), Instant.now().plusSeconds(15 * 60));
        assertThat(issued.get("notified").asBoolean()).isTrue();

        HttpBrowser browser = recoveries.browser();
        Page asked = browser.login("workspace", user);
        assertThat(asked.text()).as("the person's own factor comes first").contains("Open your authenticator app");
        Page field = asked.postFactor("recovery-code");
        assertThat(field.text()).contains(PASS_INTRO);
        JsonNode token =
                field.enterCode(pass.toLowerCase(Locale.ROOT).replace("-", " ")).tokens();
        assertThat(token.get("mfa").asText()).isEqualTo("recovery-code");

        Page next = browser.signOut().login("workspace", user);
        assertThat(next.text()).as("for one login, so the device is not known").contains("Open your authenticator app");
        assertThat(next.offersFactor("recovery-code")).isFalse();
        assertThat(next.postFactor("recovery-code").text()).doesNotContain(PASS_INTRO);
        Mail mail = assertMailed(user, "A one-time pass for your Acme Phone account");
        assertThat(mail.text())
                .contains("within 15 minutes", helper.email())
                .doesNotContain(pass)
                .doesNotContain("4711");
        JsonNode event = assertRecorded(user, "pass", "let_in_once");
        assertThat(event.toString()).doesNotContain(pass).doesNotContain(pass.replace("-", ""));
        assertThat(admin.events(user))
                .anyMatch(used -> used.at("/details/gatehouse_action").asText().equals("pass_used"))
                .noneMatch(any -> any.toString().contains(pass));
    }

    @Test
    void aPassWorksWhileWrongCodesBlockAllOthers() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        useUpTheWrongCodes(user, app);
        String pass = pass(user);
        Page field = recoveries.browser().login("workspace", user).postFactor("recovery-code");
        assertThat(field.error()).isEmpty();
        Page wrong = field.enterCode("AAAA-AAAA-AAAA");
        assertThat(wrong.error()).startsWith("The pass is not correct");
        assertThat(wrong.enterCode(pass).isBackInTheApp()).isTrue();
    }

    @Test
    @DisplayName("A person with neither an address nor a factor is let in, and the helper learns that nobody was told")
    void aPassLetsInAPersonWithoutAnyFactor() {
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore optional = admin.optionalEmail()) {
            Admin.User user = admin.newUserWithoutEmail(List.of(), "agent");
            assertThat(recoveries.browser().login("workspace", user).status()).isEqualTo(403);
            JsonNode issued = act(user, "POST", "pass");
            assertThat(issued.get("notified").asBoolean()).isFalse();
            Page field = recoveries.browser().login("workspace", user);
            assertThat(field.text()).contains(PASS_INTRO);
            assertThat(field.enterCode(issued.get("pass").asText()).isBackInTheApp())
                    .isTrue();
        }
    }

    @Test
    void aPassWorksInADirectGrantToo() {
        Admin.User user = admin.newUser("agent");
        String pass = pass(user);
        DirectGrant phone = new DirectGrant(server);
        JsonNode challenge = phone.call(user, Map.of("mfa_delivery", "recovery-code"));
        assertThat(challenge.get("error_description").asText()).contains("one-time pass");
        JsonNode tokens =
                phone.call(user, Map.of("mfa_token", challenge.get("mfa_token").asText(), "code", pass));
        assertThat(tokens.has("access_token")).isTrue();
        assertThat(tokens.has("device_token")).as("for one login").isFalse();
    }

    @Test
    @DisplayName("A list of recovery codes goes on working beside a pass, and a pass never stands in for a password")
    void aPassIsNoPassword() {
        Admin.User user = admin.newUser("agent");
        String pass = pass(user);
        assertThat(recoveries.browser().login("workspace", user, pass).asksForPassword())
                .isTrue();
        assertThat(new DirectGrant(server)
                        .call(user, Map.of("password", pass))
                        .path("error")
                        .asText())
                .isEqualTo("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "400, reason_missing, ''",
        "400, reason_missing, '{}'",
        "400, reason_missing, '{\"reason\":\" - \u200b \"}'",
        "400, reason_missing, '{\"reason\":null}'",
        "400, invalid_body, '{\"reason\":4711}'",
        "400, invalid_body, '[\"ticket\"]'",
        "400, invalid_body, '{\"reason\":'",
        "400, reason_invalid, '{\"reason\":\"one\\ntwo\"}'",
        "400, reason_invalid, '{\"reason\":\"one\\u2028two\"}'"
    })
    void aReasonMustBeTyped(int status, String error, String body) {
        Admin.User user = admin.newUser("agent");
        for (String[] act : new String[][] {
            {"DELETE", "limits"}, {"POST", "pass"}, {"DELETE", "history"}, {"POST", "sign-out"}, {"POST", "lock-down"}
        }) {
            HttpResponse<String> refused = help.send(act[0], path(user, act[1]), body);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(status);
            assertThat(json(refused).get("error").asText()).isEqualTo(error);
            assertThat(json(refused).get("errorMessage").asText()).endsWith(".");
        }
        assertThat(recoveries.isPassword(user, Admin.PASSWORD)).isTrue();
        assertThat(admin.get("/admin-events?max=50").toString())
                .as("nothing was done")
                .doesNotContain("gatehouse/users/" + user.id());
    }

    @Test
    @DisplayName("A reason of 300 characters is kept as it was typed, markup included, and one of 301 is refused")
    void aReasonIsKeptAsItWasTyped() {
        Admin.User user = admin.newUser("agent");
        String markup = "<script>alert(1)</script> ${7*7} {0} 'quoted' ☎";
        String reason = markup + "x".repeat(300 - markup.codePointCount(0, markup.length()));
        assertThat(help.call("POST", path(user, "pass") + "?reason=" + Admin.encode(reason + "x"))
                        .statusCode())
                .isEqualTo(400);
        HttpResponse<String> issued = help.call("POST", path(user, "pass") + "?reason=" + Admin.encode(reason));
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(200);
        assertThat(recorded(user, "pass").at("/details/gatehouse_help_reason").asText())
                .isEqualTo(reason);
        Mail mail = assertMailed(user, "A one-time pass for your Acme Phone account");
        assertThat(mail.html()).doesNotContain("alert(1)");
        assertThat(mail.text()).doesNotContain("alert(1)");
    }

    @Test
    void signingOutEndsAllSessions() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser first = recoveries.browser();
        first.loginCompletely("workspace", user);
        HttpBrowser second = recoveries.browser();
        server.passTheEmailGap(user);
        second.loginCompletely("workspace", user);
        server.passASecond();

        assertThat(act(user, "POST", "sign-out").get("sessions").asInt()).isEqualTo(2);

        assertThat(first.refresh().text()).contains("invalid_grant");
        assertThat(second.refresh().text()).contains("invalid_grant");
        assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        assertThat(first.signOut().login("workspace", user).isBackInTheApp())
                .as("password and device are as before")
                .isTrue();
        assertMailed(user, "You were signed out of Acme Phone");
        assertRecorded(user, "sign-out", "sign_out");
    }

    @Test
    void forgettingDeletesWhatIsKnownAndIsNotMailed() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        int mails = recoveries.mails(user).size();
        act(user, "DELETE", "history");
        assertThat(browser.signOut().login("workspace", user).asksForCode()).isTrue();
        assertThat(recoveries.mails(user)).hasSizeLessThanOrEqualTo(mails + 1);
        assertRecorded(user, "history", "forget");
    }

    @Test
    @DisplayName(
            "Locking down ends sessions, devices, codes, links and passes, and the old password, until the owner resets it by mail")
    void lockingDownLeavesNothingButTheMailbox() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser intruder = recoveries.browser();
        intruder.loginCompletely("workspace", user);
        String link = recoveries.linkFor(user);
        String pass = pass(user);
        server.passTheEmailGap(user);
        Page inProgress = recoveries.browser().login("workspace", user);
        String code = Codes.latest(server, user);
        server.passASecond();

        JsonNode done = act(user, "POST", "lock-down");

        assertThat(done.get("password").asText()).isEqualTo("void");
        assertThat(done.get("sessions").asInt()).isEqualTo(1);
        assertThat(intruder.refresh().text()).contains("invalid_grant");
        assertThat(inProgress.postCode(code).isBackInTheApp())
                .as("a login that had begun")
                .isFalse();
        assertThat(Recoveries.asksForPassword(recoveries.browser().get(link)))
                .as("an older link")
                .isFalse();
        assertThat(recoveries.isPassword(user, Admin.PASSWORD)).isFalse();
        assertThat(new DirectGrant(server).call(user, Map.of()).path("error").asText())
                .isEqualTo("invalid_grant");
        assertThat(admin.credentialTypes(user)).containsExactly("password");
        assertThat(admin.events(user))
                .anyMatch(
                        event -> event.at("/details/gatehouse_action").asText().equals("account_locked_down"));
        assertMailed(user, "Your Acme Phone account was locked down");
        assertRecorded(user, "lock-down", "lock_down");

        server.passTheEmailGap(user);
        Page chosen = Recoveries.choose(recoveries.browser().get(newLink(user, link)), Recoveries.NEW_PASSWORD);
        assertThat(Recoveries.saying(chosen)).isEqualTo("DONE");
        Page asked = recoveries.browser().login("workspace", user, Recoveries.NEW_PASSWORD);
        assertThat(asked.asksForCode()).as("nothing is known any more").isTrue();
        assertThat(asked.postFactor("recovery-code").text())
                .as("the pass is void")
                .doesNotContain(PASS_INTRO);
        assertThat(pass).isNotBlank();
    }

    @Test
    @DisplayName("Where passwords have a history, the one that was made void cannot be chosen again")
    void theVoidPasswordStaysInTheHistory() {
        String policy = admin.get("").get("passwordPolicy").asText();
        try (Admin.Restore history = admin.realm(Map.of("passwordPolicy", policy + " and passwordHistory(3)"))) {
            Admin.User user = admin.newUser("agent");
            act(user, "POST", "lock-down");
            Page form = recoveries.browser().get(recoveries.linkFor(user));
            assertThat(Recoveries.asksForPassword(Recoveries.choose(form, Admin.PASSWORD)))
                    .as("the old one is refused")
                    .isTrue();
            assertThat(Recoveries.saying(Recoveries.choose(form, Recoveries.NEW_PASSWORD)))
                    .isEqualTo("DONE");
        }
    }

    @Test
    void aHelperLooksPeopleUpAndReadsWhatIsKnown() {
        Admin.User user = admin.newUser("agent");
        Admin.User owner = admin.newUser("owner");
        for (Admin.User anybody : List.of(user, owner)) {
            assertThat(help.call("GET", "/users/" + anybody.id()).statusCode()).isEqualTo(200);
            assertThat(help.call("GET", path(anybody, "history")).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void anAdministratorWhoMayManageUsersDoesTheSame() {
        AdminCalls calls = AdminCalls.with(server, "manage-users");
        Admin.User owner = admin.newUser("owner");
        for (String[] act : new String[][] {
            {"DELETE", "limits"}, {"POST", "pass"}, {"DELETE", "history"}, {"POST", "sign-out"}, {"POST", "lock-down"}
        }) {
            HttpResponse<String> done = calls.send(act[0], path(owner, act[1]), REASON);
            assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
        }
    }

    private void useUpTheWrongCodes(Admin.User user, AuthenticatorApp app) {
        Page page = recoveries.browser().login("workspace", user);
        for (String code : app.wrongCodes(10)) {
            page = page.enterCode(code);
        }
        assertThat(page.error()).startsWith("Too many incorrect codes");
    }

    private String pass(Admin.User user) {
        return act(user, "POST", "pass").get("pass").asText();
    }

    /** An act of the helper that must succeed. */
    private JsonNode act(Admin.User user, String method, String act) {
        HttpResponse<String> response = help.send(method, path(user, act), REASON);
        assertThat(response.statusCode())
                .as("%s %s: %s", method, act, response.body())
                .isEqualTo(200);
        return json(response);
    }

    private static String path(Admin.User user, String act) {
        return "/gatehouse/users/" + user.id() + "/" + act;
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return Admin.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String newLink(Admin.User user, String old) {
        recoveries.ask(recoveries.browser(), "workspace", user);
        await().atMost(PATIENCE).until(() -> !recoveries.link(user).equals(old));
        return recoveries.link(user);
    }

    private List<Mail> mailsWithCode(Admin.User user) {
        return recoveries.mails(user).stream()
                .filter(mail -> SIX_DIGITS.matcher(mail.text()).find())
                .toList();
    }

    private Mail assertMailed(Admin.User user, String subject) {
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recoveries.mails(user))
                .extracting(Mail::subject)
                .contains(subject));
        return recoveries.mails(user).stream()
                .filter(mail -> mail.subject().equals(subject))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode assertRecorded(Admin.User user, String path, String act) {
        JsonNode event = recorded(user, path);
        assertThat(event.get("operationType").asText()).isEqualTo("ACTION");
        assertThat(event.at("/authDetails/userId").asText()).isEqualTo(helper.id());
        assertThat(event.at("/details/gatehouse_help").asText()).isEqualTo(act);
        assertThat(event.at("/details/gatehouse_help_reason").asText()).isEqualTo("ticket 4711, phone lost");
        return event;
    }

    private JsonNode recorded(Admin.User user, String path) {
        String resource = "gatehouse/users/" + user.id() + "/" + path;
        return StreamSupport.stream(admin.get("/admin-events?max=100").spliterator(), false)
                .filter(event -> event.path("resourcePath").asText().equals(resource))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no event " + resource));
    }
}
