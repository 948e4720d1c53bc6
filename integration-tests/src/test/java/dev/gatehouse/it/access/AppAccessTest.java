package dev.gatehouse.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies who may enter the Dashboard, and what all other users see. */
class AppAccessTest {

    private static final String ACCESS = "gatehouse-app-access";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    void onlyOwnersAdminsAndSupervisorsEnterTheDashboard() {
        for (String role : List.of("owner", "admin", "supervisor")) {
            assertThat(server.newBrowser()
                            .loginCompletely("dashboard", admin.newUser(role))
                            .has("sub"))
                    .as(role)
                    .isTrue();
        }
        for (String role : List.of("agent", "support")) {
            assertSentForTheApp(signedIn("dashboard", admin.newUser(role), server.newBrowser()));
        }
    }

    @Test
    @Tag("smoke")
    void otherUsersSeeWhereToGetTheAppAndNoSessionIsOpened() {
        Admin.User agent = admin.newUser("agent");
        Page page = signedIn("dashboard", agent, server.newBrowser());
        assertThat(page.heading()).isEqualTo("Get the Acme Phone app");
        assertThat(page.text())
                .contains(
                        "The Dashboard is for owners, admins and supervisors",
                        "use the Acme Phone app",
                        "macOS",
                        "Windows",
                        "App Store",
                        "Google Play",
                        "Wrong account?");
        assertThat(admin.get("/users/" + agent.id() + "/sessions")).isEmpty();
        assertThat(admin.events(agent))
                .extracting(event -> event.path("error").asText())
                .contains("gatehouse_app_access_denied");
    }

    @ParameterizedTest
    @CsvSource({
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15, ios",
        "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36, android",
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36, windows",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15, macos",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101, web",
        "curl/8, web"
    })
    @DisplayName("The app for the platform of the browser is one big button, and the others follow")
    void theAppForThisPlatformIsTheButton(String userAgent, String platform) {
        Page page = signedIn(
                "dashboard", admin.newUser("agent"), server.newBrowser().as(userAgent));
        assertThat(page.attribute("gatehouse-app", "href"))
                .endsWith(platform.equals("web") ? "/apps" : "/apps/" + platform);
        assertThat(page.attribute("gatehouse-app", "class")).contains("gh-primary");
        assertThat(Jsoup.parse(page.html()).select(".gh-links a")).hasSize(4);
    }

    @Test
    @Tag("smoke")
    @DisplayName("A user with another account is one click from its sign-in, at the same app")
    void anotherAccountIsOneClickAway() {
        Admin.User agent = admin.newUser("agent");
        Admin.User owner = admin.newUser("owner");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", agent);
        Page page = browser.open("dashboard");
        assertSentForTheApp(page);
        Page again = page.press("another");
        assertThat(again.has("username")).as(again.text()).isTrue();
        assertThat(again.html()).doesNotContain(agent.email());
        Page code = again.enterPassword(owner.email(), Admin.PASSWORD);
        assertThat((code.asksForCode() ? code.enterCode(Codes.latest(server, owner)) : code)
                        .tokens()
                        .get("sub")
                        .asText())
                .isEqualTo(owner.id());
        assertThat(admin.get("/users/" + agent.id() + "/sessions")).isEmpty();
    }

    @Test
    @DisplayName("The same on a device that remembers the account which may not enter")
    void aKnownDeviceDoesNotOfferTheSameAccountAgain() {
        Admin.User agent = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page page = signedIn("dashboard", agent, browser);
        assertSentForTheApp(page);
        Page again = page.press("another");
        assertThat(again.has("username")).as(again.text()).isTrue();
        assertThat(again.html()).doesNotContain(agent.email());
    }

    @Test
    void theCookieOfAnotherAppDoesNotOpenTheDashboard() {
        Admin.User agent = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", agent);
        assertSentForTheApp(browser.open("dashboard"));
        assertThat(browser.open("workspace").isBackInTheApp())
                .as("the Workspace stays open")
                .isTrue();
    }

    @Test
    void aRequestWithoutPagesIsAnsweredThatAPageIsNeeded() {
        Admin.User agent = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", agent);
        Page answer = browser.open("dashboard", "prompt=none");
        assertThat(answer.url()).contains("error=interaction_required");
    }

    @Test
    void aUserWhoLosesTheRoleGetsNoNewTokens() {
        Admin.User owner = admin.newUser("owner");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("dashboard", owner);
        assertThat(browser.refresh().status()).isEqualTo(200);
        admin.revoke(owner, "owner");
        Page refused = browser.refresh();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("invalid_grant");
        assertSentForTheApp(browser.open("dashboard"));
    }

    @Test
    void aRedirectIsFollowedWhereTheAdminWantsOne() {
        try (Admin.Restore redirecting =
                admin.action(ACCESS, Map.of("redirect", server.inbox().url() + "/apps"))) {
            Page page = signedIn("dashboard", admin.newUser("agent"), server.newBrowser());
            assertThat(page.url()).isEqualTo(server.inbox().url() + "/apps");
        }
    }

    @Test
    void aMistakeIsRefusedWhenTheAdminSavesIt() {
        for (Map<String, String> mistake : List.of(
                Map.of("apps", "dashbord"),
                Map.of("people", "owner##chief"),
                Map.of("people", "/no/such/group"),
                Map.of("web", "javascript:alert(1)"),
                Map.of("redirect", "nowhere"))) {
            assertThatThrownBy(() -> admin.action(ACCESS, mistake))
                    .as(mistake.toString())
                    .hasMessageContaining("400");
        }
    }

    @Test
    void whenTheRoleIsGoneNoUserEntersAndTheLogSaysWhy() {
        admin.send("POST", "/roles", Map.of("name", "boss"));
        try (Admin.Restore bosses = admin.action(ACCESS, Map.of("people", "boss"))) {
            Admin.User owner = admin.newUser("owner");
            admin.send("DELETE", "/roles/boss", null);
            Page page = signedIn("dashboard", owner, server.newBrowser());
            assertThat(page.isBackInTheApp()).isFalse();
            assertThat(page.text()).contains("not set up correctly");
            assertThat(admin.events(owner))
                    .extracting(event -> event.path("error").asText())
                    .contains("gatehouse_app_access_misconfigured");
            assertThat(server.log()).contains("GATEHOUSE-501").contains("there is neither a role nor a group boss");
        }
    }

    private Page signedIn(String client, Admin.User user, HttpBrowser browser) {
        Page page = browser.login(client, user);
        return page.asksForCode() ? page.enterCode(Codes.latest(server, user)) : page;
    }

    private static void assertSentForTheApp(Page page) {
        assertThat(page.isBackInTheApp()).isFalse();
        assertThat(page.text()).contains("is for owners, admins and supervisors");
    }
}
