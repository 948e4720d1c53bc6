package dev.gatehouse.attacks;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Attacks on "Forgotten password" and on emailed links. */
final class AttacksOnRecovery {

    private static final String CODE_FORM = "gatehouse-recovery-code-form";
    private static final String ROW_FLOOD = "Code flooding, account enumeration";

    private AttacksOnRecovery() {}

    static Stream<Attack> all() {
        return Stream.of(
                Attack.of(
                        "forgotten-words",
                        "model",
                        Observation.ALIKE,
                        AttacksOnRecovery::words,
                        "Account enumeration at recovery",
                        ROW_FLOOD),
                Attack.of(
                        "waiting-state",
                        "model",
                        Observation.ALIKE,
                        AttacksOnRecovery::waitingState,
                        "Waiting page asked whether an account exists"),
                Attack.of(
                        "change-begun-by-others",
                        "model",
                        "no email",
                        AttacksOnRecovery::begunByOthers,
                        "Emails sent by opening the change of the password"),
                Attack.of(
                        "found-link",
                        "model",
                        "no address",
                        AttacksOnRecovery::foundLink,
                        "Address revealed by a found link"),
                Attack.of("guess-links", "model", "no form", AttacksOnRecovery::guessLinks, "Guessing a link"),
                Attack.of(
                        "guess-recovery-codes",
                        "model",
                        "after 5 wrong codes the right one is refused",
                        AttacksOnRecovery::guessCodes,
                        "Guessing the code of a link"),
                Attack.of(
                        "recovery-code-of-old-mailbox",
                        "model",
                        "overtaken",
                        AttacksOnRecovery::oldCode,
                        "Code read before a change"),
                Attack.of(
                        "recovery-flood",
                        "model",
                        "at most 5 emails",
                        AttacksOnRecovery::flood,
                        "Email flooding by recovery"),
                Attack.of(
                                "not-me-starved",
                                "2.4",
                                "the email arrives",
                                AttacksOnRecovery::notMeStarved,
                                "\"This was not me\" emails used up")
                        .at(Attack.Pace.LONG),
                Attack.of(
                        "message-in-mail",
                        "model",
                        "no message",
                        AttacksOnRecovery::message,
                        "Attacker's text in an email"),
                Attack.of(
                        "link-scanned",
                        "model",
                        "the link still works",
                        AttacksOnRecovery::scanned,
                        "Link opened by an email scanner"),
                Attack.of(
                        "link-twice",
                        "CVE-2026-90997",
                        "one submit succeeds",
                        AttacksOnRecovery::twice,
                        "Link used twice"),
                Attack.of("open-http", "model", "refused", AttacksOnRecovery::http, "Password read in transit"),
                Attack.of(
                        "link-in-foreign-session",
                        "model",
                        "the other user stays signed in, no new session",
                        AttacksOnRecovery::foreignSession,
                        "Session opened or closed by a link"),
                Attack.of("way-on-elsewhere", "model", "no link to it", AttacksOnRecovery::elsewhere, "Open redirect"),
                Attack.of(
                        "password-in-open-browser",
                        "model",
                        "an email first",
                        AttacksOnRecovery::openBrowser,
                        "Password change in an unattended browser"),
                Attack.of(
                        "mailbox-alone",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnRecovery::mailboxAlone,
                        "Mailbox alone"),
                Attack.of(
                        "waiting-login-elsewhere",
                        "model",
                        Observation.NOT_IN,
                        AttacksOnRecovery::waitingElsewhere,
                        "Waiting login of another browser"),
                Attack.of(
                        "waiting-login-short",
                        "model",
                        "prompted for a code (stronger factor); access to the app refused (app); prompted for the password (restart)",
                        AttacksOnRecovery::waitingShort,
                        "Waiting login that skips a step"),
                Attack.of(
                        "proven-mailbox",
                        "model",
                        Observation.PROMPTED,
                        AttacksOnRecovery::provenMailbox,
                        "Proof of the mailbox taken further"));
    }

    private static String withoutAddress(Page page, Admin.User user) {
        return page.status() + " " + page.text().replace(user.email(), "…");
    }

