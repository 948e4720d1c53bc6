package dev.gatehouse.it.theme.pages;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import dev.gatehouse.it.theme.pages.PageTour.Journey;
import dev.gatehouse.it.theme.pages.PageTour.Stop;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Pages outside of a login, and those on the path from another one. */
final class OtherPages {

    private final TestServer server;
    private final TourRealm realm;

    OtherPages(TestServer server, TourRealm realm) {
        this.server = server;
        this.realm = realm;
    }

    List<Journey> journeys() {
        return List.of(
                Journey.of(
                        this::said,
                        "error",
                        "login-page-expired",
                        "login-oauth2-device-verify-user-code",
                        "login-oauth2-device-verify-user-code-error",
                        "logout-confirm",
                        "info",
                        "code-error"),
                Journey.of(this::device, "login-oauth-grant-device", "info-device"),
                Journey.of(this::logoutElsewhere, "frontchannel-logout"),
                Journey.of(this::samlForm, "saml-post-form"),
                Journey.of(this::linkAccounts, "login-idp-link-confirm", "login-idp-link-email"),
                Journey.of(this::reviewProfile, "idp-review-user-profile"));
    }

    private void said(Page page, Stop stop) {
        page.navigate(realm.authorization("nobody", ""));
        stop.at("error");
        expire(page);
        stop.at("login-page-expired");
        page.navigate(realm.url() + "/device");
        stop.at("login-oauth2-device-verify-user-code");
        page.locator("#device_user_code").fill("nothing");
        page.locator("#kc-login").click();
        stop.at("login-oauth2-device-verify-user-code-error");
        page.navigate(realm.authorization("app", ""));
        PageTour.signIn(page, realm.admin().newUser(), Admin.PASSWORD);
        page.waitForURL(PageTour.CALLBACK);
        page.navigate(realm.url() + "/protocol/openid-connect/logout");
        stop.at("logout-confirm");
        page.locator("#kc-logout").click();
        stop.at("info");
        page.navigate(realm.url() + "/protocol/openid-connect/oauth/oob?error=%3Cb%3Edenied");
        stop.at("code-error");
    }

    private void device(Page page, Stop stop) {
        JsonElement answer = JsonParser.parseString(page.request()
                .post(
                        realm.url() + "/protocol/openid-connect/auth/device",
                        RequestOptions.create()
                                .setForm(FormData.create()
                                        .set("client_id", "app")
                                        .set("scope", "openid")))
                .text());
        page.navigate(answer.getAsJsonObject().get("verification_uri_complete").getAsString());
        PageTour.signIn(page, realm.admin().newUser(), Admin.PASSWORD);
        stop.at("login-oauth-grant-device");
        page.locator("#kc-login").click();
        stop.at("info-device");
    }

    private void logoutElsewhere(Page page, Stop stop) {
        page.navigate(realm.authorization("tells", ""));
        PageTour.signIn(page, realm.admin().newUser(), Admin.PASSWORD);
        page.waitForURL(PageTour.CALLBACK);
        page.navigate(realm.url() + "/protocol/openid-connect/logout");
        page.locator("#kc-logout").click();
        stop.at("frontchannel-logout");
    }

    private void samlForm(Page page, Stop stop) {
        // The page submits itself by this script, so it could not be inspected.
        page.route(Pattern.compile(".*/js/page\\.js"), Route::abort);
        page.navigate(PageTour.authorization(server.realmUrl(), "workspace", "&kc_idp_hint=sso"));
        stop.at("saml-post-form");
    }

    /** Goes back to a form that was submitted already, by a URL that the login has left behind. */
    private void expire(Page page) {
        page.navigate(realm.authorization("first", ""));
        String action = page.locator("#kc-form-login").getAttribute("action");
        page.navigate(
                action.replaceAll("execution=[^&]*", "execution=left-behind").replaceAll("session_code=[^&]*&?", ""));
    }

    private void linkAccounts(Page page, Stop stop) {
        Admin.User stranger = Company.INITECH.newStranger(server);
        server.admin().newUserNamed(stranger.email(), stranger.email());
        atTheCompany(page, stranger);
        stop.at("login-idp-link-confirm");
        page.locator("#linkAccount").click();
        stop.at("login-idp-link-email");
    }

    private void reviewProfile(Page page, Stop stop) {
        Admin.User stranger = Company.INITECH.newStranger(server);
        try (Admin.Restore always = new Flows(server.admin())
                .config("gatehouse first login", "idp-review-profile", Map.of("update.profile.on.first.login", "on"))) {
            atTheCompany(page, stranger);
            stop.at("idp-review-user-profile");
        }
    }

    private void atTheCompany(Page page, Admin.User stranger) {
        page.navigate(PageTour.authorization(server.realmUrl(), "workspace", "&kc_idp_hint=corp"));
        PageTour.signIn(page, stranger, Admin.PASSWORD);
    }
}
