package dev.gatehouse.testsupport.browser;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What people do who have forgotten their password. */
public final class Recoveries {

    public static final String NEW_PASSWORD = "An0ther!Passw0rd";

    /** Not the way to "This was not me" that notices have; a notice may come between two links. */
    private static final Pattern LINK = Pattern.compile("https?://\\S+/gatehouse/(?!not-me)\\S+");
    private static final Pattern CODE = Pattern.compile("(?m)^([0-9A-Z]{4}-[0-9A-Z]{4})$");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestServer server;

    public Recoveries(TestServer server) {
        this.server = server;
    }

    /** A browser in a network of its own, so that no limit of one test meets another. */
    public HttpBrowser browser() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return server.newBrowser().from("10." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
    }

    /** Follows "Forgot password?" from an app's login page. */
    public Page forgot(HttpBrowser browser, String app, Admin.User user) {
        return browser.get(browser.open(app).enterEmail(user.email()).link("reset-credentials"));
    }

    /** Asks for a link from an app's login page; shows the page that waits for the mail. */
    public Page ask(HttpBrowser browser, String app, Admin.User user) {
        return enter(forgot(browser, app, user), user.email());
    }

    /** Asks for a link on the page "This was not me"; shows the page that waits for the mail. */
    public Page askNotMe(HttpBrowser browser, Admin.User user) {
        return enter(browser.get(server.realmUrl() + "/gatehouse/not-me"), user.email());
    }

    /** Types an address. */
    public static Page enter(Page page, String address) {
        return page.submit("gatehouse-forgot-form", Map.of("username", address));
    }

    /** Asks for a link in a browser that is then closed; returns the link. */
    public String linkFor(Admin.User user) {
        ask(browser(), "workspace", user);
        return link(user);
    }

    /** The link in the latest mail that has one, once it has come. */
    public String link(Admin.User user) {
        return first(user, LINK, 0);
    }

    /** The code in the latest mail that has one, once it has come. */
    public String code(Admin.User user) {
        return first(user, CODE, 1);
    }

    public static Optional<String> linkIn(Mail mail) {
        return LINK.matcher(mail.text()).results().map(MatchResult::group).findFirst();
    }

    public static Optional<String> codeIn(Mail mail) {
        return CODE.matcher(mail.text()).results().map(found -> found.group(1)).findFirst();
    }

    private String first(Admin.User user, Pattern pattern, int group) {
        await().atMost(PATIENCE).until(() -> mails(user).stream().anyMatch(mail -> pattern.matcher(mail.text()).find()));
        Matcher matcher = mails(user).stream().map(mail -> pattern.matcher(mail.text())).filter(Matcher::find).findFirst().orElseThrow();
        return matcher.group(group);
    }

    /** The latest of at least so many mails, once they have come. */
    public Mail latest(Admin.User user, int atLeast) {
        await().atMost(PATIENCE).until(() -> mails(user).size() >= atLeast);
        return mails(user).get(0);
    }

    /**
     * Waits until all mails that were asked for so far have left: somebody else's, which is asked for now, has come, and none waits. The realm
     * must allow a forgotten password.
     */
    public void letEmailsArrive() {
        Admin.User marker = server.admin().newUser("agent");
        enter(browser().get(server.realmUrl() + "/gatehouse/forgot"), marker.email());
        latest(marker, 1);
        await().atMost(PATIENCE).until(() -> !server.hasMetrics() || server.metric("gatehouse_mail_queue_waiting") == 0);
    }

    public List<Mail> mails(Admin.User user) {
        return server.inbox().messages(user.email());
    }

    /** Types a new password, with the box ticked as the page has it. */
    public static Page choose(Page page, String password) {
        return choose(page, password, password);
    }

    public static Page choose(Page page, String password, String repeated) {
        return page.submit("gatehouse-password-form", Map.of("password-new", password, "password-confirm", repeated, "logout-sessions", "on"));
    }

    /** Whether the page asks for a new password. */
    public static boolean asksForPassword(Page page) {
        return page.has("gatehouse-password-form");
    }

    /** Which page it is that says something. */
    public static String saying(Page page) {
        return page.attribute("gatehouse-link", "data-saying");
    }

    /** Whether somebody gets past the password; what the second step says then does not matter. */
    public boolean isPassword(Admin.User user, String password) {
        Page page = browser().login("workspace", user, password);
        return page.isBackInTheApp() || page.asksForCode();
    }
}