    private static String words(Site site) {
        Admin.User known = site.agent();
        Admin.User unknown = new Admin.User("", "nobody-" + known.email());
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put(
                "forgotten password",
                withoutAddress(site.recoveries().ask(site.browser(), "workspace", known), known)
                                .equals(withoutAddress(
                                        site.recoveries().ask(site.browser(), "workspace", unknown), unknown))
                        ? Observation.ALIKE
                        : "different answers");
        seen.put(
                "this was not me",
                withoutAddress(site.recoveries().askNotMe(site.browser(), known), known)
                                .equals(withoutAddress(site.recoveries().askNotMe(site.browser(), unknown), unknown))
                        ? Observation.ALIKE
                        : "different answers");
        return Observation.each(seen);
    }

    private static String waitingState(Site site) {
        Admin.User known = site.agent();
        Admin.User unknown = new Admin.User("", "nobody-" + known.email());
        Page ofKnown = site.recoveries().ask(site.browser(), "workspace", known);
        Page ofUnknown = site.recoveries().ask(site.browser(), "workspace", unknown);
        site.recoveries().latest(known, 1);
        // Opening the link shows nothing yet.
        site.browser().get(site.recoveries().link(known));
        return state(site, ofKnown).equals(state(site, ofUnknown)) ? Observation.ALIKE : "different answers";
    }

    private static String state(Site site, Page waiting) {
        Page state = site.browser().get(waiting.attribute("gatehouse-wait", "data-state"));
        return state.status() + " " + state.html();
    }

    private static String begunByOthers(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.onKnownDevice(user);
        int before = site.recoveries().mails(user).size();
        for (int number = 0; number < 3; number++) {
            Page page = browser.open("workspace", "kc_action=UPDATE_PASSWORD");
            browser.head(page.url());
            browser.get(page.url());
            browser.post(
                    page.action("gatehouse-change-form").replaceFirst("session_code=[^&]*", "session_code=forged"),
                    Map.of("send", "on"));
        }
        site.letEmailsLeave();
        site.recoveries().letEmailsArrive();
        int sent = site.recoveries().mails(user).size() - before;
        return sent == 0 ? "no email" : sent + " emails";
    }

    private static String foundLink(Site site) {
        Admin.User user = site.agent();
        Page page = site.browser().get(site.recoveries().linkFor(user));
        return page.html().contains(user.email())
                ? "the address"
                : Recoveries.asksForPassword(page) ? "no address" : Observation.of(page);
    }

    private static String guessLinks(Site site) {
        String link = site.recoveries().linkFor(site.agent());
        Map<String, String> seen = new LinkedHashMap<>();
        for (String guess : List.of(
                "0".repeat(28),
                link.substring(link.length() - 28, link.length() - 1) + "0",
                "' or 1=1",
                "%00",
                "A".repeat(4000))) {
            String other =
                    link.substring(0, link.length() - 28) + (guess.matches("[0-9A-Z%]+") ? guess : Admin.encode(guess));
            Page page = other.equals(link) ? null : site.browser().get(other);
            seen.put("guess " + seen.size(), page == null || !Recoveries.asksForPassword(page) ? "no form" : "a form");
        }
        return Observation.each(seen);
    }

    private static String guessCodes(Site site) {
        Admin.User user = site.agent();
        Page waiting = site.recoveries().ask(site.browser(), "workspace", user);
        String right = site.recoveries().code(user);
        Page page = waiting;
        for (int number = 0; number < 5; number++) {
            page = waiting.submit(CODE_FORM, Map.of("code", "ABCD-EFG" + number));
        }
        Page last = waiting.submit(CODE_FORM, Map.of("code", right));
        return Recoveries.asksForPassword(last)
                ? "a form"
                : page.status() < 500 ? "after 5 wrong codes the right one is refused" : "a server error";
    }

    private static String oldCode(Site site) {
        Admin.User user = site.agent();
        Page waiting = site.recoveries().ask(site.browser(), "workspace", user);
        String code = site.recoveries().code(user);
        site.admin().update(user, Map.of("email", "moved-" + user.email()));
        Page page = waiting.submit(CODE_FORM, Map.of("code", code));
        return Recoveries.asksForPassword(page)
                ? "a form"
                : Recoveries.saying(page).equals("OVERTAKEN") ? "overtaken" : Observation.of(page);
    }

