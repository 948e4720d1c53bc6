package dev.gatehouse.it.theme.pages;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Page;
import dev.gatehouse.it.theme.pages.PageTour.Journey;
import dev.gatehouse.it.theme.pages.PageTour.Stop;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import java.util.List;
import java.util.Map;

/** The pages of required actions, each of which an app may request. */
final class ActionPages {

    private final TourRealm realm;
    private final Admin admin;

    ActionPages(TourRealm realm) {
        this.realm = realm;
        this.admin = realm.admin();
    }

    List<Journey> journeys() {
        return List.of(
                Journey.of(
                        this::chosen,
                        "login-config-totp",
                        "login-config-totp-manual",
                        "login-config-totp-error",
                        "login-recovery-authn-code-config",
                        "login-update-profile",
                        "login-update-profile-error",
                        "update-email",
                        "update-email-error",
                        "delete-account-confirm",
                        "delete-credential"),
                Journey.of(
                        this::enforced,
                        "terms",
                        "login-verify-email",
                        "login-update-password",
                        "login-update-password-error"),
                Journey.withScript(this::keys, "webauthn-register", "webauthn-authenticate", "webauthn-error"));
    }

    private void chosen(Page page, Stop stop) {
        Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()));
        try (Admin.Restore plain = new Flows(admin)
                .override(
                        "app",
                        Step.alternative("auth-cookie"),
                        Step.alternative(Step.required("auth-username-password-form")))) {
            page.navigate(realm.authorization("app", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            page.waitForURL(PageTour.CALLBACK);
            page.navigate(action("CONFIGURE_TOTP"));
            stop.at("login-config-totp");
            page.locator("#mode-manual").click();
            stop.at("login-config-totp-manual");
            page.locator("#saveTOTPBtn").click();
            stop.at("login-config-totp-error");
            page.navigate(action("CONFIGURE_RECOVERY_AUTHN_CODES"));
            stop.at("login-recovery-authn-code-config");
            page.navigate(action("UPDATE_PROFILE"));
            stop.at("login-update-profile");
            page.locator("#firstName").fill("");
            page.locator("main [type=submit]").first().click();
            stop.at("login-update-profile-error");
            page.navigate(action("UPDATE_EMAIL"));
            stop.at("update-email");
            page.locator("#email").fill("no address");
            page.locator("main [type=submit]").first().click();
            stop.at("update-email-error");
            admin.grantOf("account", user, "delete-account");
            page.navigate(action("delete_account"));
            confirm(page);
            stop.at("delete-account-confirm");
            String otp = admin.credentials(user).stream()
                    .filter(credential -> credential.get("type").asText().equals("otp"))
                    .findFirst()
                    .orElseThrow()
                    .get("id")
                    .asText();
            page.navigate(action("delete_credential:" + otp));
            confirm(page);
            stop.at("delete-credential");
        }
    }

    private void enforced(Page page, Stop stop) {
        Admin.User user = admin.newUser();
        admin.update(
                user,
                Map.of("emailVerified", false, "requiredActions", List.of("TERMS_AND_CONDITIONS", "VERIFY_EMAIL")));
        page.navigate(realm.authorization("first", ""));
        PageTour.signIn(page, user, Admin.PASSWORD);
        stop.at("terms");
        page.locator("#kc-accept").click();
        stop.at("login-verify-email");
        Admin.User other = admin.newUser();
        admin.update(other, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        page.context().clearCookies();
        page.navigate(realm.authorization("first", ""));
        PageTour.signIn(page, other, Admin.PASSWORD);
        stop.at("login-update-password");
        page.locator("#password-new").fill("abc");
        page.locator("#password-confirm").fill("abc");
        page.locator("#kc-submit").click();
        stop.at("login-update-password-error");
    }

    private void keys(Page page, Stop stop) {
        plugInAKey(page);
        try (Admin.Restore flow = new Flows(admin)
                .override(
                        "key", Step.required("auth-username-password-form"), Step.required("webauthn-authenticator"))) {
            Admin.User user = admin.newUser();
            page.navigate(realm.authorization("first", "&kc_action=webauthn-register"));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("webauthn-register");
            // Keycloak's button does nothing before its script has run.
            page.waitForLoadState();
            page.locator("#registerWebAuthn").click();
            page.waitForURL(PageTour.CALLBACK);
            page.context().clearCookies();
            page.navigate(realm.authorization("key", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("webauthn-authenticate");
            page.evaluate(
                    "() => { navigator.credentials.get = () => Promise.reject(new DOMException('not now', 'NotAllowedError')); }");
            page.locator("#authenticateWebAuthnButton").click();
            page.locator("#kc-try-again").waitFor();
            stop.at("webauthn-error");
        }
    }

    /** Confirms an action that cannot be undone with the password. */
    private static void confirm(Page page) {
        if (page.locator("#password").count() > 0) {
            page.locator("#password").fill(Admin.PASSWORD);
            page.locator("#kc-login").click();
        }
    }

    private String action(String name) {
        return realm.authorization("app", "&kc_action=" + name);
    }

    /** Adds a security key to a window that answers at once. */
    static void plugInAKey(Page page) {
        CDPSession devtools = page.context().newCDPSession(page);
        devtools.send("WebAuthn.enable");
        devtools.send("WebAuthn.addVirtualAuthenticator", virtualKey());
        page.onDialog(Dialog::accept);
    }

    private static JsonObject virtualKey() {
        JsonObject options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", true);
        options.addProperty("automaticPresenceSimulation", true);
        JsonObject parameters = new JsonObject();
        parameters.add("options", options);
        return parameters;
    }
}
