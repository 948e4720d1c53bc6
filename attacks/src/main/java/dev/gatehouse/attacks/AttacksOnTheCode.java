package dev.gatehouse.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Password thieves who attack the code, the known device, the risk data and the report. */
final class AttacksOnTheCode {

    private static final int THREADS = 12;
    private static final int HUGE = 200_000;
    private static final long SLOW_MILLIS = 5000;
    private static final String NEW_NETWORK = "133.11.0.1";
    private static final String ANOTHER_NETWORK = "198.51.100.7";
    private static final String DEVICE_TOKEN = "device_token";

    private AttacksOnTheCode() {}

    static Stream<Attack> all() {
        return Stream.of(
                Attack.of(
                        "stolen-password",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheCode::stolenPassword,
                        "Stolen password"),
                Attack.of(
                        "guess-at-once",
                        "model",
                        "at most 5 tries count, then the right code is refused",
                        AttacksOnTheCode::guessAtOnce,
                        "Guessing codes"),
                Attack.of(
                        "guess-for-an-hour",
                        "model",
                        "after 10 wrong codes no code field and no email",
                        AttacksOnTheCode::guessForAnHour,
                        "Guessing codes",
                        "Guessing codes slowly"),
                Attack.of(
                        "guess-app-codes",
                        "model",
                        "after 10 wrong codes the right one is refused",
                        AttacksOnTheCode::guessAppCodes,
                        "Guessing authenticator or recovery codes"),
                Attack.of(
                        "app-code-twice",
                        "model",
                        "one login succeeds",
                        AttacksOnTheCode::appCodeTwice,
                        "Authenticator or recovery code used twice"),
                Attack.of(
                        "code-of-another-login",
                        "model",
                        Observation.NOT_IN,
                        AttacksOnTheCode::codeOfAnotherLogin,
                        "Code of another login"),
                Attack.of(
                        "code-twice",
                        "CVE-2026-90997",
                        "one login succeeds",
                        AttacksOnTheCode::codeTwice,
                        "Code used twice"),
                Attack.of(
                        "code-flood",
                        "model",
                        "no email without the password, at most 5 with it",
                        AttacksOnTheCode::flood,
                        "Email flooding by codes",
                        "Code flooding, account enumeration"),
                Attack.of("code-by-get", "model", "one email", AttacksOnTheCode::byGet, "Code sent by a GET request"),
                Attack.of(
                        "login-of-another",
                        "model",
                        Observation.NOT_IN,
                        AttacksOnTheCode::anotherUser,
                        "Login of another tab or user"),
                Attack.of(
                        "restart",
                        "model",
                        Observation.PASSWORD + "; then " + Observation.PROMPTED + "; one email",
                        AttacksOnTheCode::restart,
                        "Login restart",
                        "Restart, cookie `KC_RESTART`"),
                Attack.of(
                        "device-forged",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheCode::forgedDevice,
                        "Forged device token"),
                Attack.of(
                        "device-copied",
                        "2.3",
                        Observation.PROMPTED,
                        AttacksOnTheCode::copiedDevice,
                        "Copied device token"),
                Attack.of(
                        "device-of-app",
                        "model",
                        Observation.NO_TOKEN,
                        AttacksOnTheCode::deviceOfApp,
                        "Forged device token",
                        "Copied device token"),
                Attack.of(
                        "device-by-script",
                        "model",
                        "HttpOnly, SameSite=Lax",
                        AttacksOnTheCode::deviceCookie,
                        "Device token read by a script"),
                Attack.of(
                        "logins-at-once",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheCode::loginsAtOnce,
                        "Connection pool exhaustion"),
                Attack.of(
                        "configuration-lost",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnTheCode::configurationLost,
                        "Risk data lost"),
                Attack.of("common-password", "model", "refused", AttacksOnTheCode::commonPassword, "Common password"),
                Attack.of(
                        "huge-input",
                        "model",
                        "answered at once",
                        AttacksOnTheCode::huge,
                        "Oversized password or name"),
                Attack.of(
                        "report-unasked",
                        "model",
                        "refused",
                        AttacksOnTheCode::report,
                        "Report read without permission"));
    }

