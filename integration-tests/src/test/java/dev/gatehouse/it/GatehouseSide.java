package dev.gatehouse.it;

import dev.gatehouse.demo.inbox.Mail;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Keycloak with Gatehouse. */
final class GatehouseSide extends RecoverySide {

    private final Recoveries recoveries;

    GatehouseSide(TestServer server) {
        super(server);
        this.recoveries = new Recoveries(server);
    }

    @Override
    String addressForm() {
        return "gatehouse-forgot-form";
    }

    @Override
    String passwordForm() {
        return "gatehouse-password-form";
    }

    @Override
    Page forgot(HttpBrowser browser, String app, Admin.User user) {
        return recoveries.forgot(browser, app, user);
    }

    @Override
    Optional<String> linkIn(Mail mail) {
        return Recoveries.linkIn(mail);
    }

    @Override
    Optional<String> codeIn(Mail mail) {
        return Recoveries.codeIn(mail);
    }

    @Override
    Page enterCode(Page waiting, String code) {
        return waiting.submit("gatehouse-recovery-code-form", Map.of("code", code));
    }

    @Override
    Optional<Page> newLinkFrom(Page page, Admin.User user) {
        if (page.has("gatehouse-again-form")) {
            return Optional.of(page.press("again"));
        }
        return page.has(addressForm()) ? Optional.of(enter(page, user.email())) : Optional.empty();
    }

    @Override
    Page change(HttpBrowser signedIn, Admin.User user) {
        signedIn.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
        return signedIn.get(recoveries.link(user));
    }

    @Override
    Duration betweenMails() {
        return TestServer.EMAIL_GAP.plusSeconds(1);
    }

    @Override
    Admin.Restore linkLifetime(Duration lifetime) {
        return new Flows(admin()).config("gatehouse reset", "gatehouse-forgot-password", Map.of("linkLifetime", Long.toString(lifetime.toSeconds())));
    }

    @Override
    Admin.Restore withoutSecondStep() {
        return admin().mfa(Map.of("mode", "off"));
    }
}
