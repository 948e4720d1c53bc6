package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.SlowMailServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Cases of who requests a link, how often, and whether the answer reveals anything. */
final class RequestCases {

    private static final String WHO = "Accounts and addresses";
    private static final String OFTEN = "Repeated requests";
    private static final int REQUESTS = 30;
    /** The number of emails that one account may get within an hour. */
    private static final int ENOUGH = 5;

    private static final int SAMPLES = 9;

    private RequestCases() {}

    static List<RecoveryCase> all() {
        return Stream.concat(who(), often()).toList();
    }

    private static Stream<RecoveryCase> who() {
        return Stream.of(
                RecoveryCase.of(
                        WHO,
                        "An unknown address, a disabled account, one without an address, and one that works: the responses",
                        RecoverySetting.ALONE,
                        RequestCases::answers),
                RecoveryCase.of(
                                WHO,
                                "The same with a mail server that takes 50 ms for each reply: the response time",
                                RecoverySetting.ALONE,
                                RequestCases::times)
                        .worst(8),
                typed("The address with spaces or a tab around it, or in capitals", List.of(" %s ", "\t%s", "%S")),
                typed(
                        "The address in angle brackets, in quotes, or with a full stop",
                        List.of("<%s>", "\"%s\"", "%s.")),
                RecoveryCase.of(
                        WHO,
                        "A temporarily locked user, link opened in the same browser",
                        RecoverySetting.LOCKING,
                        play -> locked(play, true)),
                RecoveryCase.of(
                                WHO,
                                "A temporarily locked user, link opened on another device",
                                RecoverySetting.LOCKING,
                                play -> locked(play, false))
                        .worst(2),
                RecoveryCase.of(
                        WHO,
                        "A permanently locked user",
                        RecoverySetting.LOCKING_FOR_GOOD,
                        RequestCases::lockedForGood),
                RecoveryCase.of(
                        WHO,
                        "A user who signs in through an identity provider and has no password",
                        RecoverySetting.USUAL,
                        RequestCases::withoutPassword),
                RecoveryCase.of(WHO, "The account is disabled after the email", RecoverySetting.USUAL, play -> {
                    String link = play.link();
                    play.admin().update(play.user(), Map.of("enabled", false));
                    return noted(play, play.browser().get(link), "administrator");
                }),
                RecoveryCase.of(
                        WHO, "The account gets another address after the email", RecoverySetting.USUAL, play -> {
                            String link = play.link();
                            Admin.User moved = new Admin.User(
                                    play.user().id(),
                                    "u" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test");
                            play.admin().update(moved, Map.of("email", moved.email(), "username", moved.email()));
                            play.become(moved);
                            return play.finish(play.browser().get(link));
                        }),
                RecoveryCase.of(WHO, "The account is deleted after the email", RecoverySetting.USUAL, play -> {
                    String link = play.link();
                    play.admin().send("DELETE", "/users/" + play.user().id(), null);
                    Page page = play.browser().get(link);
                    return play.note(page).endWell(!play.side().asksForPassword(page) && page.status() < 500);
                }),
                RecoveryCase.of(
                                WHO,
                                "The address is not verified yet, and the realm wants it to be; link opened in another browser",
                                RecoverySetting.VERIFYING,
                                RequestCases::unverified)
                        .worst(1));
    }

    private static Stream<RecoveryCase> often() {
        return Stream.of(
                RecoveryCase.of(OFTEN, REQUESTS + " requests, one after the other", RecoverySetting.USUAL, play -> {
                            for (int number = 0; number < REQUESTS; number++) {
                                request(play);
                            }
                            return counted(play);
                        })
                        .worst(7),
                RecoveryCase.of(OFTEN, REQUESTS + " requests in one browser", RecoverySetting.USUAL, play -> {
                    HttpBrowser browser = play.browser();
                    for (int number = 0; number < REQUESTS; number++) {
                        play.side()
                                .enter(
                                        play.side().forgot(browser, RecoveryPlay.APP, play.user()),
                                        play.user().email());
                    }
                    return counted(play);
                }),
                RecoveryCase.of(OFTEN, REQUESTS + " requests at once", RecoverySetting.USUAL, play -> {
                    ExecutorService threads = Executors.newFixedThreadPool(6);
                    try {
                        Callable<Page> request = () -> request(play);
                        for (Future<Page> answer :
                                threads.invokeAll(java.util.Collections.nCopies(REQUESTS, request))) {
                            answer.get();
                        }
                    } finally {
                        threads.shutdown();
                    }
                    return counted(play);
                }),
                RecoveryCase.of(
                        OFTEN,
                        "A signed-in user opens the page for forgotten passwords",
                        RecoverySetting.USUAL,
                        play -> {
                            HttpBrowser browser = play.signedIn(play.user());
                            int before = play.side().links(play.user()).size();
                            return lookedAt(
                                    play,
                                    browser.get(play.side().server().realmUrl()
                                            + "/login-actions/reset-credentials?client_id=" + RecoveryPlay.APP),
                                    before);
                        }),
                RecoveryCase.of(
                        OFTEN,
                        "A user who must sign in again follows “Forgot password?”",
                        RecoverySetting.USUAL,
                        play -> {
                            HttpBrowser browser = play.signedIn(play.user());
                            int before = play.side().links(play.user()).size();
                            return lookedAt(
                                    play,
                                    browser.get(browser.open(RecoveryPlay.APP, "prompt=login")
                                            .link("reset-credentials")),
                                    before);
                        }));
    }

    private static RecoveryCase typed(String situation, List<String> spellings) {
        return RecoveryCase.of(WHO, situation, RecoverySetting.USUAL, play -> {
            List<Admin.User> users = spellings.stream()
                    .map(spelling -> play.admin().newUser("agent"))
                    .toList();
            for (int number = 0; number < spellings.size(); number++) {
                Admin.User user = users.get(number);
                play.side()
                        .enter(
                                play.side().forgot(play.browser(), RecoveryPlay.APP, user),
                                String.format(Locale.ROOT, spellings.get(number), user.email()));
            }
            play.letEmailsArrive();
            List<Admin.User> reached = users.stream()
                    .filter(user -> !play.side().links(user).isEmpty())
                    .toList();
            play.note(reached.size() + " of " + users.size() + " get an email");
            users.stream()
                    .filter(user -> !reached.contains(user))
                    .findFirst()
                    .or(() -> users.stream().findFirst())
                    .ifPresent(play::become);
            return reached.size() == users.size()
                    ? play.finish(
                            play.browser().get(play.side().links(play.user()).get(0)))
                    : play.startOver(play.browser(), RecoveryPlay.NEW_PASSWORD);
        });
    }

    private static RecoveryOutcome answers(RecoveryPlay play) {
        Admin.User disabled = play.admin().newUser("agent");
        play.admin().update(disabled, Map.of("enabled", false));
        String nameless;
        try (Admin.Restore names = play.admin().realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore optional = play.admin().optionalEmail()) {
            nameless = play.admin().newUserWithoutEmail(List.of(), "agent").email();
        }
        String known = words(play, play.user().email());
        long different = Stream.of(unknownAddress(), disabled.email(), nameless)
                .filter(address -> !words(play, address).equals(known))
                .count();
        return play.note(different == 0 ? "all alike" : different + " of 3 differ from that of the account that works")
                .endWell(different == 0);
    }

    private static String words(RecoveryPlay play, String address) {
        Page page = play.side().enter(form(play), address);
        return page.status() + page.text().replace(address, "");
    }

    private static RecoveryOutcome times(RecoveryPlay play) throws Exception {
        try (SlowMailServer slow = new SlowMailServer(play.side().server(), Duration.ofMillis(50))) {
            for (int warming = 0; warming < 3; warming++) {
                time(play, unknownAddress());
                time(play, play.admin().newUser("agent").email());
            }
            List<Long> known = new ArrayList<>();
            List<Long> unknown = new ArrayList<>();
            for (int sample = 0; sample < SAMPLES; sample++) {
                unknown.add(time(play, unknownAddress()));
                known.add(time(play, play.admin().newUser("agent").email()));
            }
            // Far apart means that a stranger can distinguish the two by a single request.
            boolean isFarApart = median(known) > 2 * median(unknown)
                    && known.stream().sorted().limit(2).allMatch(time -> time > median(unknown));
            return play.note(
                            isFarApart
                                    ? "the time reveals an account, more than twice as long"
                                    : "the time reveals no account")
                    .endWell(!isFarApart);
        }
    }

    private static long time(RecoveryPlay play, String address) {
        Page form = form(play);
        Instant start = Instant.now();
        play.side().enter(form, address);
        return Duration.between(start, Instant.now()).toMillis();
    }

    private static long median(List<Long> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static Page form(RecoveryPlay play) {
        return play.side().forgot(play.browser(), RecoveryPlay.APP, new Admin.User("", unknownAddress()));
    }

    private static String unknownAddress() {
        return "n" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test";
    }

    private static void lock(RecoveryPlay play) {
        // As many as both settings allow: a user who is locked permanently does not get as far as a password.
        IntStream.range(0, 3).forEach(number -> play.browser().login(RecoveryPlay.APP, play.user(), "wrong"));
    }

    private static void lockForATime(RecoveryPlay play) {
        lock(play);
        if (play.side().isPassword(play.user(), Admin.PASSWORD)) {
            throw new AssertionError("the account is not locked");
        }
    }

    private static RecoveryOutcome locked(RecoveryPlay play, boolean isSame) {
        HttpBrowser browser = play.browser();
        String link = play.linkFor(browser);
        lockForATime(play);
        return play.finish((isSame ? browser : play.browser()).get(link));
    }

    private static RecoveryOutcome lockedForGood(RecoveryPlay play) {
        lock(play);
        Awaitility.await().until(() -> !play.admin()
                .get("/users/" + play.user().id())
                .get("enabled")
                .asBoolean());
        int before = play.side().mails(play.user()).size();
        play.note(play.side().enter(form(play), play.user().email()));
        play.letEmailsArrive();
        boolean isExplained = play.side().mails(play.user()).size() > before
                && play.side().mails(play.user()).get(0).text().contains("administrator");
        return play.note(isExplained ? "an email says whom to contact" : "no email arrives")
                .end(isExplained ? Rating.FINISHED : Rating.DEAD_END);
    }

    private static RecoveryOutcome withoutPassword(RecoveryPlay play) {
        play.admin().credentials(play.user()).forEach(credential -> play.admin()
                .send(
                        "DELETE",
                        "/users/" + play.user().id() + "/credentials/"
                                + credential.get("id").asText(),
                        null));
        String provider = Company.INITECH.provider();
        play.admin()
                .send(
                        "POST",
                        "/users/" + play.user().id() + "/federated-identity/" + provider,
                        Map.of(
                                "userId",
                                play.user().id(),
                                "userName",
                                play.user().email()));
        play.ask(play.browser());
        play.letEmailsArrive();
        List<String> links = play.side().links(play.user());
        if (!links.isEmpty()) {
            return play.note("an email with a link").finish(play.browser().get(links.get(0)));
        }
        boolean isExplained = play.side().mails(play.user()).stream()
                .anyMatch(mail -> mail.text().contains("Initech"));
        return play.note(isExplained ? "an email names the provider to sign in with" : "no email arrives")
                .end(isExplained ? Rating.FINISHED : Rating.DEAD_END);
    }

    private static RecoveryOutcome noted(RecoveryPlay play, Page page, String contact) {
        play.note(page);
        return play.end(page.text().contains(contact) ? Rating.FINISHED : Rating.DEAD_END);
    }

    private static RecoveryOutcome unverified(RecoveryPlay play) {
        play.admin().update(play.user(), Map.of("emailVerified", false));
        String link = play.link();
        int before = play.side().mails(play.user()).size();
        Page page = play.browser().get(link);
        play.letEmailsArrive();
        int more = play.side().mails(play.user()).size() - before;
        play.note(more + " further emails");
        return more == 0 ? play.finish(page) : play.finishOnceVerified(link);
    }

    private static Page request(RecoveryPlay play) {
        return play.side()
                .enter(
                        play.side().forgot(play.browser(), RecoveryPlay.APP, play.user()),
                        play.user().email());
    }

    private static RecoveryOutcome counted(RecoveryPlay play) {
        play.letEmailsArrive();
        int mails = play.side().mails(play.user()).size();
        play.note(mails <= ENOUGH ? "no more than " + ENOUGH + " emails" : mails + " emails");
        return play.flawedIf(mails > ENOUGH, play.finish(play.browser().get(play.nextLink(0))));
    }

    private static RecoveryOutcome lookedAt(RecoveryPlay play, Page page, int before) {
        play.letEmailsArrive();
        boolean isEmailed = play.side().links(play.user()).size() > before;
        return play.note(page)
                .note(isEmailed ? "opening the page sends an email" : "opening the page sends no email")
                .endWell(!isEmailed);
    }
}
