package dev.gatehouse.testsupport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;

/** A login in progress of a user who knows the password and has the code. It waits at one of its pages. */
public enum PendingLogin {

    /** At the consent page, the last one before the code is issued. */
    AT_CONSENT(PendingLogin::atConsent, (server, user, waiting) -> waiting.press("accept")),

    /** At the form for the user's own data, which the app's request named. */
    AT_PROFILE_CANCELLED(PendingLogin::atProfile, PendingLogin::cancelled),

    /** At the same form, saving the data. */
    AT_PROFILE_SAVED(PendingLogin::atProfile, PendingLogin::saved),

    /** At the form for an authenticator app, which the app's request named. */
    AT_AUTHENTICATOR_APP(PendingLogin::atAuthenticatorApp, PendingLogin::cancelled),

    /** At the page for the code, which was emailed already. */
    AT_CODE(PendingLogin::atCode, (server, user, waiting) -> waiting.enterCode(Codes.latest(server, user))),

    /** Between the password and the page for the code. */
    BEHIND_PASSWORD(
            PendingLogin::behindPassword,
            (server, user, waiting) -> waiting.browser().goingOn().get(waiting.url()));

    /** An app that requires consent, and one whose flow has the password only. */
    private static final String ASKING_APP = "asking-app";

    private static final String PASSWORD_APP = "password-app";

    private final Beginning beginning;
    private final End end;

    PendingLogin(Beginning beginning, End end) {
        this.beginning = beginning;
        this.end = end;
    }

    private interface Beginning {

        Page reached(TestServer server, HttpBrowser browser, Admin.User user);
    }

    private interface End {

        Page goneOn(TestServer server, Admin.User user, Page waiting);
    }

    /** Signs in up to where the login waits. */
    public Page reached(TestServer server, HttpBrowser browser, Admin.User user) {
        return beginning.reached(server, browser, user);
    }

    /** Completes the login, if nothing has happened meanwhile. */
    public Page goneOn(TestServer server, Admin.User user, Page waiting) {
        return end.goneOn(server, user, waiting);
    }

    private static Page atConsent(TestServer server, HttpBrowser browser, Admin.User user) {
        Page consent = coded(server, user, browser.login(ASKING_APP, user));
        assertThat(consent.element("[name=accept]")).isNotNull();
        return consent;
    }

    private static Page atProfile(TestServer server, HttpBrowser browser, Admin.User user) {
        Page form = atAction("UPDATE_PROFILE", server, browser, user);
        assertThat(form.has("kc-update-profile-form")).as(form.text()).isTrue();
        return form;
    }

    private static Page atAuthenticatorApp(TestServer server, HttpBrowser browser, Admin.User user) {
        return atAction("CONFIGURE_TOTP", server, browser, user);
    }

    private static Page atCode(TestServer server, HttpBrowser browser, Admin.User user) {
        return codePage(browser.login("workspace", user));
    }

    private static Page behindPassword(TestServer server, HttpBrowser browser, Admin.User user) {
        Page page = browser.stoppingBefore("/login-actions/required-action").login(PASSWORD_APP, user);
        assertThat(page.url()).contains("execution=gatehouse-mfa-gate");
        return page;
    }

    private static Page cancelled(TestServer server, Admin.User user, Page waiting) {
        return waiting.press("cancel-aia");
    }

    private static Page saved(TestServer server, Admin.User user, Page waiting) {
        return waiting.submit(
                "kc-update-profile-form", Map.of("firstName", "Mallory", "lastName", "Person", "email", user.email()));
    }

    /** Signs in up to the page of an action that the app's request named. */
    public static Page atAction(String action, TestServer server, HttpBrowser browser, Admin.User user) {
        return coded(
                server,
                user,
                browser.open("workspace", "kc_action=" + action).enterPassword(user.email(), Admin.PASSWORD));
    }

    private static Page coded(TestServer server, Admin.User user, Page page) {
        return codePage(page).enterCode(Codes.latest(server, user));
    }

    private static Page codePage(Page page) {
        assertThat(page.hasCodeField()).as(page.text()).isTrue();
        return page;
    }

    /** Adds the apps that the logins are for; closing removes them. */
    public static Admin.Restore apps(Admin admin) {
        Admin.Restore consent = Clients.added(admin, ASKING_APP, app(true));
        Admin.Restore password = Clients.added(admin, PASSWORD_APP, app(false));
        admin.overrideBrowserFlow(PASSWORD_APP, "browser");
        return () -> {
            consent.close();
            password.close();
        };
    }

    private static Map<String, Object> app(boolean asksForConsent) {
        return Map.of(
                "publicClient",
                true,
                "standardFlowEnabled",
                true,
                "redirectUris",
                List.of(HttpBrowser.CALLBACK),
                "consentRequired",
                asksForConsent);
    }
}
