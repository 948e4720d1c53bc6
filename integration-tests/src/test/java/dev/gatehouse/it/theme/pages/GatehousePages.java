package dev.gatehouse.it.theme.pages;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.gatehouse.it.theme.pages.PageTour.Journey;
import dev.gatehouse.it.theme.pages.PageTour.Stop;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The extension's own pages, in the reference realm. */
final class GatehousePages {

    private final TestServer server;
    private final Admin admin;
    private final Recoveries recoveries;

    GatehousePages(TestServer server) {
        this.server = server;
        this.admin = server.admin();
        this.recoveries = new Recoveries(server);
    }

    List<Journey> journeys() {
        return List.of(
                Journey.of(
                        this::identityAndCode,
                        "login-username",
                        "login-username-error",
                        "login-known",
                        "login-known-error",
                        "gatehouse-code",
                        "gatehouse-code-empty",
                        "gatehouse-code-short",
                        "gatehouse-code-wrong",
                        "gatehouse-code-too-soon"),
                Journey.of(this::blocked, "gatehouse-code-exhausted"),
                Journey.of(this::app, "gatehouse-own-code", "gatehouse-own-code-error", "gatehouse-code-instead"),
                Journey.of(
                        this::recovery,
                        "gatehouse-forgot",
                        "gatehouse-forgot-error",
                        "gatehouse-forgot-waiting",
                        "gatehouse-forgot-waiting-error",
                        "gatehouse-new-password",
                        "gatehouse-new-password-error",
                        "gatehouse-link-done",
                        "gatehouse-link-used",
                        "gatehouse-link-unreadable"),
                Journey.of(this::securedMeanwhile, "gatehouse-link-again"),
                Journey.of(this::changeOfFactors, "gatehouse-code-for-change"),
                Journey.of(
                        this::change,
                        "gatehouse-change-password",
                        "gatehouse-change-password-sent",
                        "gatehouse-change-password-too-soon"),
                Journey.of(this::requestedElsewhere, "gatehouse-new-password-asking"),
                Journey.of(this::getTheApp, "gatehouse-get-the-app"),
                Journey.of(
                        this::notMe,
                        "gatehouse-forgot-not-me",
                        "gatehouse-forgot-not-me-error",
                        "gatehouse-secure",
                        "gatehouse-new-password-secured"),
                Journey.of(this::notMeAtACompany, "gatehouse-link-secured"),
                Journey.of(
                        this::mailed,
                        "gatehouse-mailed-link-code",
                        "gatehouse-mailed-link-code-error",
                        "gatehouse-mailed-link-open"),
                Journey.of(this::paused, "gatehouse-resume", "gatehouse-link-resumed"),
                Journey.withScript(this::key, "gatehouse-key", "gatehouse-key-error"));
    }

    private void identityAndCode(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        page.navigate(login("workspace", ""));
        stop.at("login-username");
        PageTour.clickAndAwait(page, "#kc-login");
        stop.at("login-username-error");
        page.locator("#username").fill(user.email());
        page.locator("#kc-login").click();
        stop.at("login-known");
        page.locator("#password").fill("wrong");
        PageTour.clickAndAwait(page, "#kc-login");
        stop.at("login-known-error");
        page.locator("#password").fill(Admin.PASSWORD);
        page.locator("#kc-login").click();
        stop.at("gatehouse-code");
        code(page, "");
        stop.at("gatehouse-code-empty");
        code(page, "123");
        stop.at("gatehouse-code-short");
        code(page, Codes.wrong(Codes.latest(server, user), 1));
        stop.at("gatehouse-code-wrong");
        page.locator("button[name=send]").click();
        stop.at("gatehouse-code-too-soon");
    }

    private void blocked(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        page.navigate(login("workspace", ""));
        PageTour.signIn(page, user, Admin.PASSWORD);
        String right = Codes.latest(server, user);
        for (int number = 1; number <= 5; number++) {
            code(page, Codes.wrong(right, number));
        }
        stop.at("gatehouse-code-exhausted");
    }

