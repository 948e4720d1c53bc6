package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies "This was not me": from the sign-in page, through the mailbox, to an account in which no other session is left. */
class NotMeTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    @Tag("smoke")
    void fromTheSignInPageEveryoneIsSignedOutAndANewPasswordIsChosen() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser intruder = recoveries.browser();
        intruder.loginCompletely("workspace", user);
        assertThat(admin.credentials(user))
                .anyMatch(credential -> credential.get("type").asText().equals("gatehouse-known-device"));

        Page secure = recoveries.browser().get(linkOfNotMe(user));
        assertThat(secure.title()).startsWith("Secure your account");
        assertThat(admin.get("/users/" + user.id() + "/sessions"))
                .as("not by looking")
                .hasSize(1);
        Page choosing = secure.submit("gatehouse-secure-form", Map.of("secure", "on"));

        assertThat(choosing.text()).contains("Everyone has been signed out");
        assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        assertThat(admin.credentials(user))
                .noneMatch(credential -> credential.get("type").asText().equals("gatehouse-known-device"));
        assertThat(intruder.refresh().text()).contains("invalid_grant");
        assertThat(intruder.open("workspace").isBackInTheApp()).isFalse();
        assertThat(admin.events(user))
                .anyMatch(event ->
                        event.path("details").path("gatehouse_action").asText().equals("account_secured"));
        assertThat(Recoveries.saying(Recoveries.choose(choosing, Recoveries.NEW_PASSWORD)))
                .isEqualTo("DONE");
        assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isTrue();
    }

    @Test
    @DisplayName("Five links that a stranger requests do not keep the owner from \"This was not me\"")
    void aStrangersRequestsDoNotUseUpTheEmailsOfNotMe() {
        Admin.User user = admin.newUser("agent");
        for (int number = 1; number <= 5; number++) {
            recoveries.ask(recoveries.browser(), "workspace", user);
            recoveries.latest(user, number);
            server.passTheEmailGap(user);
        }
        recoveries.ask(recoveries.browser(), "workspace", user);
        recoveries.letEmailsArrive();
        assertThat(recoveries.mails(user)).as("no sixth").hasSize(5);
        recoveries.askNotMe(recoveries.browser(), user);
        recoveries.latest(user, 6);
        assertThat(recoveries.browser().get(recoveries.link(user)).has("gatehouse-secure-form"))
                .isTrue();
    }

    @Test
    void whatWasLearnedFromTheIntrudersLoginsIsForgotten() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser intruder = recoveries.browser();
        intruder.loginCompletely("workspace", user);
        recoveries.browser().get(linkOfNotMe(user)).submit("gatehouse-secure-form", Map.of("secure", "on"));
        assertThat(intruder.signOut().login("workspace", user).asksForCode())
                .as("the same browser in the same network")
                .isTrue();
    }

    @Test
    void theCodeInTheEmailDoesTheSame() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser intruder = recoveries.browser();
        intruder.loginCompletely("workspace", user);
        Page waiting = say(user);
        Page secure = waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user)));
        assertThat(secure.has("gatehouse-secure-form")).as(secure.text()).isTrue();
        assertThat(secure.submit("gatehouse-secure-form", Map.of("secure", "on"))
                        .text())
                .contains("Everyone has been signed out");
        assertThat(intruder.refresh().text()).contains("invalid_grant");
    }

    @Test
    void aUserWithoutAPasswordHereIsSignedOutToo() {
        Admin.User member = Company.GLOBEX.newMember(server, "agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginAtCompany("workspace", member.email()).tokens();
        recoveries.askNotMe(recoveries.browser(), member);
        Page secured = recoveries
                .browser()
                .get(recoveries.link(member))
                .submit("gatehouse-secure-form", Map.of("secure", "on"));
        assertThat(Recoveries.saying(secured)).isEqualTo("SECURED");
        assertThat(secured.text()).contains("You sign in with Globex");
        assertThat(browser.refresh().text()).contains("invalid_grant");
    }

    @Test
    @DisplayName("\"This was not me\" reveals no account, and a link for a password signs no user out")
    void notMeRevealsNoAccountAndResetLinksSignNoUserOut() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser signedIn = recoveries.browser();
        signedIn.loginCompletely("workspace", user);
        Page known = say(user);
        Admin.User nobody = new Admin.User("", "nobody-" + user.email());
        assertThat(known.textWithout(user.email())).isEqualTo(say(nobody).textWithout(nobody.email()));
        Admin.User other = admin.newUser("agent");
        HttpBrowser otherSignedIn = recoveries.browser();
        otherSignedIn.loginCompletely("workspace", other);
        Page choosing = recoveries.browser().get(recoveries.linkFor(other));
        assertThat(Recoveries.asksForPassword(choosing.browser().post(choosing.url(), Map.of("secure", "on"))))
                .isTrue();
        assertThat(otherSignedIn.refresh().text()).contains("access_token");
        assertThat(signedIn.refresh().text()).contains("access_token");
    }

    @Test
    @DisplayName(
            "The link in an email leads to the form in one click, also for who is signed in, and does nothing by itself")
    void theLinkInAnEmailLeadsToTheForm() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser owner = recoveries.browser();
        owner.loginCompletely("workspace", user);
        Mail codeEmail = server.inbox().messages(user.email()).get(0);
        assertThat(Recoveries.addresses(codeEmail)).containsExactly(recoveries.notMe());
        int before = server.inbox().messages(user.email()).size();
        for (HttpBrowser browser : List.of(owner, recoveries.browser())) {
            Page page = browser.get(Recoveries.addresses(codeEmail).get(0));
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.has("gatehouse-forgot-form")).as(page.text()).isTrue();
            assertThat(page.text()).contains("signs everyone out");
        }
        recoveries.letEmailsArrive();
        assertThat(server.inbox().messages(user.email())).hasSize(before);
        assertThat(owner.refresh().text()).contains("access_token");
    }

    @Test
    void whereTheRealmHasNoSuchPageTheEmailSaysWhomToContact() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore without = admin.realm(Map.of("resetPasswordAllowed", false))) {
            recoveries.browser().login("workspace", user);
            Mail codeEmail = server.inbox().messages(user.email()).get(0);
            assertThat(codeEmail.text()).contains("Not you? Contact your administrator at once.");
            assertThat(Recoveries.addresses(codeEmail)).isEmpty();
        }
    }

    private String linkOfNotMe(Admin.User user) {
        say(user);
        return recoveries.link(user);
    }

    private Page say(Admin.User user) {
        HttpBrowser browser = recoveries.browser();
        Page form =
                browser.get(browser.open("workspace").enterEmail(user.email()).link("reset-credentials"));
        Page notMe = form.follow("gatehouse-not-me");
        assertThat(notMe.text()).contains("signs everyone out");
        return Recoveries.enter(notMe, user.email());
    }
}
