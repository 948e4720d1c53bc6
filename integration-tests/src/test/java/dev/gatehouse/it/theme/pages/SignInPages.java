package dev.gatehouse.it.theme.pages;

import com.microsoft.playwright.Page;
import dev.gatehouse.it.theme.pages.PageTour.Journey;
import dev.gatehouse.it.theme.pages.PageTour.Stop;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Keycloak's own pages around a login. */
final class SignInPages {

    private static final Step PASSWORD = Step.required("auth-username-password-form");

    private final TourRealm realm;
    private final Admin admin;

    SignInPages(TourRealm realm) {
        this.realm = realm;
        this.admin = realm.admin();
    }

    List<Journey> journeys() {
        return List.of(
                Journey.of(
                        this::passwordAndReset,
                        "login",
                        "login-error",
                        "login-reset-password",
                        "login-reset-password-error",
                        "login-reset-sent"),
                Journey.of(this::registration, "register", "register-error"),
                Journey.of(this::otp, "login-otp", "login-otp-error"),
                Journey.of(
                        this::recoveryCode, "login-recovery-authn-code-input", "login-recovery-authn-code-input-error"),
                Journey.of(this::choice, "login-otp-with-other-ways", "select-authenticator"),
                Journey.of(this::resetOtp, "login-reset-otp"),
                Journey.of(this::organization, "select-organization"),
                Journey.of(this::consent, "login-oauth-grant"),
                Journey.of(this::passkeys, "login-with-passkeys"));
    }

    private void passwordAndReset(Page page, Stop stop) {
        Admin.User user = admin.newUser();
        try (Admin.Restore plain = new Flows(admin).override("first", PASSWORD)) {
            page.navigate(realm.authorization("first", ""));
            stop.at("login");
            PageTour.signIn(page, user, "wrong");
            stop.at("login-error");
            page.locator("a[href*=reset-credentials]").click();
            stop.at("login-reset-password");
            page.locator("#username").fill("");
            PageTour.clickAndAwait(page, "#kc-form-buttons");
            stop.at("login-reset-password-error");
            page.locator("#username").fill(user.email());
            page.locator("#kc-form-buttons").click();
            stop.at("login-reset-sent");
        }
    }

    private void registration(Page page, Stop stop) {
        page.navigate(
                realm.url()
                        + "/protocol/openid-connect/registrations?response_type=code&scope=openid&client_id=app&redirect_uri=http://localhost:9999/callback");
        stop.at("register");
        page.locator("#password").fill("abc");
        page.locator("#password-confirm").fill("abd");
        page.locator("#kc-submit").click();
        stop.at("register-error");
    }

    private void otp(Page page, Stop stop) {
        Admin.User user = admin.newUserWith(twoApps());
        try (Admin.Restore flow = new Flows(admin).override("otp", PASSWORD, Step.required("auth-otp-form"))) {
            page.navigate(realm.authorization("otp", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("login-otp");
            page.locator("#otp").fill("000000");
            page.locator("#kc-login").click();
            stop.at("login-otp-error");
        }
    }

    private void recoveryCode(Page page, Stop stop) {
        Admin.User user = withRecoveryCodes(List.of());
        try (Admin.Restore flow =
                new Flows(admin).override("recovery", PASSWORD, Step.required("auth-recovery-authn-code-form"))) {
            page.navigate(realm.authorization("recovery", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("login-recovery-authn-code-input");
            page.locator("#recoveryCodeInput").fill("wrong");
            page.locator("#kc-login").click();
            stop.at("login-recovery-authn-code-input-error");
        }
    }

    private void choice(Page page, Stop stop) {
        Admin.User user = withRecoveryCodes(twoApps());
        Step either =
                Step.required(Step.alternative("auth-otp-form"), Step.alternative("auth-recovery-authn-code-form"));
        try (Admin.Restore flow = new Flows(admin).override("choice", PASSWORD, either)) {
            page.navigate(realm.authorization("choice", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("login-otp-with-other-ways");
            page.locator("#try-another-way").click();
            stop.at("select-authenticator");
        }
    }

    private void resetOtp(Page page, Stop stop) {
        Admin.User user = admin.newUserWith(twoApps());
        Flows flows = new Flows(admin);
        // The step is in the flow of a forgotten password, after its email; the page is the same here.
        try (Admin.Restore flow = flows.override("resets", PASSWORD, Step.required("reset-otp"))) {
            admin.send(
                    "POST",
                    "/authentication/executions/" + flows.executionId(flows.nameOf("resets"), "reset-otp") + "/config",
                    Map.of(
                            "alias",
                            flows.nameOf("resets"),
                            "config",
                            Map.of("action_on_otp_reset_flag", "Remove one")));
            page.navigate(realm.authorization("resets", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            stop.at("login-reset-otp");
        }
    }

    private void organization(Page page, Stop stop) {
        Admin.User user = admin.newUser();
        for (String name : List.of("North <b>&", "South")) {
            String unique = name + " " + UUID.randomUUID().toString().substring(0, 4);
            admin.send(
                    "POST",
                    "/organizations",
                    Map.of(
                            "name",
                            unique,
                            "alias",
                            "o" + unique.substring(unique.length() - 4),
                            "domains",
                            List.of(Map.of("name", "d" + UUID.randomUUID() + ".test"))));
            String id = admin.get("/organizations?exact=true&search=" + Admin.encode(unique))
                    .get(0)
                    .get("id")
                    .asText();
            admin.send("POST", "/organizations/" + id + "/members", user.id());
        }
        page.navigate(realm.authorization("app", "").replace("scope=openid", "scope=openid%20organization"));
        page.locator("#username").fill(user.email());
        page.locator("#kc-login").click();
        stop.at("select-organization");
    }

    private void consent(Page page, Stop stop) {
        page.navigate(realm.authorization("asks", ""));
        PageTour.signIn(page, admin.newUser(), Admin.PASSWORD);
        stop.at("login-oauth-grant");
    }

    private void passkeys(Page page, Stop stop) {
        Map<String, Object> passkeys = Map.of(
                "webAuthnPolicyPasswordlessRpEntityName",
                "Acme Phone",
                "webAuthnPolicyPasswordlessPasskeysEnabled",
                true);
        try (Admin.Restore enabled = admin.realm(passkeys);
                Admin.Restore plain = new Flows(admin).override("key", PASSWORD)) {
            page.navigate(realm.authorization("key", ""));
            stop.at("login-with-passkeys");
        }
    }

    private Admin.User withRecoveryCodes(List<Map<String, Object>> others) {
        List<Map<String, Object>> credentials = new ArrayList<>(others);
        credentials.add(Map.of(
                "type",
                "recovery-authn-codes",
                "userLabel",
                "codes",
                "secretData",
                "{\"codes\":[{\"encodedHashedValue\":\"AAAA\",\"number\":1}]}",
                "credentialData",
                "{\"hashIterations\":1,\"algorithm\":\"SHA-512\",\"totalCodes\":1,\"remainingCodes\":1}"));
        return admin.newUserWith(credentials);
    }

    private static List<Map<String, Object>> twoApps() {
        Map<String, Object> second = new HashMap<>(new AuthenticatorApp().credential());
        second.put("userLabel", "tablet <b>");
        return List.of(new AuthenticatorApp().credential(), second);
    }
}
