package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Keycloak without Gatehouse. */
final class StockSide extends RecoverySide {

    private static final Pattern LINK = Pattern.compile("https?://\\S+/login-actions/action-token\\S+");

    StockSide(TestServer server) {
        super(server);
    }

    @Override
    String addressForm() {
        return "kc-reset-password-form";
    }

    @Override
    String passwordForm() {
        return "kc-passwd-update-form";
    }

    @Override
    Page forgot(HttpBrowser browser, String app, Admin.User user) {
        return browser.get(browser.open(app).link("reset-credentials"));
    }

    @Override
    Optional<String> linkIn(Mail mail) {
        // Emails that verify an address have links of the same kind.
        return mail.subject().startsWith("Reset password")
                ? LINK.matcher(mail.text()).results().map(MatchResult::group).findFirst()
                : Optional.empty();
    }

    @Override
    Optional<String> codeIn(Mail mail) {
        return Optional.empty();
    }

    @Override
    Page enterCode(Page waiting, String code) {
        throw new AssertionError("there is no field for a code");
    }

    @Override
    Optional<Page> newLinkFrom(Page page, Admin.User user) {
        return Optional.empty();
    }

    @Override
    Page change(HttpBrowser signedIn, Admin.User user) {
        return signedIn.open("workspace", "kc_action=UPDATE_PASSWORD");
    }

    @Override
    Duration betweenEmails() {
        return Duration.ZERO;
    }

    @Override
    Admin.Restore linkLifetime(Duration lifetime) {
        return admin().realm(Map.of("actionTokenGeneratedByUserLifespan", lifetime.toSeconds()));
    }

    @Override
    Admin.Restore withoutMfaStep() {
        return () -> {};
    }
}
