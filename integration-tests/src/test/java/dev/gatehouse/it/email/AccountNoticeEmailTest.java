package dev.gatehouse.it.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that users are notified once of each change of their account, however it was made. */
class AccountNoticeEmailTest {

    private static final String NEW_PASSWORD = "An0ther!Passw0rd";
    private static final String PASSWORD_CHANGED = "Your Acme Phone password was changed";
    private static final String ADDRESS_CHANGED = "The email address of your Acme Phone account was changed";
    private static final String NEW_SIGN_IN = "New sign-in to your Acme Phone account";
    private static final String IMPERSONATED = "An administrator has opened your Acme Phone account";
    private static final String ZURICH = "193.0.6.139";
    private static final String TOKYO = "133.11.0.1";
    private static final String IN_A_NEIGHBOURING_COUNTRY = "193.99.144.80";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    void aPasswordTypedIntoKeycloaksOwnFormIsNotified() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user, ZURICH);
        changeUnconfirmed(browser);
        Mail mail = onlyOne(user, PASSWORD_CHANGED);
        assertThat(mail.text())
                .contains("From now on, sign in with the new password")
                .contains("Device: Firefox, Linux")
                .contains("Where: Netherlands")
                .containsPattern("When: .* CES?T")
                .contains("Not you? On this page you can sign everyone out and choose a new password");
        assertThat(Recoveries.addresses(mail)).containsExactly(recoveries.notMe());
    }

    @Test
    void aPasswordChosenOnGatehousesPageIsNotifiedOnce() {
        Admin.User user = admin.newUser("agent");
        Recoveries.choose(recoveries.browser().get(recoveries.linkFor(user)), NEW_PASSWORD);
        onlyOne(user, PASSWORD_CHANGED);
    }

    @Test
    void aRefusedPasswordIsNotNotified() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user, ZURICH);
        try (Admin.Restore unconfirmed = admin.action("UPDATE_PASSWORD", Map.of("gatehouseConfirmByEmail", "false"))) {
            browser.open("workspace", "kc_action=UPDATE_PASSWORD")
                    .submit("kc-passwd-update-form", Map.of("password-new", "short", "password-confirm", "short"));
        }
        recoveries.letEmailsArrive();
        assertThat(mails(user.email(), PASSWORD_CHANGED)).isEmpty();
    }

    @Test
    @Tag("smoke")
    void aPasswordSetByAnAdminIsNotifiedWithoutTheAdminsDevice() {
        Admin.User user = admin.newUser("agent");
        admin.setPassword(user, NEW_PASSWORD);
        Mail mail = onlyOne(user, PASSWORD_CHANGED);
        assertThat(mail.text())
                .contains("An administrator has set a new password")
                .contains("When: ")
                .doesNotContain("Device:")
                .doesNotContain("Where:");
        assertNoLink(mail);
    }

    @Test
    @DisplayName("An admin's update of a user that holds a password is notified, and one without is not")
    void onlyAnAdminsUpdateWithAPasswordIsNotified() {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("firstName", "Renamed"));
        recoveries.letEmailsArrive();
        assertThat(server.inbox().messages(user.email())).isEmpty();
        admin.update(
                user,
                Map.of("credentials", List.of(Map.of("type", "password", "value", NEW_PASSWORD, "temporary", false))));
        onlyOne(user, PASSWORD_CHANGED);
    }

    @Test
    void anAddressChangedByAnAdminIsNotifiedToTheOldOne() {
        Admin.User user = admin.newUser("agent");
        String moved = "new-" + user.email();
        admin.update(user, Map.of("email", moved, "username", moved));
        Mail mail = onlyOne(user, ADDRESS_CHANGED);
        assertThat(mail.text())
                .contains("An administrator has changed it")
                .contains("New address: n•••@a•••.test")
                .doesNotContain(moved)
                .doesNotContain("Device:");
        assertNoLink(mail);
        assertThat(server.inbox().messages(moved)).isEmpty();
    }

    @Test
    void anAddressChangedInTheProfileIsNotifiedToTheOldOne() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user, TOKYO);
        String moved = "new-" + user.email();
        admin.update(user, Map.of("requiredActions", List.of("UPDATE_PROFILE")));
        try (Admin.Restore editable = admin.realm(Map.of("editUsernameAllowed", true))) {
            browser.open("workspace")
                    .submit(
                            "kc-update-profile-form",
                            Map.of("username", moved, "email", moved, "firstName", "Test", "lastName", "Person"));
        }
        assertOldAddressIsNotified(user, moved);
    }

    @Test
    void anAddressChangedByKeycloaksOwnActionIsNotifiedToTheOldOne() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = signedIn(user, TOKYO);
        String moved = "new-" + user.email();
        try (Admin.Restore enabled = admin.enabledAction("UPDATE_EMAIL")) {
            browser.open("workspace", "kc_action=UPDATE_EMAIL").submit("kc-update-email-form", Map.of("email", moved));
        }
        assertOldAddressIsNotified(user, moved);
    }

    private void assertOldAddressIsNotified(Admin.User user, String moved) {
        Mail mail = onlyOne(user, ADDRESS_CHANGED);
        assertThat(mail.text())
                .contains("New address: n•••@a•••.test")
                .doesNotContain(moved)
                .contains("Device: Firefox, Linux")
                .contains("Where: Japan");
        assertNoLink(mail);
        assertThat(mails(moved, ADDRESS_CHANGED)).isEmpty();
    }

    @Test
    @DisplayName(
            "A new device is notified once an hour for each place, so a second intruder is notified too; an event records it")
    void aNewDeviceIsNotifiedOnceAnHourForEachPlace() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            server.newBrowser().from(ZURICH).login("workspace", user).tokens();
            recoveries.letEmailsArrive();
            assertThat(server.inbox().messages(user.email()))
                    .as("the first login is not notified")
                    .isEmpty();
            server.newBrowser().from(ZURICH).login("workspace", user).tokens();
            recoveries.letEmailsArrive();
            assertThat(server.inbox().messages(user.email()))
                    .as("nor of a browser that is known")
                    .isEmpty();

            server.newBrowser()
                    .from(ZURICH)
                    .as(HttpBrowser.SAFARI)
                    .login("workspace", user)
                    .tokens();
            Mail mail = onlyOne(user, NEW_SIGN_IN);
            assertThat(mail.text())
                    .contains("Safari")
                    .contains("iOS")
                    .contains("Where: Netherlands")
                    .contains("This was not me");
            assertThat(Recoveries.addresses(mail)).containsExactly(recoveries.notMe());
            server.newBrowser()
                    .from(ZURICH)
                    .as(HttpBrowser.SAFARI)
                    .login("workspace", user)
                    .tokens();
            onlyOne(user, NEW_SIGN_IN);

            server.newBrowser().from(TOKYO).login("workspace", user).tokens();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(mails(user.email(), NEW_SIGN_IN))
                    .hasSize(2));
            assertThat(mails(user.email(), NEW_SIGN_IN).get(0).text()).contains("Where: Japan");
        }
        assertThat(queuedNotices(user)).hasSize(2);
    }

    @Test
    void aKnownDeviceInANewCountryIsNotified() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser().from(ZURICH);
        browser.loginCompletely("workspace", user);
        assertThat(browser.signOut()
                        .from(IN_A_NEIGHBOURING_COUNTRY)
                        .login("workspace", user)
                        .isBackInTheApp())
                .as("the journey itself is not challenged")
                .isTrue();
        assertThat(onlyOne(user, NEW_SIGN_IN).text()).contains("Where: Germany");
    }

    @Test
    void aLoginWithAnEmailedCodeIsNotNotified() {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().from(ZURICH).loginCompletely("workspace", user);
        HttpBrowser elsewhere = server.newBrowser().from(TOKYO).as(HttpBrowser.SAFARI);
        server.passTheEmailGap(user);
        elsewhere.loginCompletely("workspace", user);
        recoveries.letEmailsArrive();
        assertThat(mails(user.email(), NEW_SIGN_IN)).isEmpty();
        assertThat(queuedNotices(user)).isEmpty();
    }

    @Test
    @DisplayName(
            "The owner is notified each time an administrator opens the account, by name and without the administrator's device")
    void impersonationByAnAdministratorIsNotified() {
        Admin.User user = admin.newUser("agent");
        admin.impersonate(user);
        Mail mail = onlyOne(user, IMPERSONATED);
        assertThat(mail.text())
                .contains("An administrator has signed in as you")
                .contains("Who: admin")
                .contains("When: ")
                .contains("Contact your administrator")
                .contains("This was not me")
                .doesNotContain("Device:");
        assertThat(Recoveries.addresses(mail)).containsExactly(recoveries.notMe());
        assertThat(queued(user, "gatehouse_impersonation_notice_queued"))
                .singleElement()
                .satisfies(event -> assertThat(
                                event.path("details").path("impersonator").asText())
                        .isEqualTo("admin"));
        admin.impersonate(user);
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(mails(user.email(), IMPERSONATED))
                .hasSize(2));
    }

    @Test
    void whereTheGateIsNotInUseImpersonationIsNotNotified() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore stock = admin.disabledAction("gatehouse-mfa-gate")) {
            admin.impersonate(user);
            recoveries.letEmailsArrive();
        }
        assertThat(server.inbox().messages(user.email())).isEmpty();
    }

    @Test
    void bothKindsOfNoticesCanBeSwitchedOff() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore unchanged = admin.action("gatehouse-mfa-gate", Map.of("accountNotices", "false"));
                Admin.Restore observing = admin.mfa(Map.of("mode", "observe", "signInNotice", "false"))) {
            admin.setPassword(user, Admin.PASSWORD);
            server.newBrowser().from(ZURICH).login("workspace", user).tokens();
            server.newBrowser()
                    .from(TOKYO)
                    .as(HttpBrowser.SAFARI)
                    .login("workspace", user)
                    .tokens();
            recoveries.letEmailsArrive();
        }
        assertThat(server.inbox().messages(user.email())).isEmpty();
    }

    private HttpBrowser signedIn(Admin.User user, String address) {
        HttpBrowser browser = server.newBrowser().from(address);
        try (Admin.Restore unchallenged = admin.unsuspicious()) {
            browser.login("workspace", user).tokens();
        }
        return browser;
    }

    private void changeUnconfirmed(HttpBrowser browser) {
        try (Admin.Restore unconfirmed = admin.action("UPDATE_PASSWORD", Map.of("gatehouseConfirmByEmail", "false"))) {
            browser.open("workspace", "kc_action=UPDATE_PASSWORD")
                    .submit(
                            "kc-passwd-update-form",
                            Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
        }
    }

    /** Returns the only email with this subject, after waiting long enough for a second one to arrive. */
    private Mail onlyOne(Admin.User user, String subject) {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !mails(user.email(), subject).isEmpty());
        recoveries.letEmailsArrive();
        assertThat(mails(user.email(), subject)).hasSize(1);
        Mail mail = mails(user.email(), subject).get(0);
        assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
        return mail;
    }

    private List<Mail> mails(String address, String subject) {
        return server.inbox().messages(address).stream()
                .filter(mail -> mail.subject().equals(subject))
                .toList();
    }

    private List<JsonNode> queuedNotices(Admin.User user) {
        return queued(user, "gatehouse_sign_in_notice_queued");
    }

    private List<JsonNode> queued(Admin.User user, String notice) {
        return admin.events(user).stream()
                .filter(event -> event.path("details")
                        .path("custom_required_action")
                        .asText()
                        .equals(notice))
                .toList();
    }

    private static void assertNoLink(Mail mail) {
        assertThat(mail.html()).doesNotContain("href").doesNotContain("http");
        assertThat(mail.text()).doesNotContain("http");
    }
}
