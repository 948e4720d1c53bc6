package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.SecuringAction;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.mail.SlowMailServer;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifies the short links that replace Keycloak's own in emails. */
class MailedLinkTest {

    private static final int MANGLED = 30;
    private static final String KEYCLOAK_ASKS = "Click here to proceed";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Pattern CODE = Pattern.compile("\\b([0-9A-Z]{4}(?:-[0-9A-Z]{4}){6})\\b");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    /** What Keycloak emails a link for. */
    enum Kind {
        ACTIONS,
        ADDRESS_BY_ADMINISTRATOR,
        ADDRESS_AT_LOGIN,
        NEW_ADDRESS,
        INVITATION_OF_A_USER,
        INVITATION_OF_A_STRANGER,
        PROVIDER
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Every mangled link ends at its button or at a page with a way on, and uses nothing up")
    void everyMangledLinkEndsOnAPage(Kind kind) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore verified = admin.realm(Map.of("verifyEmail", true));
                Admin.Restore enabled = admin.enabledAction("UPDATE_EMAIL")) {
            String link = email(kind, user);
            assertThat(link).contains("/gatehouse/link?").hasSizeLessThan(120);
            String base = link.substring(0, link.indexOf('?'));
            String good = link.substring(base.length());
            Random random = new Random(20260106);
            HttpBrowser browser = recoveries.browser();
            for (String path : List.of("%3F", "%253F", "", "x/", "/", "/?", "%3E")) {
                assertThat(says(browser.get(base + path + good.substring(1))))
                        .as(path)
                        .isEqualTo("OPEN");
            }
            int opened = 0;
            for (int number = 0; number < MANGLED; number++) {
                MangledResetLinkTest.Mangle mangle =
                        MangledResetLinkTest.MANGLES.get(number % MangledResetLinkTest.MANGLES.size());
                String request = base
                        + MangledResetLinkTest.asBrowsersRequest(mangle.change().apply(good, random));
                Page page = browser.get(request);
                assertThat(page.status()).as(request).isEqualTo(200);
                assertThat(page.has("gatehouse-mailed-link"))
                        .as("%s: %s", request, page.text())
                        .isTrue();
                assertThat(page.attribute("gatehouse-way-on", "href"))
                        .as(request)
                        .isNotBlank();
                assertThat(says(page)).as(request).isIn("OPEN", "CODE");
                opened += mangle.keeps() && says(page).equals("OPEN") ? 1 : 0;
            }
            assertThat(opened).isGreaterThan(MANGLED / 2);
            assertThat(browser.head(link)).isLessThan(400);
            Page form = browser.get(link);
            assertThat(says(form)).as("nothing has used it up").isEqualTo("OPEN");
            Page next = form.press("open");
            assertThat(next.status()).as(next.text()).isEqualTo(200);
            assertThat(next.text()).as("no second confirmation").doesNotContain(KEYCLOAK_ASKS);
        }
    }

    @Test
    @DisplayName(
            "The link that an administrator has emailed leads to its action and back to the app, and then it is used")
    void aLinkWorksOnce() {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("emailVerified", false));
        String link = email(Kind.ACTIONS, user);
        Page profile = recoveries.browser().get(link).press("open");
        assertThat(profile.has("kc-update-profile-form")).as(profile.text()).isTrue();
        assertThat(admin.get("/users/" + user.id()).get("emailVerified").asBoolean())
                .isTrue();
        Page done = profile.submit("kc-update-profile-form", Map.of("firstName", "Ann", "lastName", "Other"));
        assertThat(done.html()).as(done.text()).contains(HttpBrowser.CALLBACK);
        assertThat(says(recoveries.browser().get(link))).isEqualTo("USED");
    }

    @Test
    @DisplayName("What is behind the button is confirmed only in the browser that has pressed it, and by no other site")
    void noOtherBrowserIsMadeToGoOn() {
        Admin.User user = admin.newUser("agent");
        String link = email(Kind.ACTIONS, user);
        HttpBrowser browser = recoveries.browser().stoppingBefore("/login-actions/action-token");
        Page page = browser.get(link);
        assertThat(browser.cookieHeaders().get("GH_LINK_PAGE").toLowerCase(Locale.ROOT))
                .contains("httponly", "samesite=lax", "max-age=3600");
        String handedOn = page.press("open").url();
        assertThat(handedOn).contains("/login-actions/action-token");
        assertThat(recoveries.browser().get(handedOn).text()).contains(KEYCLOAK_ASKS);
        HttpBrowser other = recoveries.browser();
        other.get(link);
        assertThat(other.get(handedOn).text())
                .as("nor where the page was opened too")
                .contains(KEYCLOAK_ASKS);
        assertThat(recoveries.browser().post(page.url(), Map.of("open", "on")).text())
                .as("a form of another site is sent without the cookie")
                .contains(KEYCLOAK_ASKS);
        assertThat(browser.goingOn().get(handedOn).has("kc-update-profile-form"))
                .isTrue();
    }

    @Test
    @DisplayName("A deadline that an administrator has chosen is kept: no new link follows")
    void aChosenDeadlineIsKept() {
        Admin.User user = admin.newUser("agent");
        actions(user, "UPDATE_PROFILE", "&lifespan=2");
        String link = Codes.link(server, user);
        await().atMost(PATIENCE)
                .until(() -> says(recoveries.browser().get(link)).equals("ENDED"));
        Page page = recoveries.browser().get(link);
        assertThat(page.choicesOf("again")).isEmpty();
        assertThat(says(recoveries.browser().post(page.url(), Map.of("again", "on"))))
                .isEqualTo("ENDED");
        assertThat(server.inbox().messages(user.email())).hasSize(1);
    }

    @Test
    @DisplayName(
            "What was opened before the account was secured ends also in a realm that uses Gatehouse for passwords only")
    void whatWasOpenedEndsWithoutTheGate() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore passwordsOnly = admin.disabledAction("gatehouse-mfa-gate")) {
            HttpBrowser browser = recoveries.browser().stoppingBefore("/login-actions/action-token");
            String handedOn =
                    browser.get(email(Kind.ACTIONS, user)).press("open").url();
            server.passASecond();
            SecuringAction.values()[0].make(server, recoveries, user);
            Page refused = browser.goingOn().get(handedOn);
            assertThat(refused.text()).contains("The account has changed since we sent it");
        }
    }

    @Test
    @DisplayName("A link for an action that is done once is used once, by whichever link of the family")
    void aLinkForANewPasswordWorksOnce() {
        Admin.User user = admin.newUser("agent");
        actions(user, "UPDATE_PASSWORD", "");
        String link = Codes.link(server, user);
        Page form = recoveries.browser().get(link).press("open");
        Page done = form.submit(
                "kc-passwd-update-form",
                Map.of("password-new", Recoveries.NEW_PASSWORD, "password-confirm", Recoveries.NEW_PASSWORD));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isTrue();
        assertThat(says(recoveries.browser().get(link))).isIn("USED", "OVERTAKEN");
    }

    @Test
    @DisplayName(
            "A link that is too old sends a new one to the account's address only, and none once the address has changed")
    void aNewLinkGoesToThePresentAddress() {
        Admin.User user = admin.newUser("agent");
        String link;
        try (Admin.Restore shortLived = admin.realm(Map.of("actionTokenGeneratedByAdminLifespan", 2))) {
            link = email(Kind.ACTIONS, user);
        }
        await().atMost(PATIENCE)
                .until(() -> says(recoveries.browser().get(link)).equals("EXPIRED"));
        Page page = recoveries.browser().get(link);
        Page sent = page.press("again");
        assertThat(says(sent)).isEqualTo("SENT");
        assertThat(sent.text()).doesNotContain(user.email());
        String renewed = Codes.link(server, user);
        assertThat(renewed).isNotEqualTo(link);
        assertThat(says(recoveries.browser().get(renewed))).isIn("OPEN", "EXPIRED");
        assertThat(says(page.press("again"))).as("not twice at once").isEqualTo("TOO_MANY");
        Admin.User moved = new Admin.User(user.id(), "moved-" + user.email());
        server.passASecond();
        admin.update(user, Map.of("email", moved.email()));
        Page after = recoveries.browser().get(link);
        assertThat(says(after))
                .as("a change of the address secures the account")
                .isEqualTo("OVERTAKEN");
        assertThat(after.text()).doesNotContain(moved.email());
        recoveries.browser().post(after.url(), Map.of("again", "on"));
        assertThat(server.inbox().messages(moved.email())).isEmpty();
        assertThat(server.inbox().messages(user.email()).stream()
                        .filter(mail -> mail.text().contains("/gatehouse/link")))
                .hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(names = {"INVITATION_OF_A_USER", "INVITATION_OF_A_STRANGER", "ACTIONS"})
    @DisplayName("Where the mail server refuses the new email, nothing has changed: the next try sends it")
    void aRefusedEmailLosesNothing(Kind kind) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore shortLived = admin.realm(Map.of("actionTokenGeneratedByAdminLifespan", 2))) {
            String link = email(kind, user);
            await().atMost(PATIENCE)
                    .until(() -> says(recoveries.browser().get(link)).equals("EXPIRED"));
            Page page = recoveries.browser().get(link);
            try (Admin.Restore down = SlowMailServer.at(admin, "127.0.0.1", 1)) {
                assertThat(says(page.press("again"))).isEqualTo("NOT_SENT");
                assertThat(says(recoveries.browser().get(link))).isEqualTo("EXPIRED");
            }
            assertThat(says(page.press("again"))).isEqualTo("SENT");
            assertThat(says(recoveries.browser().get(link)))
                    .as("the first email is too old, and nothing was withdrawn")
                    .isEqualTo("EXPIRED");
        }
    }

    @Test
    @DisplayName("An invitation that an administrator sends again has not withdrawn the first email")
    void theFirstEmailOfAnInvitationStandsForTheSecond() {
        Admin.User stranger = new Admin.User("", "stranger-" + UUID.randomUUID() + "@elsewhere.test");
        String invitations = "/organizations/" + organization();
        admin.sendForm(invitations + "/members/invite-user", "email=" + Admin.encode(stranger.email()));
        String link = Codes.link(server, stranger);
        String first = invitation(invitations, stranger);
        admin.send("POST", invitations + "/invitations/" + first + "/resend", null);
        assertThat(invitation(invitations, stranger)).isNotEqualTo(first);
        Page next = recoveries.browser().get(link).press("open");
        assertThat(next.has("kc-register-form")).as(next.text()).isTrue();
        admin.send("DELETE", invitations + "/invitations/" + invitation(invitations, stranger), null);
        assertThat(says(recoveries.browser().get(link))).isEqualTo("OVERTAKEN");
    }

    private String invitation(String organization, Admin.User person) {
        return admin.get(organization + "/invitations?email=" + Admin.encode(person.email()))
                .get(0)
                .get("id")
                .asText();
    }

    @Test
    void aMovedEpochEndsALinkAndSendsNone() {
        Admin.User user = admin.newUser("agent");
        String link = email(Kind.ACTIONS, user);
        server.passASecond();
        SecuringAction.values()[0].make(server, recoveries, user);
        Page page = recoveries.browser().get(link);
        assertThat(says(page)).isEqualTo("OVERTAKEN");
        assertThat(page.choicesOf("again")).isEmpty();
        int before = server.inbox().messages(user.email()).size();
        recoveries.browser().post(page.url(), Map.of("again", "on"));
        assertThat(says(recoveries.browser().post(page.url(), Map.of("open", "on"))))
                .isEqualTo("OVERTAKEN");
        assertThat(server.inbox().messages(user.email())).hasSize(before);
    }

    @Test
    @DisplayName("A browser in which somebody else is signed in may sign out and go on, but no other site can make it")
    void anotherAccountSignsOutFirst() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", admin.newUser("agent"));
        String link = email(Kind.ACTIONS, user);
        Page page = browser.get(link);
        assertThat(says(page)).isEqualTo("OTHER_ACCOUNT");
        assertThat(says(browser.post(page.url(), Map.of("open", "on")))).isEqualTo("OTHER_ACCOUNT");
        assertThat(says(browser.post(page.url(), Map.of("switch", "forged")))).isEqualTo("OTHER_ACCOUNT");
        Page next = page.press("switch");
        assertThat(next.has("kc-update-profile-form")).as(next.text()).isTrue();
    }

    @Test
    @DisplayName("Neither the email nor the store has Keycloak's token, and the hash in the store opens nothing")
    void theStoreAloneOpensNothing() throws SQLException {
        Admin.User user = admin.newUser("agent");
        String link = email(Kind.ACTIONS, user);
        Mail mail = server.inbox().messages(user.email()).get(0);
        assertThat(mail.text() + mail.html()).doesNotContain("eyJ").doesNotContain("action-token");
        String secret = link.substring(link.indexOf('?') + 1);
        try (Connection connection = server.database();
                PreparedStatement select =
                        connection.prepareStatement("select ID, SEALED from GH_LINK where USER_ID = ?")) {
            select.setString(1, user.id());
            try (ResultSet rows = select.executeQuery()) {
                assertThat(rows.next()).isTrue();
                String id = rows.getString(1);
                assertThat(id + rows.getString(2))
                        .doesNotContain("eyJ")
                        .doesNotContain(secret)
                        .doesNotContain(user.email());
                assertThat(says(recoveries.browser().get(link.replace(secret, id))))
                        .isEqualTo("CODE");
            }
        }
        admin.send("DELETE", "/users/" + user.id(), null);
        assertThat(says(recoveries.browser().get(link)))
                .as("deleted with the account")
                .isEqualTo("CODE");
    }

    @Test
    void theCodeInTheEmailOpensTheSamePage() {
        Admin.User user = admin.newUser("agent");
        String link = email(Kind.ACTIONS, user);
        Matcher code = CODE.matcher(server.inbox().messages(user.email()).get(0).text());
        assertThat(code.find()).isTrue();
        HttpBrowser browser = recoveries.browser();
        Page form = browser.get(link.substring(0, link.indexOf('?')));
        assertThat(says(form)).isEqualTo("CODE");
        Page opened = form.submit(
                "gatehouse-mailed-code-form", Map.of("code", " " + code.group(1).toLowerCase(Locale.ROOT) + "."));
        assertThat(says(opened)).isEqualTo("OPEN");
        Page wrong = form.submit("gatehouse-mailed-code-form", Map.of("code", "ABCD-EFGH"));
        assertThat(says(wrong)).isEqualTo("CODE");
        assertThat(wrong.has("gatehouse-problems")).isTrue();
    }

    @Test
    void aRealmThatTookNoStepEmailsKeycloaksOwnLinks() {
        Admin.User user = server.partner().newUser();
        Map<String, Object> smtp = Admin.asMap(admin.get("").get("smtpServer"));
        try (Admin.Restore mail = server.partner().realm(Map.of("smtpServer", smtp))) {
            server.partner().send("PUT", "/users/" + user.id() + "/execute-actions-email", List.of("UPDATE_PROFILE"));
        }
        assertThat(Codes.link(server, user)).contains("/login-actions/action-token");
        assertThat(server.newBrowser()
                        .get(server.url() + "/realms/partner/gatehouse/link")
                        .status())
                .isEqualTo(404);
    }

    private String email(Kind kind, Admin.User user) {
        switch (kind) {
            case ACTIONS -> actions(user, "UPDATE_PROFILE", "");
            case ADDRESS_BY_ADMINISTRATOR -> {
                admin.update(user, Map.of("emailVerified", false));
                admin.send("PUT", "/users/" + user.id() + "/send-verify-email", null);
            }
            case ADDRESS_AT_LOGIN -> {
                try (Admin.Restore quiet = admin.unsuspicious()) {
                    admin.update(user, Map.of("emailVerified", false));
                    server.newBrowser().login("workspace", user);
                }
            }
            case NEW_ADDRESS -> {
                HttpBrowser browser = server.newBrowser();
                browser.loginCompletely("workspace", user);
                Admin.User wanted = new Admin.User(user.id(), "new-" + user.email());
                browser.open("workspace", "kc_action=UPDATE_EMAIL")
                        .submit("kc-update-email-form", Map.of("email", wanted.email()));
                return Codes.link(server, wanted);
            }
            case INVITATION_OF_A_USER ->
                admin.sendForm("/organizations/" + organization() + "/members/invite-existing-user", "id=" + user.id());
            case INVITATION_OF_A_STRANGER -> {
                Admin.User stranger = new Admin.User("", "stranger-" + UUID.randomUUID() + "@elsewhere.test");
                admin.sendForm(
                        "/organizations/" + organization() + "/members/invite-user",
                        "email=" + Admin.encode(stranger.email()));
                return Codes.link(server, stranger);
            }
            case PROVIDER ->
                server.newBrowser().loginWithGoogle("workspace", user.email()).press("submitAction", "linkAccount");
        }
        return Codes.link(server, user);
    }

    private String organization() {
        JsonNode organizations = admin.get("/organizations?search=Globex");
        return organizations.get(0).get("id").asText();
    }

    private void actions(Admin.User user, String action, String more) {
        admin.send(
                "PUT",
                "/users/" + user.id() + "/execute-actions-email?client_id=workspace&redirect_uri="
                        + Admin.encode(HttpBrowser.CALLBACK) + more,
                List.of(action));
    }

    /** What the page says; empty if it is another page. */
    private static String says(Page page) {
        return page.has("gatehouse-mailed-link") ? page.attribute("gatehouse-mailed-link", "data-saying") : "";
    }
}
