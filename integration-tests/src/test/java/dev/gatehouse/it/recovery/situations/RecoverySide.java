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

/** A Keycloak in which people recover passwords: where its pages and mails differ from another's. */
abstract class RecoverySide {

    /** A short life of links, pages or logins. */
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

    /** Reads the link to a new password out of a mail. */
    abstract Optional<String> linkIn(Mail mail);

    /** Reads the code that can be typed instead out of a mail. */
    abstract Optional<String> codeIn(Mail mail);

    /** Types that code into the page that waits for the mail. */
    abstract Page enterCode(Page waiting, String code);

    /** Presses the button that mails a new link, on a page that says that a link does not work; nothing where there is none. */
    abstract Optional<Page> newLinkFrom(Page page, Admin.User user);

    /** Opens the page from which somebody who is signed in changes the password, and does what leads to a form for it. */
    abstract Page change(HttpBrowser signedIn, Admin.User user);

    /** How long two mails to one account must be apart. */
    abstract Duration betweenEmails();

    /** Changes how long a mailed link is good; closing puts it back. */
    abstract Admin.Restore linkLifetime(Duration lifetime);

    /** Switches the second step off; closing switches it on. */
    abstract Admin.Restore withoutMfaStep();

    TestServer server() {
        return server;
    }

    Admin admin() {
        return server.admin();
    }

    /** A browser in a network of its own, so that no limit of one case meets another. */
    HttpBrowser browser() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return server.newBrowser().wantingPages().from("10." + random.nextInt(256) + "." + random.nextInt(256) + ".7");
    }

    /** Types an address into a page that asks for it. */
    Page enter(Page page, String address) {
        return page.submit(addressForm(), Map.of("username", address));
    }

    /** Types a new password twice, and leaves the box as the page has it. */
    Page choose(Page page, String password) {
        return choose(page, password, isSignOutTicked(page));
    }

    Page choose(Page page, String password, boolean signsOutOthers) {
        Map<String, String> fields = Map.of("password-new", password, "password-confirm", password);
        return page.submit(passwordForm(), signsOutOthers
                ? Map.of("password-new", password, "password-confirm", password, "logout-sessions", "on")
                : fields);
    }

    boolean isSignOutTicked(Page page) {
        return page.isChecked("logout-sessions");
    }

    boolean asksForPassword(Page page) {
        return page.has(passwordForm());
    }

    /** All mails to somebody, newest first. */
    List<Mail> mails(Admin.User user) {
        return server.inbox().messages(user.email());
    }

    /** The links to a new password that were mailed to somebody, newest first. */
    List<String> links(Admin.User user) {
        return mails(user).stream().map(this::linkIn).flatMap(Optional::stream).toList();
    }

    int sessions(Admin.User user) {
        return admin().get("/users/" + user.id() + "/sessions").size();
    }

    /** Whether somebody gets past the password; what is asked for then does not matter. */
    boolean isPassword(Admin.User user, String password) {
        return !browser().login("workspace", user, password).asksForPassword();
    }
}
