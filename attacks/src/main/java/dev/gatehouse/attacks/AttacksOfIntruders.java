package dev.gatehouse.attacks;

import static dev.gatehouse.testsupport.browser.FactorChanges.ADDED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.PendingLogin;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.SecuringAction;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/** Intruders who try to stay signed in or to come back. */
final class AttacksOfIntruders {

    private static final String WAITING = "Login resumed after the account was secured";
    private static final String STAYING = "Staying in past an administrator's new password";
    private static final String STOLEN = "Stolen session";
    private static final String FACTOR = "Factor change from a known device";
    private static final String KEEPING_OUT = "Intruder's factor or provider link";
    private static final String LEARNED = "Risk profile trained by an intruder";
    private static final String GONE = "removed";

    private AttacksOfIntruders() {}

    static Stream<Attack> all() {
        return Stream.concat(
                Stream.of(SecuringAction.values()).map(move -> Attack.of(
                                "half-finished-" + name(move),
                                "2.1",
                                Observation.NOT_IN,
                                site -> halfFinished(site, move),
                                WAITING,
                                STAYING)
                        .at(Attack.Pace.LONG)),
                Stream.of(
                        Attack.of(
                                "session-from-before",
                                "2.1",
                                Observation.NO_TOKEN,
                                AttacksOfIntruders::session,
                                STAYING,
                                STOLEN),
                        Attack.of("grant-from-before", "2.1", Observation.NO_TOKEN, AttacksOfIntruders::grant, STAYING),
                        Attack.of(
                                        "device-from-before",
                                        "2.1",
                                        Observation.PROMPTED,
                                        AttacksOfIntruders::device,
                                        STAYING,
                                        STOLEN)
                                .at(Attack.Pace.LONG),
                        Attack.of(
                                "factor-on-known-device",
                                "2.2",
                                Observation.PROMPTED,
                                AttacksOfIntruders::factor,
                                FACTOR),
                        Attack.of(
                                "factor-by-account-rest",
                                "2.2",
                                "refused, the app stays",
                                AttacksOfIntruders::accountRest,
                                FACTOR),
                        Attack.of("account-rest-by-app", "2.2", "refused", AttacksOfIntruders::appToken, FACTOR),
                        Attack.of(
                                "factor-in-silence",
                                "2.2",
                                "the owner is notified",
                                AttacksOfIntruders::silence,
                                FACTOR),
                        Attack.of(
                                "intruders-app",
                                "2.2",
                                GONE + "; email is offered",
                                AttacksOfIntruders::intrudersApp,
                                KEEPING_OUT),
                        Attack.of("intruders-link", "2.2", GONE, AttacksOfIntruders::intrudersLink, KEEPING_OUT),
                        Attack.of(
                                "learned-from-intruder",
                                "model",
                                Observation.PROMPTED,
                                AttacksOfIntruders::learned,
                                LEARNED)));
    }

    private static String name(SecuringAction move) {
        return move.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String halfFinished(Site site, SecuringAction move) {
        try (Admin.Restore apps = PendingLogin.apps(site.admin())) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (PendingLogin place : PendingLogin.values()) {
                Admin.User user = site.agent();
                Page waiting = place.reached(site.server(), site.browser(), user);
                move.make(site.server(), site.recoveries(), user);
                Page end = place.goneOn(site.server(), user, waiting);
                seen.put(
                        place.name(),
                        end.asksForCode()
                                ? Observation.PROMPTED
                                : site.sessions(user) > 0 ? "a session" : Observation.in(end));
            }
            return Observation.each(seen);
        }
    }

    private static String session(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (SecuringAction move : List.of(SecuringAction.ADMIN_SETS_PASSWORD, SecuringAction.RESET)) {
            Admin.User user = site.agent();
            HttpBrowser browser = site.browser();
            browser.loginCompletely("workspace", user);
            Page withCode = browser.open("workspace");
            move.make(site.server(), site.recoveries(), user);
            seen.put(name(move) + ", code", Observation.token(browser.exchangeCode(withCode.url())));
            seen.put(name(move) + ", refresh", Observation.token(browser.refresh()));
            seen.put(
                    name(move) + ", cookie",
                    browser.open("workspace", "prompt=none").url().contains("code=")
                            ? Observation.TOKEN
                            : Observation.NO_TOKEN);
        }
        return Observation.each(seen);
    }

    private static String grant(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (SecuringAction move : List.of(SecuringAction.ADMIN_SETS_PASSWORD, SecuringAction.NOT_ME)) {
            Admin.User user = site.agent();
            JsonNode first = site.phone().call(user, Map.of());
            String code = site.code(user);
            move.make(site.server(), site.recoveries(), user);
            seen.put(
                    name(move),
                    Observation.token(site.phone()
                            .call(
                                    user,
                                    Map.of(
                                            "mfa_token",
                                            first.get("mfa_token").asText(),
                                            "code",
                                            code,
                                            "password",
                                            move.password()))
                            .has("access_token")));
        }
        return Observation.each(seen);
    }

