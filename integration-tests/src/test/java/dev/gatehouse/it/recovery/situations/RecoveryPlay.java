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

/**
 * A case as it is played on one side, with a user of its own. Records the observations, and finds out whether the user gets a new password.
 */
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

    /** Continues as another user, or as the same one with another address. */
    public void become(Admin.User other) {
        user = other;
    }

    public HttpBrowser browser() {
        return side.browser();
    }

    /** A browser in which a user is signed in. */
    public HttpBrowser signedIn(Admin.User person) {
        HttpBrowser browser = browser();
        browser.loginCompletely(APP, person);
        return browser;
    }

    /** Requests a link from the app's login page; returns the page that waits for the email. */
    public Page ask(HttpBrowser browser) {
        passTheGap();
        Page waiting = side.enter(side.forgot(browser, APP, user), user.email());
        requestedLast = Instant.now();
        return waiting;
    }

    /** Requests a link in this browser; returns it once it has arrived. */
    public String linkFor(HttpBrowser browser) {
        int before = side.links(user).size();
        ask(browser);
        return nextLink(before);
    }

    /** Requests a link in a browser that is then closed; returns it once it has arrived. */
    public String link() {
        return linkFor(browser());
    }

    /** The newest link, once there are more than {@code before}. */
    public String nextLink(int before) {
        await().atMost(PATIENCE).until(() -> side.links(user).size() > before);
        return side.links(user).get(0);
    }

    private void passTheGap() {
        sleep(Duration.between(
                Instant.now(),
                requestedLast.equals(Instant.MIN) ? Instant.now() : requestedLast.plus(side.betweenEmails())));
    }

    /** Waits for as long as an unexpected email may take; Keycloak's own flow does not show when it has sent its emails. */
    public void letEmailsArrive() {
        sleep(LONG_ENOUGH_FOR_AN_EMAIL);
    }

    /** Waits until whatever has the short lifetime has expired; neither side allows a shorter one for links. */
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

    /** Records an observation. */
    public RecoveryPlay note(String fact) {
        seen.add(fact);
        return this;
    }

    /** Records the text of a page. */
    public RecoveryPlay note(Page page) {
        return note(quote(page));
    }

    /** The text of a page, without anything that differs from run to run. */
    public static String quote(Page page) {
        if (page.isBackInTheApp()) {
            String error = page.url().replaceFirst(".*[?&]error=([^&]*).*", "$1");
            return error.equals(page.url()) ? "signed in to the app" : "the app gets the error " + error;
        }
        String status = page.status() < 400 ? "" : page.status() + " ";
        String words = Stream.of(page.heading(), page.message())
                .filter(text -> !text.isBlank())
                .distinct()
                .collect(Collectors.joining(": "));
        return status + "“"
                + words.replaceAll("\\bu[0-9a-f]{8}@acme\\.test", "someone@acme.test")
                        .replaceAll("\\.$", "") + "”";
    }

    /** Continues from a page with whatever it offers until the new password signs in, or nothing is left to try. */
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

    /** Follows the email that verifies the address first, then the link again: two emails instead of one. */
    public RecoveryOutcome finishOnceVerified(String link) {
        note(browser().get(Codes.link(side.server(), user)).followTheOnlyLink());
        note("the first link again");
        RecoveryOutcome outcome = finish(browser().get(link));
        return outcome.mark() == Rating.FINISHED ? new RecoveryOutcome(Rating.STARTS_OVER, outcome.seen()) : outcome;
    }

    /** Starts again at the login page, in the same browser if it shows one. */
    public RecoveryOutcome startOver(HttpBrowser browser, String password) {
        boolean hasLogin = browser.open(APP).asksForPassword();
        HttpBrowser next = hasLogin ? browser : browser();
        note(hasLogin ? "starting over" : "starting over in another browser");
        int before = side.links(user).size();
        ask(next);
        letEmailsArrive();
        return side.links(user).size() > before
                        && submits(next.get(side.links(user).get(0)), password)
                ? end(Rating.STARTS_OVER)
                : end(Rating.DEAD_END);
    }

    /** Enters the new password if the page asks for it; returns whether it signs in then. */
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

    /** The outcome of a case whose rating depends on something other than a new password. */
    public RecoveryOutcome endWell(boolean isWell) {
        return end(isWell ? Rating.FINISHED : Rating.FLAWED);
    }

    /** The outcome of a user who finishes although something on the way was not as it should be. */
    public RecoveryOutcome flawedIf(boolean isFlawed, RecoveryOutcome outcome) {
        return isFlawed && outcome.mark() == Rating.FINISHED
                ? new RecoveryOutcome(Rating.FLAWED, outcome.seen())
                : outcome;
    }

    public RecoveryOutcome end(Rating mark) {
        return new RecoveryOutcome(mark, String.join(" → ", seen));
    }
}
