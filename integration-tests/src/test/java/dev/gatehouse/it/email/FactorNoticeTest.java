package dev.gatehouse.it.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that the owner gets one email for each factor and each linked provider that is added or removed, however it was done. */
class FactorNoticeTest {

    private static final String ADDED = FactorChanges.ADDED;
    private static final String REMOVED = FactorChanges.REMOVED;
    private static final String FURTHER = "More activity on your Acme Phone account";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);
    private final FactorChanges changes = new FactorChanges(server);

    @Test
    @Tag("smoke")
    @DisplayName(
            "An app that is added and deleted by actions is notified once each, without its name, with a link to \"This was not me\"")
    void anAppThatIsAddedAndDeletedIsNotifiedOnceEach() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        addApp(browser);
        Mail added = changes.onlyOne(user, ADDED);
        assertThat(added.text())
                .contains("What: Authenticator app")
                .contains("Device: Firefox, Linux")
                .contains("This was not me")
                .doesNotContain("evil.example");
        assertThat(Recoveries.addresses(added)).containsExactly(recoveries.notMe());
        assertThat(browser.open("workspace", "kc_action=delete_credential:" + admin.credentialId(user, "otp"))
                        .press("accept")
                        .isBackInTheApp())
                .isTrue();
        assertThat(changes.onlyOne(user, REMOVED).text())
                .contains("What: Authenticator app")
                .contains("This was not me");
    }

    @Test
    void recoveryCodesThatReplaceOthersAreNotifiedAsAdded() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        addCodes(browser);
        assertThat(changes.onlyOne(user, ADDED).text()).contains("What: Recovery codes");
        server.inbox().clear();
        addCodes(browser);
        changes.onlyOne(user, ADDED);
        assertThat(changes.mails(user, REMOVED)).isEmpty();
    }

    @Test
    @DisplayName("What an administrator adds and removes is notified once each, without the administrator's device")
    void whatAnAdminAddsAndRemovesIsNotifiedOnceEach() {
        Admin.User user = admin.newUser("agent");
        recoveries.letEmailsArrive();
        assertThat(server.inbox().messages(user.email())).as("a new account").isEmpty();
        List<Object> credentials = new ArrayList<>();
        Map<String, Object> app = new HashMap<>(new AuthenticatorApp().credential());
        credentials.add(app);
        admin.update(user, Map.of("credentials", credentials));
        Mail added = changes.onlyOne(user, ADDED);
        assertThat(added.text())
                .contains("An administrator has made this change")
                .contains("What: Authenticator app")
                .doesNotContain("Device:");
        assertNoLink(added);
        admin.send("DELETE", "/users/" + user.id() + "/credentials/" + admin.credentialId(user, "otp"), null);
        assertThat(changes.onlyOne(user, REMOVED).text())
                .contains("An administrator has made this change")
                .doesNotContain("Device:");
    }

    @Test
    @DisplayName(
            "What an administrator does that changes no factor is not notified: order, name, required action, types that only an external store disables")
    void adminActionsThatChangeNoFactorAreNotNotified() {
        Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        String otp = "/users/" + user.id() + "/credentials/" + admin.credentialId(user, "otp");
        admin.send("POST", otp + "/moveToFirst", null);
        admin.send("POST", otp + "/moveAfter/" + admin.credentialId(user, "password"), null);
        admin.putText(otp + "/userLabel", "telephone");
        admin.update(user, Map.of("requiredActions", List.of("CONFIGURE_TOTP", "webauthn-register")));
        admin.send("PUT", "/users/" + user.id() + "/disable-credential-types", List.of("otp"));
        assertThat(admin.credentialTypes(user)).contains("otp");
        changes.assertNothingNotified(user);
    }

    @Test
    void aLinkThatAnAdminAddsAndRemovesIsNotifiedOnceEach() {
        try (LateProvider late = new LateProvider(server, Map.of("displayName", "Late Login"))) {
            Admin.User user = admin.newUser("agent");
            late.link(user, late.newStranger());
            assertThat(changes.onlyOne(user, ADDED).text()).contains("What: Account at Late Login");
            admin.send("DELETE", "/users/" + user.id() + "/federated-identity/" + late.alias(), null);
            changes.onlyOne(user, REMOVED);
        }
    }

    @Test
    void aFirstLoginThroughAProviderIsNotNotified() {
        try (LateProvider late = new LateProvider(server, Map.of())) {
            Admin.User stranger = late.newStranger();
            late.login(server.newBrowser(), "workspace", stranger.email()).tokens();
            recoveries.letEmailsArrive();
            assertThat(server.inbox().messages(stranger.email())).isEmpty();
        }
    }

    @Test
    void keycloaksOwnEventEmailsAddNoSecond() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        int before = server.inbox().messages(user.email()).size();
        try (Admin.Restore listening = admin.realm(Map.of("eventsListeners", List.of("jboss-logging", "email")))) {
            addApp(browser);
            changes.onlyOne(user, ADDED);
            assertThat(server.inbox().messages(user.email())).hasSize(before + 1);
        }
    }

    @Test
    @DisplayName("Of many changes ten are notified one by one in an hour, and how many more there were by one email")
    void ofManyChangesSomeAreNotifiedOneByOneAndTheRestTogether() {
        Admin.User user = admin.newUser("agent");
        for (int number = 0; number < 14; number++) {
            Map<String, Object> app = new HashMap<>(new AuthenticatorApp().credential());
            app.put("userLabel", "app " + number);
            admin.update(user, Map.of("credentials", List.of(app)));
        }
        await().atMost(Duration.ofSeconds(60))
                .until(() -> !changes.mails(user, FURTHER).isEmpty());
        recoveries.letEmailsArrive();
        assertThat(changes.mails(user, ADDED)).hasSize(10);
        assertThat(changes.mails(user, FURTHER)).singleElement().satisfies(mail -> {
            assertThat(mail.text())
                    .contains("There were 4 more changes or sign-ins")
                    .contains("This was not me")
                    .doesNotContain("Device:");
            assertThat(Recoveries.addresses(mail)).containsExactly(recoveries.notMe());
        });
        admin.setPassword(user, "An0ther!Passw0rd");
        changes.onlyOne(user, "Your Acme Phone password was changed");
    }

    @Test
    void theyCanBeSwitchedOff() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        try (Admin.Restore silent = admin.action("gatehouse-mfa-gate", Map.of("accountNotices", "false"))) {
            addApp(browser);
            recoveries.letEmailsArrive();
        }
        assertThat(changes.mails(user, ADDED)).isEmpty();
    }

    private static void addApp(HttpBrowser browser) {
        Page page = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
        assertThat(page.has("kc-totp-settings-form")).as(page.text()).isTrue();
        Page done = page.submit(
                "kc-totp-settings-form",
                Map.of(
                        "totp",
                        new AuthenticatorApp(page.attribute("totpSecret", "value")).code(),
                        "userLabel",
                        "call evil.example"));
        assertThat(done.isBackInTheApp()).as(done.text()).isTrue();
    }

    private static void addCodes(HttpBrowser browser) {
        Page done = browser.open("workspace", "kc_action=CONFIGURE_RECOVERY_AUTHN_CODES")
                .submit("kc-recovery-codes-settings-form", Map.of());
        assertThat(done.isBackInTheApp()).as(done.text()).isTrue();
    }

    private static void assertNoLink(Mail mail) {
        assertThat(mail.html()).doesNotContain("href").doesNotContain("http");
        assertThat(mail.text()).doesNotContain("http");
    }
}