    private static String device(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (SecuringAction move : SecuringAction.values()) {
            Admin.User user = site.agent();
            HttpBrowser browser = site.browser();
            browser.loginCompletely("workspace", user);
            move.make(site.server(), site.recoveries(), user);
            seen.put(name(move), Observation.of(browser.signOut().login("workspace", user, move.password())));
        }
        return Observation.each(seen);
    }

    private static String factor(Site site) {
        try (LateProvider late = new LateProvider(site.server(), Map.of());
                Admin.Restore full = Clients.withFullScope(site.admin(), "workspace")) {
            Map<String, String> seen = new LinkedHashMap<>();
            for (String action : List.of(
                    "CONFIGURE_TOTP",
                    "webauthn-register",
                    "CONFIGURE_RECOVERY_AUTHN_CODES",
                    "idp_link:" + late.alias())) {
                seen.put(
                        action.replaceFirst(":.*", ""),
                        Observation.of(site.onKnownDevice(site.agent()).open("workspace", "kc_action=" + action)));
            }
            return Observation.each(seen);
        }
    }

    private static String accountRest(Site site) {
        try (Admin.Restore full = Clients.withFullScope(site.admin(), "workspace")) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = site.admin().newUserWith(List.of(app.credential()), "agent");
            HttpBrowser browser = site.browser();
            browser.login("workspace", user).enterCode(app.code()).tokens();
            browser.signOut().login("workspace", user).tokens();
            int status = new AccountApi(site.server(), browser)
                    .delete("/credentials/" + site.admin().credentialId(user, "otp"))
                    .statusCode();
            return (status == 403 ? "refused" : "answered with " + status)
                    + (site.admin().credentialTypes(user).contains("otp") ? ", the app stays" : ", the app is gone");
        }
    }

    private static String appToken(Site site) {
        HttpBrowser browser = site.browser();
        browser.loginCompletely("workspace", site.agent());
        int status = new AccountApi(site.server(), browser).get("/credentials").statusCode();
        return status == 401 || status == 403 ? "refused" : "answered with " + status;
    }

    private static String silence(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.browser();
        browser.loginCompletely("workspace", user);
        addApp(browser);
        return site.isNotified(user, ADDED) ? "the owner is notified" : "no notice";
    }

    private static AuthenticatorApp addApp(HttpBrowser browser) {
        Page page = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
        AuthenticatorApp app = new AuthenticatorApp(page.attribute("totpSecret", "value"));
        page.submit("kc-totp-settings-form", Map.of("totp", app.code(), "userLabel", "phone"));
        return app;
    }

    /** Submits "This was not me" with the preselected boxes. */
    private static Page secured(Site site, Admin.User user) {
        int before = site.recoveries().mails(user).size();
        site.recoveries().askNotMe(site.browser(), user);
        site.recoveries().latest(user, before + 1);
        Page secure = site.browser().get(site.recoveries().link(user));
        Map<String, String> form = new LinkedHashMap<>(Map.of("secure", "on"));
        Jsoup.parse(secure.html())
                .select("input[name=remove][checked]")
                .forEach(ticked -> form.put("remove", ticked.val()));
        return secure.submit("gatehouse-secure-form", form);
    }

    private static String intrudersApp(Site site) {
        Admin.User user = site.agent();
        HttpBrowser intruder = site.browser();
        try (Admin.Restore observing = site.admin().mfa(Map.of("mode", "observe"))) {
            intruder.login("workspace", user).tokens();
            addApp(intruder);
        }
        Page choosing = secured(site, user);
        String app = site.admin().credentialTypes(user).contains("otp") ? "stays" : GONE;
        Recoveries.choose(choosing, Recoveries.NEW_PASSWORD);
        site.server().passTheEmailGap(user);
        Page challenged = site.browser().login("workspace", user, Recoveries.NEW_PASSWORD);
        boolean byEmail = challenged.offersFactor("email")
                || !challenged.text().contains("authenticator app") && challenged.asksForCode();
        return app + (byEmail ? "; email is offered" : "; email is not offered");
    }

    private static String intrudersLink(Site site) {
        try (LateProvider late = new LateProvider(site.server(), Map.of())) {
            Admin.User user = site.agent();
            late.link(user, late.newStranger());
            secured(site, user);
            return site.changes().links(user).isEmpty() ? GONE : "stays";
        }
    }

    private static String learned(Site site) {
        Admin.User user = site.agent();
        HttpBrowser intruder = site.browser();
        intruder.loginCompletely("workspace", user);
        secured(site, user);
        return Observation.of(intruder.signOut().login("workspace", user));
    }
}
