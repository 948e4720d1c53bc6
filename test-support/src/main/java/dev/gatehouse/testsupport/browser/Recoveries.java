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

/** The actions of users who have forgotten their password. */
public final class Recoveries {

    public static final String NEW_PASSWORD = "An0ther!Passw0rd";

    /** Not the link to "This was not me" in notices; a notice may arrive between two reset links. */
    private static final Pattern LINK = Pattern.compile("https?://\\S+/gatehouse/(?!not-me)\\S+");

    private static final Pattern URL = Pattern.compile("https?://[^\\s\"<>]+");

    private static final Pattern CODE = Pattern.compile("(?m)^([0-9A-Z]{4}-[0-9A-Z]{4})$");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TestServer server;

    public Recoveries(TestServer server) {
        this.server = server;
    }

    /** A browser in its own network, so that the limits of one test do not affect another. */
    public HttpBrowser browser() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return server.newBrowser().from("10." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
    }

    /** Follows "Forgot password?" from an app's login page. */
    public Page forgot(HttpBrowser browser, String app, Admin.User user) {
        return browser.get(browser.open(app).enterEmail(user.email()).link("reset-credentials"));
    }

    /** Requests a link from an app's login page; returns the page that waits for the email. */
    public Page ask(HttpBrowser browser, String app, Admin.User user) {
        return enter(forgot(browser, app, user), user.email());
    }

    /** Requests a link on the page "This was not me"; returns the page that waits for the email. */
    public Page askNotMe(HttpBrowser browser, Admin.User user) {
        return enter(browser.get(notMe()), user.email());
    }

    /** The address of the page "This was not me". */
    public String notMe() {
        return server.realmUrl() + "/gatehouse/not-me";
    }

    /** The web addresses in an email, in its text and in its HTML, each once. */
    public static List<String> addresses(Mail mail) {
        return URL.matcher(mail.text() + "\n" + mail.html())
                .results()
                .map(MatchResult::group)
                .distinct()
                .toList();
    }

    /** Enters an address. */
    public static Page enter(Page page, String address) {
        return page.submit("gatehouse-forgot-form", Map.of("username", address));
    }

    /** Requests a link in a browser that is then closed; returns the link. */
    public String linkFor(Admin.User user) {
        ask(browser(), "workspace", user);
        return link(user);
    }

    /** The link in the latest email that has one, once it has arrived. */
    public String link(Admin.User user) {
        return first(user, LINK, 0);
    }

    /** The code in the latest email that has one, once it has arrived. */
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
        await().atMost(PATIENCE).until(() -> mails(user).stream()
                .anyMatch(mail -> pattern.matcher(mail.text()).find()));
        Matcher matcher = mails(user).stream()
                .map(mail -> pattern.matcher(mail.text()))
                .filter(Matcher::find)
                .findFirst()
                .orElseThrow();
        return matcher.group(group);
    }

    /** The latest email, once at least {@code atLeast} have arrived. */
    public Mail latest(Admin.User user, int atLeast) {
        await().atMost(PATIENCE).until(() -> mails(user).size() >= atLeast);
        return mails(user).get(0);
    }

    /**
     * Waits until all emails that were requested so far have been sent: a later one, to another user, has arrived, and none waits. The
     * realm must allow a forgotten password.
     */
    public void letEmailsArrive() {
        Admin.User marker = server.admin().newUser("agent");
        enter(browser().get(server.realmUrl() + "/gatehouse/forgot"), marker.email());
        latest(marker, 1);
        await().atMost(PATIENCE)
                .until(() -> !server.hasMetrics() || server.metric("gatehouse_mail_queue_waiting") == 0);
    }

    public List<Mail> mails(Admin.User user) {
        return server.inbox().messages(user.email());
    }

    /** Enters a new password, and leaves the box as the page has it. */
    public static Page choose(Page page, String password) {
        return choose(page, password, password);
    }

    public static Page choose(Page page, String password, String repeated) {
        return page.submit(
                "gatehouse-password-form",
                Map.of("password-new", password, "password-confirm", repeated, "logout-sessions", "on"));
    }

    /** Whether the page asks for a new password. */
    public static boolean asksForPassword(Page page) {
        return page.has("gatehouse-password-form");
    }

    /** The kind of page that shows the message. */
    public static String saying(Page page) {
        return page.attribute("gatehouse-link", "data-saying");
    }

    /** Whether a user gets past the password; a challenge after it does not matter. */
    public boolean isPassword(Admin.User user, String password) {
        Page page = browser().login("workspace", user, password);
        return page.isBackInTheApp() || page.asksForCode();
    }
}
