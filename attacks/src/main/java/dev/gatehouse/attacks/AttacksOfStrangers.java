package dev.gatehouse.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Strangers who know at most an email address. */
final class AttacksOfStrangers {

    private static final String WHO = "Account enumeration at sign-in";
    private static final String ROW_FLOOD = "Code flooding, account enumeration";
    private static final String PAGES = "Recovery pages that fill the store";
    private static final String OLD_LINK = "Link in an old mailbox";
    private static final String INBOX = "Email flooding by recovery";

    private static final int WRONG = 15;
    private static final int MOST_WRONG = 60;
    private static final int TRIES_OF_A_DEVICE = 8;
    private static final int ROUNDS = 25;
    private static final int WARM_UP = 4;
    private static final double LEAST = 0.25;
    private static final int FLOOD = 200;
    private static final int LINK_LIFE_SECONDS = 10;
    private static final int NETWORK_LIMIT = 10;
    private static final int NETWORKS = 48;
    private static final int AT_ONCE = 8;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{8}");

    private AttacksOfStrangers() {}

    static Stream<Attack> all() {
        return Stream.of(
                Attack.of("time-of-sign-in", "3.1", Observation.ALIKE, AttacksOfStrangers::time, WHO, ROW_FLOOD)
                        .at(Attack.Pace.ALONE),
                Attack.of("words-unknown", "3.1", Observation.ALIKE, AttacksOfStrangers::unknown, WHO, ROW_FLOOD),
                Attack.of("words-locked", "3.1", Observation.ALIKE, AttacksOfStrangers::locked, WHO, ROW_FLOOD),
                Attack.of("words-company", "3.1", Observation.ALIKE, AttacksOfStrangers::company, WHO, ROW_FLOOD),
                Attack.of("words-disabled", "5", Observation.ALIKE, AttacksOfStrangers::disabled, WHO, ROW_FLOOD),
                Attack.of("lock-out", "3.2", Observation.IN, AttacksOfStrangers::lockOut, "Lockout by wrong passwords"),
                Attack.of(
                        "lock-out-in-silence",
                        "3.2",
                        "the owner is notified once",
                        AttacksOfStrangers::lockOutNotice,
                        "Lockout by wrong passwords"),
                Attack.of(
                        "lock-out-passed-by-stranger",
                        "3.2",
                        Observation.NOT_IN,
                        AttacksOfStrangers::strangerPassesLock,
                        "Guessing past a lockout"),
                Attack.of(
                        "network-closed",
                        "3.5",
                        "the colleague gets an email",
                        AttacksOfStrangers::networkClosed,
                        INBOX,
                        "Recovery blocked for a network"),
                Attack.of(
                                "link-kept-alive",
                                "3.5",
                                "the link has expired",
                                AttacksOfStrangers::keptAlive,
                                OLD_LINK,
                                "Page kept open past its link")
                        .at(Attack.Pace.LONG),
                Attack.of(
                        "ipv6-networks",
                        "3.5",
                        "refused after some requests",
                        AttacksOfStrangers::ipv6,
                        INBOX,
                        PAGES,
                        "Rotating IPv6 networks"),
                Attack.of(
                        "second-intruder",
                        "3.5",
                        "the owner is notified of both",
                        AttacksOfStrangers::secondIntruder,
                        "Risk profile trained by an intruder",
                        "Sign-in hidden behind an earlier notice"),
                Attack.of(
                        "impersonation-in-silence",
                        "3.5",
                        "the owner is notified",
                        AttacksOfStrangers::impersonation,
                        "Impersonation",
                        "Unseen administrator access"),
                Attack.of(
                        "page-policy",
                        "3.5",
                        "script-src",
                        AttacksOfStrangers::policy,
                        "Device token read by a script"),
                Attack.of(
                                "reset-page-flood",
                                "5",
                                "almost nothing is stored",
                                AttacksOfStrangers::resetPages,
                                PAGES,
                                "Page views that fill the memory")
                        .at(Attack.Pace.ALONE),
                Attack.of(
                        "spared-session",
                        "5",
                        "ended, unless the owner keeps it",
                        AttacksOfStrangers::spared,
                        "Stolen session"));
    }

