package dev.gatehouse.it.recovery.situations;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Keycloak with Gatehouse. */
public final class GatehouseSide extends RecoverySide {

    private final Recoveries recoveries;

    public GatehouseSide(TestServer server) {
        super(server);
        this.recoveries = new Recoveries(server);
    }

    @Override
    public String addressForm() {
        return "gatehouse-forgot-form";
    }

    @Override
    public String passwordForm() {
        return "gatehouse-password-form";
    }

    @Override
    public Page forgot(HttpBrowser browser, String app, Admin.User user) {
        return recoveries.forgot(browser, app, user);
    }

    @Override
    public Optional<String> linkIn(Mail mail) {
        return Recoveries.linkIn(mail);
    }

    @Override
    public Optional<String> codeIn(Mail mail) {
        return Recoveries.codeIn(mail);
    }

    @Override
    public Page enterCode(Page waiting, String code) {
        return waiting.submit("gatehouse-recovery-code-form", Map.of("code", code));
    }

    @Override
    public Optional<Page> newLinkFrom(Page page, Admin.User user) {
        if (page.has("gatehouse-again-form")) {
            return Optional.of(page.press("again"));
        }
        return page.has(addressForm()) ? Optional.of(enter(page, user.email())) : Optional.empty();
    }

    @Override
    public Page change(HttpBrowser signedIn, Admin.User user) {
        signedIn.open("workspace", "kc_action=UPDATE_PASSWORD").press("send");
        return signedIn.get(recoveries.link(user));
    }

    @Override
    public Duration betweenEmails() {
        return TestServer.EMAIL_GAP.plusSeconds(1);
    }

    @Override
    public Admin.Restore linkLifetime(Duration lifetime) {
        return new Flows(admin())
                .config(
                        "gatehouse reset",
                        "gatehouse-forgot-password",
                        Map.of("linkLifetime", Long.toString(lifetime.toSeconds())));
    }

    @Override
    public Admin.Restore withoutMfaStep() {
        return admin().mfa(Map.of("mode", "off"));
    }
}
