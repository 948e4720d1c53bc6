package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** A Keycloak in which users recover passwords: where its pages and emails differ from the other side's. */
abstract class RecoverySide {

    /** The short lifetime of links, pages or logins. */
    static final Duration BRIEF = Duration.ofSeconds(10);

    private final TestServer server;

    RecoverySide(TestServer server) {
        this.server = server;
    }

    /** The form that asks for the address. */
    abstract String addressForm();

    /** The form that asks for the new password. */
    abstract String passwordForm();

    /** Follows "Forgot password?" from an app's login page. */
    abstract Page forgot(HttpBrowser browser, String app, Admin.User user);

    /** Finds the reset link in an email. */
    abstract Optional<String> linkIn(Mail mail);

    /** Finds the fallback code in an email. */
    abstract Optional<String> codeIn(Mail mail);

    /** Enters that code into the page that waits for the email. */
    abstract Page enterCode(Page waiting, String code);

    /** Presses the button that emails a new link, on a page that says that a link does not work; empty if there is none. */
    abstract Optional<Page> newLinkFrom(Page page, Admin.User user);

    /** Opens the page on which a signed-in user changes the password, and does what leads to its form. */
    abstract Page change(HttpBrowser signedIn, Admin.User user);

    /** The least time between two emails to one account. */
    abstract Duration betweenEmails();

    /** Changes the lifetime of an emailed link; closing restores it. */
    abstract Admin.Restore linkLifetime(Duration lifetime);

    /** Switches the MFA step off; closing switches it on. */
    abstract Admin.Restore withoutMfaStep();

    TestServer server() {
        return server;
    }

    Admin admin() {
        return server.admin();
    }

    /** A browser in its own network, so that the limits of one case do not affect another. */
    HttpBrowser browser() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return server.newBrowser().wantingPages().from("10." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
    }

    /** Enters an address into a page that asks for it. */
    Page enter(Page page, String address) {
        return page.submit(addressForm(), Map.of("username", address));
    }

    /** Enters a new password twice, and leaves the box as the page has it. */
    Page choose(Page page, String password) {
        return choose(page, password, isSignOutTicked(page));
    }

    Page choose(Page page, String password, boolean signsOutOthers) {
        Map<String, String> fields = Map.of("password-new", password, "password-confirm", password);
        return page.submit(
                passwordForm(),
                signsOutOthers
                        ? Map.of("password-new", password, "password-confirm", password, "logout-sessions", "on")
                        : fields);
    }

    boolean isSignOutTicked(Page page) {
        return page.isChecked("logout-sessions");
    }

    boolean asksForPassword(Page page) {
        return page.has(passwordForm());
    }

    /** All emails to a user, newest first. */
    List<Mail> mails(Admin.User user) {
        return server.inbox().messages(user.email());
    }

    /** The reset links that were emailed to a user, newest first. */
    List<String> links(Admin.User user) {
        return mails(user).stream().map(this::linkIn).flatMap(Optional::stream).toList();
    }

    int sessions(Admin.User user) {
        return admin().get("/users/" + user.id() + "/sessions").size();
    }

    /** Whether a user gets past the password; a challenge after it does not matter. */
    boolean isPassword(Admin.User user, String password) {
        return !browser().login("workspace", user, password).asksForPassword();
    }
}