    private static String address(String domain) {
        return "n" + UUID.randomUUID().toString().substring(0, 8) + "@" + domain;
    }

    /** The response times of the two pages of a login. */
    private record Timed(double first, double second) {}

    /** Interleaved, compared by rank; tried twice, because other load on the machine may disturb the first. */
    private static String time(Site site) {
        String policy = site.admin().get("").get("passwordPolicy").asText();
        // The cost of a hash must be measurable: some test servers have a cheap one.
        Map<String, Object> settings = Map.of(
                "bruteForceProtected",
                false,
                "passwordPolicy",
                policy + " and hashAlgorithm(pbkdf2-sha512) and hashIterations(60000)");
        try (Admin.Restore hashing = site.admin().realm(settings)) {
            Admin.User known = site.agent();
            Admin.User off = site.agent();
            site.admin().update(off, Map.of("enabled", false));
            List<String> emails = List.of(known.email(), "n" + known.email().substring(1), off.email());
            String seen = measured(site, emails);
            return seen.equals(Observation.ALIKE) ? seen : measured(site, emails);
        }
    }

    private static String measured(Site site, List<String> emails) {
        HttpBrowser browser = site.browser();
        List<List<Timed>> times = emails.stream()
                .map(email -> (List<Timed>) new ArrayList<Timed>())
                .toList();
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (int turn = 0; turn < emails.size(); turn++) {
                // Runs each order equally often.
                int kind = (turn + round + WARM_UP) % emails.size();
                Timed timed = timed(browser.signOut(), emails.get(kind));
                if (round >= 0) {
                    times.get(kind).add(timed);
                }
            }
        }
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("unknown, first page", compared(times.get(0), times.get(1), Timed::first));
        seen.put("unknown, second page", compared(times.get(0), times.get(1), Timed::second));
        seen.put("disabled, first page", compared(times.get(0), times.get(2), Timed::first));
        seen.put("disabled, second page", compared(times.get(0), times.get(2), Timed::second));
        return Observation.each(seen);
    }

    private static String compared(List<Timed> known, List<Timed> other, ToDoubleFunction<Timed> page) {
        double auc = auc(
                known.stream().mapToDouble(page).toArray(),
                other.stream().mapToDouble(page).toArray());
        return auc >= LEAST && auc <= 1 - LEAST
                ? Observation.ALIKE
                : String.format(Locale.ROOT, "distinguishable by time, AUC %.2f", auc);
    }

    private static Timed timed(HttpBrowser browser, String email) {
        Page opened = browser.open("workspace");
        long begun = System.nanoTime();
        Page second = opened.enterEmail(email);
        long between = System.nanoTime();
        Page end = second.has("password") ? second.enterPassword(email, "Wr0ng!Passw0rd") : second;
        long done = System.nanoTime();
        return end.status() >= 500 ? new Timed(0, 0) : new Timed(between - begun, done - between);
    }

    /** The share of pairs in which the first is greater than the second. */
    static double auc(double[] first, double[] second) {
        double greater = 0;
        for (double one : first) {
            for (double other : second) {
                greater += one > other ? 1 : one == other ? 0.5 : 0;
            }
        }
        return greater / (first.length * second.length);
    }

    private static String said(Page page, String email) {
        return page.status() + " " + page.text().replace(email, "…");
    }

    /** The two pages of a login with a wrong password. */
    private static List<String> said(Site site, String email) {
        Page first = site.browser().open("workspace").enterEmail(email);
        return List.of(
                said(first, email),
                first.has("password")
                        ? said(first.enterPassword(email, "Wr0ng!Passw0rd"), email)
                        : Observation.of(first));
    }

    private static String alike(List<String> one, List<String> other) {
        Map<String, String> seen = new LinkedHashMap<>();
        seen.put("first page", one.get(0).equals(other.get(0)) ? Observation.ALIKE : "different answers");
        seen.put("second page", one.get(1).equals(other.get(1)) ? Observation.ALIKE : "different answers");
        return Observation.each(seen);
    }

    private static String unknown(Site site) {
        return alike(said(site, site.agent().email()), said(site, address("acme.test")));
    }

    /** Enters wrong passwords until the account is locked; while Keycloak counts one, it counts no other. */
    private static void lock(Site site, Admin.User user) {
        for (int number = 1; number <= MOST_WRONG; number++) {
            site.phone().call(user, Map.of("password", "Wr0ng!Passw0rd"));
            if (number >= WRONG && isLocked(site, user)) {
                return;
            }
        }
        if (!site.soon(() -> isLocked(site, user))) {
            throw new IllegalStateException("the account was not locked");
        }
    }

    private static boolean isLocked(Site site, Admin.User user) {
        return site.admin()
                .get("/attack-detection/brute-force/users/" + user.id())
                .path("disabled")
                .asBoolean();
    }

    private static String locked(Site site) {
        Admin.User user = site.agent();
        lock(site, user);
        return alike(said(site, user.email()), said(site, address("acme.test")));
    }

    private static String disabled(Site site) {
        Admin.User user = site.agent();
        site.admin().update(user, Map.of("enabled", false));
        return alike(said(site, user.email()), said(site, address("acme.test")));
    }

    /** A local account with a password whose address is in a company's domain. */
    private static String company(Site site) {
        String email = address("initech.test");
        site.admin().newUserNamed(email, email, "agent");
        Admin.User member = Company.INITECH.newMember(site.server(), "agent");
        Map<String, String> seen = new LinkedHashMap<>();
        String unknown = place(site, address("initech.test"));
        seen.put("local account", place(site, email).equals(unknown) ? Observation.ALIKE : "different answers");
        seen.put("member", place(site, member.email()).equals(unknown) ? Observation.ALIKE : "different answers");
        return Observation.each(seen);
    }

    /** The site that prompts for the password, and its text. */
    private static String place(Site site, String email) {
        Page page = site.browser().open("workspace").enterEmail(email);
        return page.url().replaceFirst("[?].*", "") + " " + page.status() + " "
                + page.text().replace(email, "…");
    }

    private static String lockOut(Site site) {
        Admin.User user = site.agent();
        HttpBrowser owner = site.onKnownDevice(user);
        lock(site, user);
        return Observation.of(owner.signOut().login("workspace", user));
    }

    private static String lockOutNotice(Site site) {
        Admin.User user = site.agent();
        lock(site, user);
        site.phone().call(user, Map.of("password", "Wr0ng!Passw0rd"));
        if (!site.soon(() -> !site.recoveries().mails(user).isEmpty())) {
            return "no notice";
        }
        site.recoveries().letEmailsArrive();
        int mails = site.recoveries().mails(user).size();
        return mails == 1 ? "the owner is notified once" : "the owner is notified " + mails + " times";
    }

    private static String strangerPassesLock(Site site) {
        Admin.User user = site.agent();
        HttpBrowser other = site.onKnownDevice(site.agent());
        HttpBrowser own = site.onKnownDevice(user);
        lock(site, user);
        Map<String, String> seen = new LinkedHashMap<>();
        Page without = site.browser().login("workspace", user);
        seen.put("without a device", without.asksForCode() ? "past the password" : Observation.in(without));
        seen.put("with another's device", Observation.in(other.signOut().login("workspace", user)));
        Page guessed = own.signOut().open("workspace").enterEmail(user.email());
        for (int number = 0; number < TRIES_OF_A_DEVICE; number++) {
            guessed = guessed.has("password") ? guessed.enterPassword(user.email(), "Wr0ng!Passw0rd") : guessed;
        }
        seen.put("guessing on the owner's device", Observation.in(own.signOut().login("workspace", user)));
        seen.put(
                "direct grant",
                site.phone().call(user, Map.of()).path("error").asText().equals("invalid_grant")
                        ? Observation.NOT_IN
                        : "past the password");
        return Observation.each(seen);
    }

    private static Page forgot(Site site, HttpBrowser browser, String email) {
        return Recoveries.enter(browser.get(site.server().realmUrl() + "/gatehouse/forgot"), email);
    }

    private static String networkClosed(Site site) {
        try (Admin.Restore low = recovery(site, Map.of("networkLimit", Integer.toString(NETWORK_LIMIT)))) {
            String network = "10.200." + ThreadLocalRandom.current().nextInt(256) + ".7";
            HttpBrowser loud = site.server().newBrowser().from(network);
            String own = site.agent().email();
            for (int number = 0; number < 2 * NETWORK_LIMIT; number++) {
                forgot(site, loud, own);
            }
            site.letEmailsLeave();
            Admin.User colleague = site.agent();
            forgot(site, site.server().newBrowser().from(network).as(HttpBrowser.SAFARI), colleague.email());
            return site.soon(() -> !site.recoveries().mails(colleague).isEmpty())
                    ? "the colleague gets an email"
                    : "no email";
        }
    }

    private static Admin.Restore recovery(Site site, Map<String, String> settings) {
        return site.flows().config("gatehouse reset", "gatehouse-forgot-password", settings);
    }

    private static String keptAlive(Site site) {
        try (Admin.Restore brief = recovery(site, Map.of("linkLifetime", Integer.toString(LINK_LIFE_SECONDS)))) {
            Admin.User user = site.agent();
            String link = site.recoveries().linkFor(user);
            Page page = site.browser().get(link);
            if (!Recoveries.asksForPassword(page)) {
                return "no form in time";
            }
            String opened = page.element("input[name=opened]").val();
            // Kept open until twice its life has passed since it was opened.
            for (int number = 0; number < 2 * LINK_LIFE_SECONDS / 4 + 1; number++) {
                Site.pass(Duration.ofSeconds(4));
                Page ticket = page.browser()
                        .post(page.action("gatehouse-password-form"), Map.of("still-here", "on", "opened", opened));
                opened = ticket.status() == 200
                                && !ticket.text().isBlank()
                                && !ticket.text().contains(" ")
                        ? ticket.text()
                        : opened;
            }
            Page end = page.browser()
                    .post(
                            page.action("gatehouse-password-form"),
                            Map.of(
                                    "opened",
                                    opened,
                                    "password-new",
                                    Recoveries.NEW_PASSWORD,
                                    "password-confirm",
                                    Recoveries.NEW_PASSWORD,
                                    "logout-sessions",
                                    "on"));
            return Recoveries.saying(end).equals("DONE") ? "the password is changed" : "the link has expired";
        }
    }

    /** One attacker has a /48, and so thousands of networks. */
    private static String ipv6(Site site) {
        try (Admin.Restore low = recovery(site, Map.of("networkLimit", "5"))) {
            Map<String, Integer> seen = new LinkedHashMap<>();
            String first = HEX.matcher(UUID.randomUUID().toString())
                    .results()
                    .findFirst()
                    .orElseThrow()
                    .group();
            for (int number = 0; number < NETWORKS; number++) {
                HttpBrowser browser = site.browser()
                        .from("2a0" + first.charAt(0) + ":" + first.substring(1, 5) + ":1:"
                                + Integer.toHexString(number * 256) + "::1");
                Page page = forgot(site, browser, address("acme.test"));
                if (number % AT_ONCE == 0) {
                    site.letEmailsLeave();
                }
                seen.merge(page.text().replaceAll("\\d+|\\S+@\\S+", ""), 1, Integer::sum);
            }
            return seen.size() > 1 ? "refused after some requests" : "never refused";
        }
    }

    private static String secondIntruder(Site site) {
        String subject = "New sign-in";
        Admin.User user = site.agent();
        try (Admin.Restore observing = site.admin().mfa(Map.of("mode", "observe"))) {
            HttpBrowser owner = site.browser().from("193.0.6.139");
            owner.login("workspace", user).tokens();
            owner.signOut().login("workspace", user).tokens();
            site.browser()
                    .from("193.0.6.139")
                    .as(HttpBrowser.SAFARI)
                    .login("workspace", user)
                    .tokens();
            if (!site.isNotified(user, subject)) {
                return "the owner is notified of neither";
            }
            site.browser().from("133.11.0.1").login("workspace", user).tokens();
            return site.soon(() -> subjects(site, user)
                                    .filter(sent -> sent.contains(subject))
                                    .count()
                            > 1)
                    ? "the owner is notified of both"
                    : "the owner is notified of the first only";
        }
    }

    private static Stream<String> subjects(Site site, Admin.User user) {
        return site.recoveries().mails(user).stream().map(Mail::subject);
    }

    private static String impersonation(Site site) {
        Admin.User user = site.agent();
        site.browser().impersonate(user);
        return site.soon(() -> !site.recoveries().mails(user).isEmpty()) ? "the owner is notified" : "no notice";
    }

    private static String policy(Site site) throws IOException, InterruptedException {
        Page page = site.browser().open("workspace");
        HttpRequest request = HttpRequest.newBuilder(URI.create(site.server().realmUrl()
                        + "/protocol/openid-connect/auth?response_type=code&scope=openid&client_id=workspace&code_challenge_method=S256"
                        + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&redirect_uri="
                        + Admin.encode(HttpBrowser.CALLBACK)))
                .header("Accept", "text/html")
                .build();
        HttpResponse<String> answer = Http.client().send(request, HttpResponse.BodyHandlers.ofString());
        boolean inHeader = answer.headers().allValues("Content-Security-Policy").stream()
                .anyMatch(policy -> policy.contains("script-src"));
        boolean inPage =
                page.html().contains("Content-Security-Policy") && page.html().contains("script-src");
        return inHeader || inPage ? "script-src" : "no script-src";
    }

    private static String resetPages(Site site) {
        if (!site.server().hasMetrics()) {
            site.server().metric("needed to count");
        }
        double before = kept(site);
        HttpBrowser stranger = site.browser().stoppingBefore("/gatehouse/");
        for (int number = 0; number < FLOOD; number++) {
            stranger.signOut().get(site.server().realmUrl() + "/login-actions/reset-credentials?client_id=workspace");
        }
        double more = kept(site) - before;
        return more <= FLOOD / 10.0
                ? "almost nothing is stored"
                : String.format(Locale.ROOT, "%.0f entries of %d requests are stored", more, FLOOD);
    }

    /** What Keycloak stores of authentication sessions and single-use objects. */
    private static double kept(Site site) {
        List<Double> entries = site.server()
                .metricLines()
                .filter(line -> line.startsWith("vendor_statistics_approximate_entries{"))
                .filter(line ->
                        line.contains("cache=\"authenticationSessions\"") || line.contains("cache=\"actionTokens\""))
                .map(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .toList();
        if (entries.isEmpty()) {
            throw new IllegalStateException("the server has no metrics of its caches");
        }
        return entries.stream().mapToDouble(Double::doubleValue).sum();
    }

    /** The session that requested a password change may be the intruder's. */
    private static String spared(Site site) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (boolean said : new boolean[] {false, true}) {
            Admin.User user = site.agent();
            HttpBrowser requesting = site.browser();
            requesting.loginCompletely("workspace", user);
            int before = site.recoveries().mails(user).size();
            requesting.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
            site.recoveries().latest(user, before + 1);
            Page form = site.browser().get(site.recoveries().link(user));
            form.submit(
                    "gatehouse-password-form",
                    said
                            ? Map.of(
                                    "password-new",
                                    Recoveries.NEW_PASSWORD,
                                    "password-confirm",
                                    Recoveries.NEW_PASSWORD,
                                    "logout-sessions",
                                    "on",
                                    "keep-asking",
                                    "on")
                            : Map.of(
                                    "password-new",
                                    Recoveries.NEW_PASSWORD,
                                    "password-confirm",
                                    Recoveries.NEW_PASSWORD,
                                    "logout-sessions",
                                    "on"));
            boolean isKept = requesting.refresh().text().contains("access_token");
            seen.put(
                    said ? "the owner keeps it" : "by default",
                    isKept == said ? "ended, unless the owner keeps it" : isKept ? "kept" : "ended");
        }
        return Observation.each(seen);
    }

    /** The status and the error code of an answer. */
    static String statusAndError(JsonNode answer) {
        return answer.path("status").asInt() + " " + answer.path("error").asText();
    }
}