    private void app(Page page, Stop stop) {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        try (Admin.Restore lenient = admin.mfa(Map.of("emailStandsIn", "true"))) {
            page.navigate(login("workspace", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("gatehouse-own-code");
            code(page, app.wrongCodes(1).get(0));
            stop.at("gatehouse-own-code-error");
            page.locator("button[name=factor][value=email]").click();
            stop.at("gatehouse-code-instead");
        }
    }

    private void recovery(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        page.navigate(login("workspace", ""));
        page.locator("#username").fill(user.email());
        page.locator("#kc-login").click();
        page.locator("a[href*=reset-credentials]").click();
        stop.at("gatehouse-forgot");
        page.locator("#username").fill("");
        submit(page, "gatehouse-forgot-form");
        stop.at("gatehouse-forgot-error");
        page.locator("#username").fill(user.email());
        submit(page, "gatehouse-forgot-form");
        stop.at("gatehouse-forgot-waiting");
        page.locator("#code").fill("2222-2222");
        submit(page, "gatehouse-recovery-code-form");
        stop.at("gatehouse-forgot-waiting-error");
        page.navigate(recoveries.link(user));
        stop.at("gatehouse-new-password");
        choose(page, "one", "two");
        stop.at("gatehouse-new-password-error");
        choose(page, Recoveries.NEW_PASSWORD, Recoveries.NEW_PASSWORD);
        page.waitForURL(url -> url.startsWith("http://localhost:9999/"));
        page.navigate(recoveries.link(user).replace("/?", "/") + "/done");
        stop.at("gatehouse-link-done");
        page.navigate(recoveries.link(user));
        stop.at("gatehouse-link-used");
        page.navigate(server.realmUrl() + "/gatehouse/?nothing");
        stop.at("gatehouse-link-unreadable");
    }

    private void securedMeanwhile(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        page.navigate(login("workspace", ""));
        PageTour.signIn(page, user, Admin.PASSWORD);
        admin.setPassword(user, Recoveries.NEW_PASSWORD);
        code(page, Codes.latest(server, user));
        stop.at("gatehouse-link-again");
    }

    private void changeOfFactors(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        page.navigate(login("workspace", ""));
        PageTour.signIn(page, user, Admin.PASSWORD);
        code(page, Codes.latest(server, user));
        page.waitForURL(PageTour.CALLBACK);
        // The session is removed, the known device stays.
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName(Pattern.compile("KEYCLOAK_.*")));
        page.navigate(login("workspace", "&kc_action=CONFIGURE_TOTP"));
        PageTour.signIn(page, user, Admin.PASSWORD);
        stop.at("gatehouse-code-for-change");
    }

    private void change(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"))) {
            // The page would send at once; it is looked at as it is without its script.
            page.route(
                    "**/gatehouse-send.js",
                    route -> route.fulfill(new Route.FulfillOptions()
                            .setContentType("text/javascript")
                            .setBody("")));
            page.navigate(login("workspace", "&kc_action=UPDATE_PASSWORD"));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("gatehouse-change-password");
            page.locator("button[name=send]").click();
            stop.at("gatehouse-change-password-sent");
            page.locator("button[name=send]").click();
            stop.at("gatehouse-change-password-too-soon");
        }
    }

    private void requestedElsewhere(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"))) {
            HttpBrowser app = recoveries.browser();
            app.login("workspace", user).tokens();
            app.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
        }
        page.navigate(recoveries.link(user));
        stop.at("gatehouse-new-password-asking");
    }

    private void getTheApp(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"))) {
            page.navigate(login("dashboard", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("gatehouse-get-the-app");
        }
    }

    private void notMe(Page page, Stop stop) {
        Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        page.navigate(server.realmUrl() + "/gatehouse/not-me");
        stop.at("gatehouse-forgot-not-me");
        submit(page, "gatehouse-forgot-form");
        stop.at("gatehouse-forgot-not-me-error");
        secure(page, user, stop);
        stop.at("gatehouse-new-password-secured");
    }

    private void notMeAtACompany(Page page, Stop stop) {
        page.navigate(server.realmUrl() + "/gatehouse/not-me");
        secure(page, Company.GLOBEX.newMember(server, "agent"), name -> {});
        stop.at("gatehouse-link-secured");
    }

    private void secure(Page page, Admin.User user, Stop stop) {
        page.locator("#username").fill(user.email());
        submit(page, "gatehouse-forgot-form");
        page.navigate(recoveries.link(user));
        stop.at("gatehouse-secure");
        submit(page, "gatehouse-secure-form");
    }

    private void mailed(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        page.navigate(server.realmUrl() + "/gatehouse/link");
        stop.at("gatehouse-mailed-link-code");
        submit(page, "gatehouse-mailed-code-form");
        stop.at("gatehouse-mailed-link-code-error");
        admin.send("PUT", "/users/" + user.id() + "/execute-actions-email", List.of("UPDATE_PROFILE"));
        page.navigate(Codes.link(server, user));
        stop.at("gatehouse-mailed-link-open");
    }

    private void paused(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore strict = admin.realm(Map.of("failureFactor", 1))) {
            page.navigate(login("workspace", ""));
            PageTour.signIn(page, user, "wrong");
            page.navigate(recoveries.link(user));
        }
        stop.at("gatehouse-resume");
        submit(page, "gatehouse-resume-form");
        stop.at("gatehouse-link-resumed");
    }

    private void key(Page page, Stop stop) {
        Admin.User user = admin.newUser("agent");
        ActionPages.plugInAKey(page);
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"))) {
            page.navigate(login("workspace", "&kc_action=webauthn-register"));
            PageTour.signIn(page, user, Admin.PASSWORD);
            // Keycloak's button does nothing before its script has run.
            page.waitForLoadState();
            page.locator("#registerWebAuthn").click();
            page.waitForURL(PageTour.CALLBACK);
        }
        page.context().clearCookies();
        page.navigate(login("workspace", ""));
        PageTour.signIn(page, user, Admin.PASSWORD);
        stop.at("gatehouse-key");
        page.evaluate("() => HTMLFormElement.prototype.submit.call(document.getElementById('gatehouse-key-form'))");
        page.locator("#gatehouse-problems:not([hidden])").waitFor();
        stop.at("gatehouse-key-error");
    }

    private String login(String client, String more) {
        return PageTour.authorization(server.realmUrl(), client, more);
    }

    private static void code(Page page, String code) {
        page.locator("#code").fill(code);
        submit(page, "gatehouse-code-form");
    }

    private static void choose(Page page, String password, String repeated) {
        page.locator("#password-new").fill(password);
        page.locator("#password-confirm").fill(repeated);
        submit(page, "gatehouse-password-form");
    }

    private static void submit(Page page, String form) {
        page.locator("#" + form + " .gh-primary").click();
    }
}
