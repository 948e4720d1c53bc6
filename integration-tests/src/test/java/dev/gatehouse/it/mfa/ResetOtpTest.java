package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Verifies Keycloak's step <em>Reset OTP</em>, which an admin may put into the flow for forgotten passwords: it removes the authenticator
 * app of the user who opens the emailed link, and requires a new one.
 */
class ResetOtpTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Flows flows = new Flows(admin);
    private final FactorChanges changes = new FactorChanges(server);

    @Test
    @DisplayName("In the browser that requested it, where it would open a session, the link removes no app")
    void theLinkRemovesNoAppInTheBrowserThatRequestedIt() {
        Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        HttpBrowser browser = server.newBrowser().wantingPages();
        Page refused = opened(browser, browser, user);
        assertThat(refused.text()).contains(FactorChanges.WHY);
        assertThat(admin.credentialTypes(user)).contains("otp");
        changes.assertNothingNotified(user);
    }

    @Test
    @DisplayName(
            "In another browser, where it opens no session, the link replaces the app, and removal and addition are notified once")
    void theLinkReplacesTheAppInAnotherBrowserAndItIsNotified() {
        Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        Page form = opened(server.newBrowser(), server.newBrowser(), user);
        assertThat(form.has("kc-totp-settings-form")).as(form.text()).isTrue();
        assertThat(admin.credentialTypes(user)).doesNotContain("otp");
        changes.onlyOne(user, FactorChanges.REMOVED);
        AuthenticatorApp app = new AuthenticatorApp(form.attribute("totpSecret", "value"));
        form.submit("kc-totp-settings-form", Map.of("totp", app.code(), "userLabel", "phone"));
        assertThat(admin.credentialTypes(user)).contains("otp");
        changes.onlyOne(user, FactorChanges.ADDED);
        assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
    }

    /** Requests the link in one browser and opens it in another, or in the same; returns the page. */
    private Page opened(HttpBrowser requesting, HttpBrowser opening, Admin.User user) {
        String flow = flows.added(
                Step.required("reset-credentials-choose-user"),
                Step.required("reset-credential-email"),
                Step.required("reset-otp"));
        admin.send(
                "POST",
                "/authentication/executions/" + flows.executionId(flow, "reset-otp") + "/config",
                Map.of("alias", flow, "config", Map.of("action_on_otp_reset_flag", "Remove all")));
        try (Admin.Restore reset = admin.realm(Map.of("resetCredentialsFlow", flow))) {
            Page forgotten = requesting.get(
                    requesting.open("workspace").enterEmail(user.email()).link("reset-credentials"));
            forgotten.submit("kc-reset-password-form", Map.of("username", user.email()));
            return opening.get(Codes.link(server, user));
        }
    }
}