    private static String flood(Site site) {
        Admin.User user = site.agent();
        for (int number = 0; number < 12; number++) {
            site.recoveries().ask(site.browser(), "workspace", user);
        }
        site.letEmailsLeave();
        site.recoveries().letEmailsArrive();
        int mails = site.recoveries().mails(user).size();
        return mails <= 5 ? "at most 5 emails" : mails + " emails";
    }

    private static String notMeStarved(Site site) {
        Admin.User user = site.agent();
        for (int number = 1; number <= 5; number++) {
            site.recoveries().ask(site.browser(), "workspace", user);
            site.recoveries().latest(user, number);
            site.server().passTheEmailGap(user);
        }
        site.recoveries().askNotMe(site.browser(), user);
        return site.soon(() -> site.recoveries().mails(user).size() > 5) ? "the email arrives" : "no email";
    }

    private static String message(Site site) {
        Admin.User user = site.agent();
        HttpBrowser stranger = site.browser().as("Account hacked call 18005550199 bot");
        Recoveries.enter(stranger.get(site.server().realmUrl() + "/gatehouse/forgot"), user.email());
        return site.recoveries().latest(user, 1).text().contains("18005550199") ? "the message" : "no message";
    }

    private static String scanned(Site site) {
        Admin.User user = site.agent();
        String link = site.recoveries().linkFor(user);
        for (int number = 0; number < 3; number++) {
            site.browser().head(link);
            site.browser().get(link);
            site.browser().post(link, Map.of());
        }
        return Recoveries.asksForPassword(site.browser().get(link)) ? "the link still works" : "the link is used up";
    }

