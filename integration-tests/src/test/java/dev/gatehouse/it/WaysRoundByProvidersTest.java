package dev.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Ways round a second factor that lead through an identity provider. */
class WaysRoundByProvidersTest {

    private static final String GATE = "gatehouse-mfa-gate";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @DisplayName("Tab reuse / PBL user swap")
    void thePostLoginFlowThatOneUserHasFinishedIsWorthNothingForAnother() {
        Admin.User victim = Company.INITECH.newMember(server, "supervisor");
        try (Admin.Restore open = admin.disabledAction(GATE)) {
            assertThat(afterTheFlowOfAnother(victim).tokens().get("sub").asText())
                    .as("without the gate, to see that this test can fail").isEqualTo(victim.id());
        }
        Page page = afterTheFlowOfAnother(victim);
        assertThat(page.hasSendButton()).as(page.text()).isTrue();
        assertThat(page.send().enterCode(Codes.latest(server, victim)).tokens().get("sub").asText()).isEqualTo(victim.id());
    }

    /** Somebody passes the flow as themselves, with a code, and signs in as the victim before it has led on. */
    private Page afterTheFlowOfAnother(Admin.User victim) {
        Admin.User own = Company.INITECH.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        Page asked = browser.loginAtCompany("workspace", own.email()).send();
        browser.stoppingBefore("/after-post-broker-login");
        Page finished = asked.enterCode(Codes.latest(server, own));
        return takeOver(browser.goingOn(), finished.url(), Company.INITECH.provider()).enterPassword(victim.email(), Admin.PASSWORD);
    }

    @Test
    @DisplayName("Tab reuse / PBL user swap: after the password of another user")
    void thePasswordOfOneUserDoesNotLowerWhatIsDemandedOfAnother() {
        Admin.User own = admin.newUser("agent");
        Admin.User victim = Company.INITECH.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", victim.email()).send().enterCode(Codes.latest(server, victim)).tokens();
        try (Admin.Restore always = admin.action(GATE, Map.of("policy", "always"))) {
            String tab = browser.signOut().login("workspace", own).action("gatehouse-code-form");
            Page page = takeOver(browser, tab, Company.INITECH.provider()).enterPassword(victim.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
        }
    }

    @Test
    @DisplayName("Tab reuse / PBL user swap: after what another provider said")
    void whatOneProviderSaysOfOneUserDoesNotCountForAnotherUserOfAnotherProvider() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore trusting = admin.action(GATE, Map.of("trusted", Company.INITECH.provider() + "=1"))) {
            Admin.User own = Company.INITECH.newMember(server, "supervisor");
            Admin.User victim = late.newMember("supervisor");
            HttpBrowser browser = server.newBrowser().stoppingBefore("/after-post-broker-login");
            Page finished = browser.loginAtCompany("workspace", own.email());
            Page page = takeOver(browser.goingOn(), finished.url(), late.alias()).enterPassword(victim.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
        }
    }

    /** Leads a login that is under way to a provider. */
    private Page takeOver(HttpBrowser browser, String tab, String provider) {
        assertThat(tab).contains("session_code=", "tab_id=");
        return browser.signOutElsewhere().get(server.realmUrl() + "/broker/" + provider + "/login" + tab.substring(tab.indexOf('?')));
    }
}
