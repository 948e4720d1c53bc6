package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.LoginTab;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that a page which any visitor can open does not turn a login into one that an emailed link has begun. */
class EmailedLinkLoginTest {

    private static final String NEW_PASSWORD = "An0ther!Passw0rd";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @ParameterizedTest
    @ValueSource(strings = {"CONFIGURE_TOTP", "UPDATE_PASSWORD", "webauthn-register"})
    void aLoginThatBeganAtForgottenPasswordMeetsTheGate(String due) {
        try (Admin.Restore reset = admin.realm(Map.of("resetCredentialsFlow", "reset credentials"));
                Admin.Restore stock = new Flows(admin).stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            admin.update(user, Map.of("requiredActions", List.of(due)));
            Page page = leavingForgottenPassword().enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as("%s: %s", due, page.text()).isTrue();
            assertThat(admin.credentialTypes(user)).containsExactly("password");
        }
    }

    /** Opens "Forgotten password" of an app without having begun a login, and goes back from there to the login. */
    private Page leavingForgottenPassword() {
        HttpBrowser browser = server.newBrowser();
        Page forgotten = browser.get(server.realmUrl() + "/login-actions/reset-credentials?client_id=workspace");
        return browser.get(LoginTab.of(server, forgotten).endpoint("authenticate"));
    }

    @Test
    @DisplayName("An emailed link of the user is not challenged, and that of another user counts for nothing")
    void anEmailedLinkCountsForItsUserOnly() {
        try (Admin.Restore stock = new Flows(admin).stock("workspace")) {
            Admin.User owner = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            Page form = opened(browser, owner);
            assertThat(form.has("kc-passwd-update-form")).as(form.text()).isTrue();
            Page done = form.submit(
                    "kc-passwd-update-form", Map.of("password-new", NEW_PASSWORD, "password-confirm", NEW_PASSWORD));
            assertThat(done.text()).contains("Your account has been updated");
            assertThat(admin.get("/users/" + owner.id() + "/sessions")).isEmpty();

            Admin.User victim = admin.newUser("agent");
            admin.update(victim, Map.of("requiredActions", List.of("CONFIGURE_TOTP")));
            HttpBrowser thief = server.newBrowser();
            Page own = opened(thief, admin.newUser("agent"));
            Page login = thief.get(LoginTab.of(server, own).endpoint("restart"));
            Page page = login.asksForPassword() ? login.enterPassword(victim.email(), Admin.PASSWORD) : login;
            assertThat(page.has("kc-totp-settings-form")).as(page.text()).isFalse();
            assertThat(admin.credentialTypes(victim)).containsExactly("password");
        }
    }

    private Page opened(HttpBrowser browser, Admin.User user) {
        admin.send(
                "PUT",
                "/users/" + user.id() + "/execute-actions-email?client_id=workspace&redirect_uri="
                        + Admin.encode(HttpBrowser.CALLBACK),
                List.of("UPDATE_PASSWORD"));
        return browser.get(Codes.link(server, user)).press("open");
    }
}
