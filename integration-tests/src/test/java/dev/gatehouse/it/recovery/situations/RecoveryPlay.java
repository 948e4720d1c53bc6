package dev.gatehouse.it.recovery.situations;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One case being played on one side, by a person of its own. Notes what is seen, and finds out whether the person gets a new password. */
public final class RecoveryPlay {

    public static final String NEW_PASSWORD = Recoveries.NEW_PASSWORD;
    public static final String APP = "workspace";

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final Duration LONG_ENOUGH_FOR_AN_EMAIL = Duration.ofSeconds(3);

    private final RecoverySide side;
    private final List<String> seen = new ArrayList<>();
    private Admin.User user;
    private Instant requestedLast = Instant.MIN;

    public RecoveryPlay(RecoverySide side) {
        this.side = side;
        this.user = side.admin().newUser("agent");
    }

    public RecoverySide side() {
        return side;
    }

    public Admin admin() {
        return side.admin();
    }

    public Admin.User user() {
        return user;
    }

    /** Goes on as somebody else, or as the same person with another address. */
    public void become(Admin.User other) {
        user = other;
    }

    public HttpBrowser browser() {
        return side.browser();
    }

    /** A browser in which somebody is signed in. */
    public HttpBrowser signedIn(Admin.User person) {
        HttpBrowser browser = browser();
        browser.loginCompletely(APP, person);
        return browser;
    }

    /** Asks for a link from the app's login page; shows the page that waits for the mail. */
    public Page ask(HttpBrowser browser) {
        passTheGap();
        Page waiting = side.enter(side.forgot(browser, APP, user), user.email());
        requestedLast = Instant.now();
        return waiting;
    }

    /** Asks for a link in this browser; returns it once it has come. */
    public String linkFor(HttpBrowser browser) {
        int before = side.links(user).size();
        ask(browser);
        return nextLink(before);
    }

    /** Asks for a link in a browser that is then closed; returns it once it has come. */
    public String link() {
        return linkFor(browser());
    }

    /** The newest link, once there are more than so many. */
    public String nextLink(int before) {
        await().atMost(PATIENCE).until(() -> side.links(user).size() > before);
        return side.links(user).get(0);
    }

    private void passTheGap() {
        sleep(Duration.between(Instant.now(), requestedLast.equals(Instant.MIN) ? Instant.now() : requestedLast.plus(side.betweenEmails())));
    }

    /** Waits for as long as a mail may take that should not come; Keycloak's own flow does not tell when it has sent its mails. */
    public void letEmailsArrive() {
        sleep(LONG_ENOUGH_FOR_AN_EMAIL);
    }

    /** Waits until what is good for a short time is good no more; neither side lets a link live for less. */
    public void outlastBrief() {
        sleep(RecoverySide.BRIEF.plusSeconds(1));
    }

    public static void sleep(Duration duration) {
        try {
            Thread.sleep(Math.max(0, duration.toMillis()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Notes something that was seen. */
    public RecoveryPlay note(String fact) {
        seen.add(fact);
        return this;
    }

    /** Notes what a page says. */
    public RecoveryPlay note(Page page) {
        return note(quote(page));
    }

    /** What a page says, without anything that differs from run to run. */
    public static String quote(Page page) {
        if (page.isBackInTheApp()) {
            String error = page.url().replaceFirst(".*[?&]error=([^&]*).*", "$1");
            return error.equals(page.url()) ? "signed in to the app" : "the app gets the error " + error;
        }
        String status = page.status() < 400 ? "" : page.status() + " ";
        String words = Stream.of(page.heading(), page.message()).filter(text -> !text.isBlank()).distinct().collect(Collectors.joining(": "));
        return status + "“" + words.replaceAll("\\bu[0-9a-f]{8}@acme\\.test", "someone@acme.test").replaceAll("\\.$", "") + "”";
    }

    /** Goes on from a page with whatever it offers until the new password signs in, or nothing is left to try. */
    public RecoveryOutcome finish(Page page) {
        return finish(page, NEW_PASSWORD);
    }

    public RecoveryOutcome finish(Page page, String password) {
        if (submits(page, password)) {
            return end(Rating.FINISHED);
        }
        int before = side.links(user).size();
        passTheGap();
        Optional<Page> offered = side.newLinkFrom(page, user);
        if (offered.isPresent()) {
            note("a new link from this page");
            if (submits(page.browser().get(nextLink(before)), password)) {
                return end(Rating.FINISHED);
            }
        }
        return startOver(page.browser(), password);
    }

    /** Follows the mail that wants the address verified first, then the link again: that is two mails instead of one. */
    public RecoveryOutcome finishOnceVerified(String link) {
        note(browser().get(Codes.link(side.server(), user)).followTheOnlyLink());
        note("the first link again");
        RecoveryOutcome outcome = finish(browser().get(link));
        return outcome.mark() == Rating.FINISHED ? new RecoveryOutcome(Rating.STARTS_OVER, outcome.seen()) : outcome;
    }

    /** Asks at the login page once more, in the same browser if it shows one. */
    public RecoveryOutcome startOver(HttpBrowser browser, String password) {
        boolean hasLogin = browser.open(APP).asksForPassword();
        HttpBrowser next = hasLogin ? browser : browser();
        note(hasLogin ? "starting over" : "starting over in another browser");
        int before = side.links(user).size();
        ask(next);
        letEmailsArrive();
        return side.links(user).size() > before && submits(next.get(side.links(user).get(0)), password) ? end(Rating.STARTS_OVER) : end(Rating.DEAD_END);
    }

    /** Types the new password if the page asks for it; whether it signs in then. */
    public boolean submits(Page page, String password) {
        if (!side.asksForPassword(page)) {
            note(page);
            return false;
        }
        Page done = side.choose(page, password);
        note(done);
        boolean signsIn = side.isPassword(user, password);
        if (!signsIn) {
            note("the new password does not sign in");
        }
        return signsIn;
    }

    /** The end of a case whose mark depends on something other than a new password. */
    public RecoveryOutcome endWell(boolean isWell) {
        return end(isWell ? Rating.FINISHED : Rating.FLAWED);
    }

    /** The same person finishes, but something on the way was not as it should be. */
    public RecoveryOutcome flawedIf(boolean isFlawed, RecoveryOutcome outcome) {
        return isFlawed && outcome.mark() == Rating.FINISHED ? new RecoveryOutcome(Rating.FLAWED, outcome.seen()) : outcome;
    }

    public RecoveryOutcome end(Rating mark) {
        return new RecoveryOutcome(mark, String.join(" → ", seen));
    }
}
