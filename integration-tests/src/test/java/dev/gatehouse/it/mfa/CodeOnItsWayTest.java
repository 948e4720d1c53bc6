package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Verifies when a code is sent, with the usual half a minute between two emails of one login, and what the page says of it. */
class CodeOnItsWayTest {

    private final TestServer server = TestServer.withUsualEmailGap();
    private final Admin admin = server.admin();

    @Test
    void aSecondDeviceGetsItsCodeAtOnce() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().login("workspace", user);
        String first = Codes.latest(server, user);
        Page phone = server.newBrowser().as(HttpBrowser.SAFARI).login("workspace", user);
        assertThat(phone.heading()).isEqualTo("Check your email");
        assertThat(server.inbox().messages(user.email())).hasSize(2);
        assertThat(Codes.latest(server, user)).isNotEqualTo(first);
        assertThat(phone.enterCode(Codes.latest(server, user)).isBackInTheApp()).isTrue();
    }

    @Test
    void fiveEmailsAnHourStayWhateverTheDevice() {
        Admin.User user = admin.newUser("agent");
        for (int number = 1; number <= 5; number++) {
            assertThat(server.newBrowser().login("workspace", user).heading()).isEqualTo("Check your email");
        }
        Page sixth = server.newBrowser().login("workspace", user);
        assertThat(sixth.heading()).isEqualTo("Your code has not been sent yet");
        assertThat(sixth.text()).containsPattern("You can ask again in (5\\d|60) minutes\\.");
        assertThat(server.inbox().messages(user.email())).hasSize(5);
    }

    @Test
    void aLoginThatEndedLeavesNoGapForTheNextOfTheBrowser() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.login("workspace", user)
                .enterCodeOnSharedComputer(Codes.latest(server, user))
                .tokens();
        Page next = browser.signOut().login("workspace", user);
        assertThat(next.heading()).isEqualTo("Check your email");
        assertThat(server.inbox().messages(user.email())).hasSize(2);
    }

    @Test
    void aLoginThatEndedAtTheAppsDoorLeavesNoGapEither() {
        Admin.User agent = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page door = browser.login("dashboard", agent).enterCodeOnSharedComputer(Codes.latest(server, agent));
        assertThat(door.has("gatehouse-get-the-app")).as(door.text()).isTrue();
        Page next = browser.login("workspace", agent);
        assertThat(next.heading()).as("not remembered: a shared computer").isEqualTo("Check your email");
        assertThat(server.inbox().messages(agent.email())).hasSize(2);
    }

    @Test
    void aDeviceThatTypedTheRightCodeIsRememberedThoughTheAppTurnedThePersonAway() {
        Admin.User agent = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page door = browser.login("dashboard", agent).enterCode(Codes.latest(server, agent));
        assertThat(door.has("gatehouse-get-the-app")).as(door.text()).isTrue();
        JsonNode token = browser.login("workspace", agent).tokens();
        assertThat(token.get("mfa").asText()).isEqualTo("known-device");
        assertThat(knownDevices(agent)).isEqualTo(1);
    }

    @Test
    void aDeviceThatTypedTheRightCodeIsRememberedOnceThoughTheLoginGoesOnForSeveralPages() {
        Admin.User agent = admin.newUser("agent");
        admin.update(agent, Map.of("requiredActions", List.of("UPDATE_PROFILE")));
        HttpBrowser browser = server.newBrowser();

        Page profile = browser.login("workspace", agent).enterCode(Codes.latest(server, agent));
        assertThat(profile.has("kc-update-profile-form")).as(profile.text()).isTrue();
        assertThat(knownDevices(agent)).as("the login is not complete").isEqualTo(1);

        Page app = profile.submit(
                "kc-update-profile-form", Map.of("email", agent.email(), "firstName", "Ada", "lastName", "Byron"));
        assertThat(app.tokens().get("mfa").asText()).isEqualTo("email");
        assertThat(knownDevices(agent)).isEqualTo(1);
    }

    private long knownDevices(Admin.User user) {
        return admin.credentials(user).stream()
                .filter(credential -> credential.get("type").asText().contains("device"))
                .count();
    }

    @Test
    void theHeadingSaysThatTheCodeCouldNotBeSent() {
        Admin.User user = admin.newUser("agent");
        Page page;
        server.inbox().outage(true);
        try {
            page = server.newBrowser().login("workspace", user);
            assertThat(page.heading()).isEqualTo("We could not send your code");
            assertThat(page.hasCodeField()).isFalse();
        } finally {
            server.inbox().outage(false);
        }
        page = page.send();
        assertThat(page.heading()).isEqualTo("Check your email");
        assertThat(page.text()).doesNotContain("sent again").doesNotContain("New code sent");
    }

    @Test
    void aReloadAfterAnExhaustedCodeSaysThatANewOneIsNeededAndTheWaitIsToldOnce() {
        Admin.User user = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", user);
        String code = Codes.latest(server, user);
        for (int number = 1; number <= 5; number++) {
            page = page.enterCode(Codes.wrong(code, number));
        }
        assertThat(page.heading()).isEqualTo("You need a new code");
        assertThat(page.error()).isEqualTo("Too many incorrect codes. Ask for a new code");
        assertThat(page.text()).containsPattern("You can ask again in ([12]?\\d|30) seconds?\\.");
    }

    @Test
    void thePageSaysForWhichAppItAsks() {
        Admin.User user = admin.newUser("owner");
        assertThat(server.newBrowser().login("workspace", user).text()).contains("You are signing in to Workspace.");
        HttpBrowser browser = server.newBrowser();
        Page account = browser.get(server.realmUrl() + "/protocol/openid-connect/auth?response_type=code&scope=openid"
                        + "&client_id=account-console&redirect_uri=" + Admin.encode(server.realmUrl() + "/account/")
                        + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
                .enterPassword(user.email(), Admin.PASSWORD);
        assertThat(account.text())
                .as("a name from a message bundle")
                .contains("You are signing in to Account Console.")
                .doesNotContain("${");
        assertThat(account.element("#gatehouse-app bdi").text()).isEqualTo("Account Console");
    }

    @Test
    void anotherCodeOrAnotherBrowserIsNoSecondPost() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page page = browser.login("workspace", user);
        String action = page.action("gatehouse-code-form");
        String code = Codes.latest(server, user);
        Map<String, String> before = Map.copyOf(browser.cookies());
        assertThat(browser.post(action, Map.of("code", code)).isBackInTheApp()).isTrue();
        assertThat(server.newBrowser().post(action, Map.of("code", code)).isBackInTheApp())
                .as("without the login's cookies")
                .isFalse();
        browser.cookies().clear();
        browser.cookies().putAll(before);
        assertThat(browser.post(action, Map.of("code", Codes.wrong(code, 1))).isBackInTheApp())
                .as("with another code")
                .isFalse();
    }
}