    /** Runs all at once, and returns their results. */
    static <T> List<T> atOnce(List<Callable<T>> tries) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            List<T> seen = new ArrayList<>();
            for (Future<T> one : threads.invokeAll(tries)) {
                seen.add(one.get());
            }
            return seen;
        } finally {
            threads.shutdownNow();
        }
    }

    private static String stolenPassword(Site site) {
        Admin.User user = site.agent();
        site.onKnownDevice(user);
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put(
                "another country",
                Observation.of(
                        site.browser().from(NEW_NETWORK).as(HttpBrowser.SAFARI).login("workspace", user)));
        seen.put("the same kind of browser", Observation.of(site.browser().login("workspace", user)));
        return Observation.each(seen);
    }

    private static String guessAtOnce(Site site) throws Exception {
        // Keycloak's own protection against parallel logins is off, so that only the limit of the code counts.
        try (Admin.Restore unprotected = site.admin().realm(Map.of("bruteForceProtected", false))) {
            Admin.User user = site.agent();
            Page page = site.browser().login("workspace", user);
            String code = site.code(user);
            String action = page.action("gatehouse-code-form");
            List<Callable<Page>> guesses = new ArrayList<>();
            for (int number = 1; number <= 40; number++) {
                Map<String, String> form = Map.of("code", Codes.wrong(code, number));
                guesses.add(() -> page.browser().anotherTab().post(action, form));
            }
            atOnce(guesses);
            long counted = site.admin().events(user).stream()
                    .filter(event -> event.path("error").asText().equals("gatehouse_code_wrong"))
                    .count();
            boolean isIn = page.browser().post(action, Map.of("code", code)).isBackInTheApp();
            return (counted <= 4 ? "at most 5 tries count" : counted + " tries count")
                    + (isIn ? ", then the right code signs in" : ", then the right code is refused");
        }
    }

    private static String guessForAnHour(Site site) {
        Admin.User user = site.agent();
        Page page = site.browser().login("workspace", user);
        for (int login = 0; login < 2; login++) {
            String code = site.code(user);
            for (int number = 1; number <= 5; number++) {
                page = page.postCode(Codes.wrong(code, number));
            }
            site.server().passTheEmailGap(user);
            page = site.browser().login("workspace", user);
        }
        int mails = site.server().inbox().messages(user.email()).size();
        Page third = site.browser().login("workspace", user);
        boolean isClosed = !third.hasCodeField()
                && !third.hasSendButton()
                && site.server().inbox().messages(user.email()).size() == mails;
        return isClosed ? "after 10 wrong codes no code field and no email" : Observation.of(third);
    }

    private static String guessAppCodes(Site site) {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = site.admin().newUserWith(List.of(app.credential()), "agent");
        Page page = site.browser().login("workspace", user);
        for (String code : app.wrongCodes(10)) {
            page = page.enterCode(code);
        }
        return site.browser().login("workspace", user).postCode(app.code()).isBackInTheApp()
                ? Observation.IN
                : "after 10 wrong codes the right one is refused";
    }

    private static String appCodeTwice(Site site) throws Exception {
        try (Admin.Restore unprotected = site.admin().realm(Map.of("bruteForceProtected", false))) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = site.admin().newUserWith(List.of(app.credential()), "agent");
            List<Callable<Boolean>> tries = new ArrayList<>();
            List<Page> logins = Stream.generate(() -> site.browser().login("workspace", user))
                    .limit(4)
                    .toList();
            String code = app.code();
            logins.forEach(login -> tries.add(() -> login.enterCode(code).isBackInTheApp()));
            return ins(atOnce(tries));
        }
    }

    private static String ins(List<Boolean> tries) {
        long count = tries.stream().filter(isIn -> isIn).count();
        return count == 1 ? "one login succeeds" : count + " logins succeed";
    }

    private static String codeOfAnotherLogin(Site site) {
        Admin.User user = site.admin().newUser("owner");
        HttpBrowser browser = site.browser();
        browser.login("workspace", user);
        String code = site.code(user);
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put(
                "another browser",
                Observation.in(site.browser().login("workspace", user).postCode(code)));
        seen.put(
                "another app",
                Observation.in(browser.anotherTab().login("dashboard", user).postCode(code)));
        return Observation.each(seen);
    }

    private static String codeTwice(Site site) throws Exception {
        try (Admin.Restore unprotected = site.admin().realm(Map.of("bruteForceProtected", false))) {
            Admin.User user = site.agent();
            HttpBrowser browser = site.browser();
            Page first = browser.login("workspace", user);
            List<Page> tabs = new ArrayList<>(List.of(first));
            for (int tab = 0; tab < 3; tab++) {
                tabs.add(browser.anotherTab().login("workspace", user));
            }
            String code = site.code(user);
            List<Callable<Boolean>> tries = new ArrayList<>();
            tabs.forEach(tab -> tries.add(() -> tab.postCode(code).isBackInTheApp()));
            return ins(atOnce(tries));
        }
    }

    private static String flood(Site site) {
        Admin.User user = site.agent();
        for (int number = 0; number < 4; number++) {
            site.browser().login("workspace", user, "wrong");
        }
        int without = site.server().inbox().messages(user.email()).size();
        for (int number = 0; number < 8; number++) {
            Page page = site.browser().login("workspace", user);
            if (page.hasSendButton()) {
                page.send();
            }
        }
        int with = site.server().inbox().messages(user.email()).size();
        return (without == 0 ? "no email without the password" : without + " emails without the password")
                + (with <= 5 ? ", at most 5 with it" : ", " + with + " with it");
    }

    private static String byGet(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.browser();
        Page page = browser.login("workspace", user);
        String refresh = page.action("gatehouse-code-form").replaceFirst("session_code=[^&]*&", "");
        for (int number = 0; number < 3; number++) {
            browser.head(page.action("gatehouse-code-form"));
            browser.get(refresh);
        }
        int mails = site.server().inbox().messages(user.email()).size();
        return mails == 1 ? "one email" : mails + " emails";
    }

    private static String anotherUser(Site site) {
        Admin.User alice = site.agent();
        Admin.User bob = site.agent();
        Page ofAlice = site.browser().login("workspace", alice);
        String code = site.code(alice);
        return Observation.in(
                ofAlice.startAgain().enterPassword(bob.email(), Admin.PASSWORD).postCode(code));
    }

    private static String restart(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.browser();
        Page again = browser.login("workspace", user).startAgain();
        String first = Observation.of(again);
        String second = Observation.of(again.enterPassword(user.email(), Admin.PASSWORD));
        int mails = site.server().inbox().messages(user.email()).size();
        return first + "; then " + second + (mails == 1 ? "; one email" : "; " + mails + " emails");
    }

    private static String device(HttpBrowser browser) {
        return browser.cookies().keySet().stream()
                .filter(name -> name.startsWith("GH_DEVICE_"))
                .findFirst()
                .orElseThrow();
    }

    private static String forgedDevice(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.onKnownDevice(user).signOut();
        String name = device(browser);
        String token = browser.cookies().get(name);
        HttpBrowser changed = site.browser();
        changed.cookies().put(name, token.substring(0, token.length() - 4) + "AAAA");
        HttpBrowser foreign = site.browser();
        HttpBrowser of = site.onKnownDevice(site.agent());
        foreign.cookies().put(name, of.cookies().get(device(of)));
        HttpBrowser invented = site.browser();
        invented.cookies().put(name, "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.");
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("changed", Observation.of(changed.login("workspace", user)));
        seen.put("of another user", Observation.of(foreign.login("workspace", user)));
        seen.put("invented", Observation.of(invented.login("workspace", user)));
        return Observation.each(seen);
    }

    /** The owner, who comes second, enters a code and ticks "shared computer"; the thief's copy must then be invalid. */
    private static String copiedDevice(Site site) {
        Admin.User user = site.agent();
        HttpBrowser owner = site.browser();
        owner.loginCompletely("workspace", user);
        HttpBrowser thief = owner.signOut().anotherTab();
        thief.login("workspace", user).tokens();
        thief.signOut().login("workspace", user).tokens();
        site.server().passTheEmailGap(user);
        Page challenged = owner.login("workspace", user);
        if (!challenged.asksForCode()) {
            return "the owner, who came second, sees: " + Observation.of(challenged);
        }
        challenged.enterCodeOnSharedComputer(site.code(user));
        return Observation.of(thief.signOut().login("workspace", user));
    }

    /** The same tokens as the parameter of a direct grant, and one that the app has replaced since it was copied. */
    private static String deviceOfApp(Site site) {
        Admin.User user = site.agent();
        JsonNode challenge = site.phone().call(user, Map.of());
        String copied = site.phone()
                .call(user, Map.of("mfa_token", challenge.path("mfa_token").asText(), "code", site.code(user)))
                .path(DEVICE_TOKEN)
                .asText();
        String later = copied;
        for (int login = 0; login < 2; login++) {
            JsonNode tokens = site.phone().call(user, Map.of(DEVICE_TOKEN, later));
            if (!tokens.has("access_token")) {
                return "the owner’s own app gets " + Observation.NO_TOKEN;
            }
            later = tokens.path(DEVICE_TOKEN).asText();
        }
        HttpBrowser of = site.onKnownDevice(site.agent());
        Map<String, String> seen = new LinkedHashMap<>();
        Map.of(
                        "replaced since",
                        copied,
                        "changed",
                        later.substring(0, later.length() - 4) + "AAAA",
                        "of another user",
                        of.cookies().get(device(of)),
                        "invented",
                        "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.")
                .forEach((kind, token) -> seen.put(
                        kind,
                        Observation.token(site.phone()
                                .from(ANOTHER_NETWORK)
                                .call(user, Map.of(DEVICE_TOKEN, token))
                                .has("access_token"))));
        return Observation.each(seen);
    }

    private static String deviceCookie(Site site) {
        HttpBrowser browser = site.browser();
        browser.loginCompletely("workspace", site.agent());
        String header = browser.cookieHeaders().get(device(browser)).toLowerCase(Locale.ROOT);
        return (header.contains("httponly") ? "HttpOnly" : "readable")
                + (header.contains("samesite=lax") ? ", SameSite=Lax" : ", sent across sites");
    }

    private static String loginsAtOnce(Site site) throws Exception {
        List<Callable<String>> logins = new ArrayList<>();
        for (int number = 0; number < THREADS; number++) {
            Admin.User user = site.agent();
            logins.add(() -> Observation.of(site.browser().login("workspace", user)));
        }
        Map<String, String> seen = new LinkedHashMap<>();
        for (String one : atOnce(logins)) {
            seen.put("login " + (seen.size() + 1), one);
        }
        return Observation.each(seen);
    }

    private static String configurationLost(Site site) {
        Admin.User user = site.agent();
        HttpBrowser known = site.onKnownDevice(user).signOut();
        try (Admin.Restore unconfigured = site.admin().unconfiguredFlow("workspace")) {
            return Observation.of(site.browser().login("workspace", user));
        } finally {
            known.signOut();
        }
    }

    private static String commonPassword(Site site) {
        String policy = site.admin().get("").get("passwordPolicy").asText();
        try (Admin.Restore strict =
                site.admin().realm(Map.of("passwordPolicy", policy.replace("common=off", "common=core")))) {
            Admin.User user = site.agent();
            site.admin().setPassword(user, "Password1!");
            return "accepted";
        } catch (AssertionError refused) {
            return refused.getMessage().contains("400") ? "refused" : Observation.shortened(refused.getMessage());
        }
    }

    private static String huge(Site site) {
        Admin.User user = site.agent();
        String long1 = "Aa1!".repeat(HUGE / 4);
        long begun = System.nanoTime();
        Page password = site.browser().login("workspace", user, long1);
        Page name = site.browser().open("workspace").enterEmail(long1 + "@acme.test");
        long millis = (System.nanoTime() - begun) / 1_000_000;
        return password.status() >= 500 || name.status() >= 500
                ? "a server error"
                : millis < SLOW_MILLIS ? "answered at once" : "answered after " + millis + " ms";
    }

    private static String report(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("anonymous", access(AdminCalls.anonymous(site.server()).call("GET", "/gatehouse/report")));
        seen.put(
                "may view users only",
                access(AdminCalls.with(site.server(), "view-users").call("GET", "/gatehouse/report")));
        return Observation.each(seen);
    }

    private static String access(HttpResponse<String> answer) {
        return answer.statusCode() == 401 || answer.statusCode() == 403
                ? "refused"
                : "answered with " + answer.statusCode();
    }
}