    private static String twice(Site site) throws Exception {
        Admin.User user = site.agent();
        String link = site.recoveries().linkFor(user);
        List<Callable<Boolean>> submits = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            Page form = site.browser().get(link);
            String password = Recoveries.NEW_PASSWORD + number;
            submits.add(
                    () -> Recoveries.saying(Recoveries.choose(form, password)).equals("DONE"));
        }
        long won = AttacksOnTheCode.atOnce(submits).stream()
                .filter(isDone -> isDone)
                .count();
        return won == 1 ? "one submit succeeds" : won + " submits succeed";
    }

    private static String http(Site site) {
        Admin.User user = site.agent();
        String link = site.recoveries().linkFor(user);
        Page open = site.browser().get(link);
        try (Admin.Restore secure = site.admin().realm(Map.of("sslRequired", "all"))) {
            Map<String, String> seen = new LinkedHashMap<>();
            seen.put("open", Recoveries.asksForPassword(site.browser().get(link)) ? "a form" : "refused");
            seen.put("submit", Recoveries.choose(open, Recoveries.NEW_PASSWORD).status() == 403 ? "refused" : "taken");
            return Observation.each(seen);
        }
    }

    private static String foreignSession(Site site) {
        Admin.User user = site.agent();
        Admin.User other = site.agent();
        HttpBrowser browser = site.browser();
        browser.loginCompletely("workspace", other);
        Recoveries.choose(browser.get(site.recoveries().linkFor(user)), Recoveries.NEW_PASSWORD);
        String subject = browser.open("workspace").tokens().get("sub").asText();
        return subject.equals(other.id()) && site.sessions(user) == 0
                ? "the other user stays signed in, no new session"
                : "a session has changed";
    }

    private static String elsewhere(Site site) {
        Admin.User user = site.agent();
        HttpBrowser browser = site.browser();
        String evil = "https://evil.example/";
        Page form = browser.get(
                site.server().realmUrl() + "/gatehouse/forgot?client_id=workspace&redirect_uri=" + Admin.encode(evil));
        Page waiting = Recoveries.enter(form, user.email());
        Page done = Recoveries.choose(browser.get(site.recoveries().link(user)), Recoveries.NEW_PASSWORD);
        return Stream.of(form, waiting, done).anyMatch(page -> page.html().contains("evil.example"))
                ? "a link to it"
                : "no link to it";
    }

    private static String openBrowser(Site site) {
        Admin.User user = site.agent();
        HttpBrowser left = site.onKnownDevice(user);
        Page page = left.open("workspace", "kc_action=UPDATE_PASSWORD");
        return page.has("gatehouse-change-form") ? "an email first" : Observation.of(page);
    }

    /** The link opened elsewhere, the page of the login taken elsewhere, and the login's cookie copied. */
    private static String waitingElsewhere(Site site) {
        Admin.User user = site.agent();
        HttpBrowser asking = site.browser();
        Page waiting = site.recoveries().ask(asking, "workspace", user);
        HttpBrowser other = site.browser();
        Recoveries.choose(other.get(site.recoveries().link(user)), Recoveries.NEW_PASSWORD);
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("the browser that waits", Observation.in(asking.get(top(waiting))));
        seen.put("the other", Observation.in(other.get(top(waiting))));

        Admin.User phished = site.agent();
        Page ofVictim = site.recoveries().ask(site.browser(), "workspace", phished);
        HttpBrowser thief = site.browser();
        Page form = thief.get(ofVictim.url())
                .submit(
                        "gatehouse-recovery-code-form",
                        Map.of("code", site.recoveries().code(phished)));
        Recoveries.choose(form, Recoveries.NEW_PASSWORD);
        seen.put("a stolen page", Observation.in(thief.get(top(ofVictim))));

        Admin.User copied = site.agent();
        HttpBrowser own = site.browser();
        site.recoveries().ask(own, "workspace", copied);
        HttpBrowser copy = own.anotherTab();
        own.stoppingBefore("login-actions/authenticate");
        Page top = Recoveries.choose(own.get(site.recoveries().link(copied)), Recoveries.NEW_PASSWORD);
        seen.put("a copied cookie", Observation.in(copy.get(top.url())));
        return Observation.each(seen);
    }

    /** Where the login begins that a page waits for. */
    private static String top(Page waiting) {
        return waiting.browser()
                .get(waiting.url() + "/other")
                .link("login-actions/restart")
                .replace("login-actions/restart", "login-actions/authenticate");
    }

    private static String waitingShort(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        Admin.User stronger = site.admin().newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        seen.put("stronger factor", Observation.of(newPasswordAt(site, site.browser(), "workspace", stronger)));
        seen.put("app", Observation.of(newPasswordAt(site, site.browser(), "dashboard", site.agent())));
        HttpBrowser browser = site.browser().stoppingBefore("login-actions/authenticate");
        Page top = newPasswordAt(site, browser, "workspace", site.agent());
        browser.goingOn().get(top.url().replace("login-actions/authenticate", "login-actions/restart"));
        seen.put("restart", Observation.of(browser.get(top.url())));
        return Observation.each(seen);
    }

    private static Page newPasswordAt(Site site, HttpBrowser browser, String app, Admin.User user) {
        site.recoveries().ask(browser, app, user);
        return Recoveries.choose(browser.get(site.recoveries().link(user)), Recoveries.NEW_PASSWORD);
    }

    private static String provenMailbox(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        Admin.User user = site.agent();
        HttpBrowser browser = site.browser();
        Recoveries.choose(browser.get(site.recoveries().linkFor(user)), Recoveries.NEW_PASSWORD);
        seen.put("another browser", Observation.of(site.browser().login("workspace", user, Recoveries.NEW_PASSWORD)));
        seen.put("another account", Observation.of(browser.login("workspace", site.agent())));
        site.admin().setPassword(user, Admin.PASSWORD);
        seen.put("after another change", Observation.of(browser.login("workspace", user)));
        Admin.User stronger = site.admin().newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        HttpBrowser another = site.browser();
        Recoveries.choose(another.get(site.recoveries().linkFor(stronger)), Recoveries.NEW_PASSWORD);
        seen.put("stronger factor", Observation.of(another.login("workspace", stronger, Recoveries.NEW_PASSWORD)));
        return Observation.each(seen);
    }

    private static String mailboxAlone(Site site) {
        Admin.User user = site.agent();
        Page done = Recoveries.choose(site.browser().get(site.recoveries().linkFor(user)), Recoveries.NEW_PASSWORD);
        return Recoveries.saying(done).equals("DONE")
                ? Observation.of(site.browser().login("workspace", user, Recoveries.NEW_PASSWORD))
                : Observation.of(done);
    }
}
