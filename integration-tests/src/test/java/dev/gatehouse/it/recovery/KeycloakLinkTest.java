package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.PendingLogin;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.SecuringAction;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifies that links which Keycloak itself emails are invalid once the account was secured after they were sent. */
class KeycloakLinkTest {

    private static final String REFUSAL = "The account has changed since we sent it";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @ParameterizedTest
    @EnumSource
    @DisplayName("An intruder who waits with a link to their own address does not move the account there later")
    void aLinkToANewAddressMovesNothing(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        String intruders = "intruder-" + user.email();
        try (Admin.Restore verified = admin.realm(Map.of("verifyEmail", true));
                Admin.Restore enabled = admin.enabledAction("UPDATE_EMAIL")) {
            String link = linkToNewAddress(user, intruders);
            server.passASecond();
            move.make(server, recoveries, user);
            assertRefused(open(recoveries.browser(), link));
            assertThat(admin.get("/users/" + user.id()).get("email").asText()).isEqualTo(user.email());
        }
    }

    @Test
    void aLinkToANewAddressMovesAnAccountThatWasNotSecured() {
        Admin.User user = admin.newUser("agent");
        String moved = "new-" + user.email();
        try (Admin.Restore verified = admin.realm(Map.of("verifyEmail", true));
                Admin.Restore enabled = admin.enabledAction("UPDATE_EMAIL")) {
            open(recoveries.browser(), linkToNewAddress(user, moved));
            assertThat(admin.get("/users/" + user.id()).get("email").asText()).isEqualTo(moved);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Nor does an intruder have that link emailed later, by a form that was opened before")
    void aFormForANewAddressThatIsPostedLaterSendsNoLink(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        Admin.User intruders = new Admin.User(user.id(), "intruder-" + user.email());
        try (Admin.Restore verified = admin.realm(Map.of("verifyEmail", true));
                Admin.Restore enabled = admin.enabledAction("UPDATE_EMAIL")) {
            Page form = PendingLogin.atAction("UPDATE_EMAIL", server, recoveries.browser(), user);
            move.make(server, recoveries, user);
            Page refused = form.submit("kc-update-email-form", Map.of("email", intruders.email()));
            assertThat(Recoveries.saying(refused)).as(refused.text()).isEqualTo("SIGN_IN_AGAIN");
            recoveries.letEmailsArrive();
            assertThat(server.inbox().messages(intruders.email())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Nor does an intruder delete the account later, by a page that was opened before")
    void aDeletionOfTheAccountThatIsConfirmedLaterDeletesNothing(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        admin.grantOf("account", user, "delete-account");
        try (Admin.Restore enabled = admin.enabledAction("delete_account")) {
            Page page = PendingLogin.atAction("delete_account", server, recoveries.browser(), user);
            move.make(server, recoveries, user);
            Page refused = page.submit("kc-deleteaccount-form", Map.of());
            assertThat(Recoveries.saying(refused)).as(refused.text()).isEqualTo("SIGN_IN_AGAIN");
            assertThat(admin.get("/users/" + user.id()).get("username").asText())
                    .isEqualTo(user.email());
        }
    }

    private String linkToNewAddress(Admin.User user, String address) {
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        browser.open("workspace", "kc_action=UPDATE_EMAIL").submit("kc-update-email-form", Map.of("email", address));
        return Codes.link(server, new Admin.User(user.id(), address));
    }

    @ParameterizedTest
    @EnumSource
    void whatAnAdministratorHasEmailedNoLongerWorks(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        admin.send(
                "PUT",
                "/users/" + user.id() + "/execute-actions-email?client_id=workspace&redirect_uri="
                        + Admin.encode(HttpBrowser.CALLBACK),
                List.of("CONFIGURE_TOTP"));
        String link = Codes.link(server, user);
        server.passASecond();
        move.make(server, recoveries, user);
        assertRefused(open(recoveries.browser(), link));
    }

    @ParameterizedTest
    @EnumSource
    void theLinkOfKeycloaksOwnResetOpensNothing(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        String link;
        try (Admin.Restore reset = admin.realm(Map.of("resetCredentialsFlow", "reset credentials"))) {
            HttpBrowser browser = recoveries.browser();
            Page form = browser.get(
                    browser.open("workspace").enterEmail(user.email()).link("reset-credentials"));
            form.submit("kc-reset-password-form", Map.of("username", user.email()));
            link = Codes.link(server, user);
        }
        server.passASecond();
        move.make(server, recoveries, user);
        assertRefused(open(recoveries.browser(), link));
    }

    private static Page open(HttpBrowser browser, String link) {
        Page page = browser.get(link);
        return page.choicesOf("open").isEmpty() ? page.followTheOnlyLink() : page.press("open");
    }

    private static void assertRefused(Page page) {
        assertThat(page.text()).contains(REFUSAL);
        // The page of a short link is no error; Keycloak's own link, that of its own reset, ends at one.
        assertThat(page.has("gatehouse-mailed-link") ? 400 : page.status()).isEqualTo(400);
    }
}
