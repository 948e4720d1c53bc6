package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Attempts to bypass MFA through an identity provider. */
class GateBypassByProviderTest {

    private static final String GATE = "gatehouse-mfa-gate";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @DisplayName("Tab reuse / PBL user swap")
    void aFinishedPostLoginFlowCountsForItsUserOnly() {
        Admin.User victim = Company.INITECH.newMember(server, "supervisor");
        try (Admin.Restore open = admin.disabledAction(GATE)) {
            assertThat(afterTheFlowOfAnother(victim).tokens().get("sub").asText())
                    .as("without the gate, to see that this test can fail")
                    .isEqualTo(victim.id());
        }
        Page page = afterTheFlowOfAnother(victim);
        assertThat(page.hasSendButton()).as(page.text()).isTrue();
        assertThat(page.send()
                        .enterCode(Codes.latest(server, victim))
                        .tokens()
                        .get("sub")
                        .asText())
                .isEqualTo(victim.id());
    }

    /** An attacker passes the flow with their own account and a code, and signs in as the victim before the flow has continued. */
    private Page afterTheFlowOfAnother(Admin.User victim) {
        Admin.User own = Company.INITECH.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        Page challenged = browser.loginAtCompany("workspace", own.email()).send();
        browser.stoppingBefore("/after-post-broker-login");
        Page finished = challenged.enterCode(Codes.latest(server, own));
        return takeOver(browser.goingOn(), finished.url(), Company.INITECH.provider())
                .enterPassword(victim.email(), Admin.PASSWORD);
    }

    @Test
    @DisplayName("Tab reuse / PBL user swap: after the password of another user")
    void thePasswordOfOneUserDoesNotLowerTheRequirementOfAnother() {
        Admin.User own = admin.newUser("agent");
        Admin.User victim = Company.INITECH.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", victim.email())
                .send()
                .enterCode(Codes.latest(server, victim))
                .tokens();
        try (Admin.Restore always = admin.action(GATE, Map.of("policy", "always"))) {
            String tab = browser.signOut().login("workspace", own).action("gatehouse-code-form");
            Page page =
                    takeOver(browser, tab, Company.INITECH.provider()).enterPassword(victim.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
        }
    }

    @Test
    @DisplayName("Tab reuse / PBL user swap: after what another provider said")
    void whatAProviderAssertsCountsForItsUserOnly() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore trusting = admin.action(GATE, Map.of("trusted", Company.INITECH.provider() + "=1"))) {
            Admin.User own = Company.INITECH.newMember(server, "supervisor");
            Admin.User victim = late.newMember("supervisor");
            HttpBrowser browser = server.newBrowser().stoppingBefore("/after-post-broker-login");
            Page finished = browser.loginAtCompany("workspace", own.email());
            Page page = takeOver(browser.goingOn(), finished.url(), late.alias())
                    .enterPassword(victim.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
        }
    }

    @Test
    @DisplayName("Tab reuse / PBL user swap: into a session that the victim has")
    void whatOneUserProvesIsNotWrittenIntoTheSessionOfAnother() {
        Admin.User own = Company.INITECH.newMember(server, "supervisor");
        Admin.User victim = Company.INITECH.newMember(server, "agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", victim.email()).tokens();

        Page challenged = browser.signOutElsewhere()
                .open("workspace", "prompt=login", "kc_idp_hint=" + Company.INITECH.provider())
                .enterPassword(own.email(), Admin.PASSWORD)
                .send();
        browser.stoppingBefore("/after-post-broker-login");
        Page finished = challenged.enterCode(Codes.latest(server, own));
        Page back = takeOver(browser.goingOn(), finished.url(), Company.INITECH.provider())
                .enterPassword(victim.email(), Admin.PASSWORD);

        JsonNode token = back.tokens();
        assertThat(token.get("sub").asText()).isEqualTo(victim.id());
        assertThat(token.get("mfa").asText()).isEqualTo("not-asked");
        assertThat(token.get("amr").toString()).isEqualTo("[\"not-asked\"]");
        assertThat(token.get("acr").asText()).isNotEqualTo("2");
        admin.grant(victim, "supervisor");
        assertThat(browser.refresh().status())
                .as("privileged by now, and never challenged")
                .isEqualTo(400);
        assertThat(browser.open("dashboard").asksForCode()).isTrue();
    }

    @Test
    @DisplayName("Tab reuse / PBL user swap: what tokens say")
    void theTokensOfOneUserDoNotSayWhatAnotherHasProven() {
        Admin.User own = Company.INITECH.newMember(server, "supervisor");
        Admin.User victim = Company.INITECH.newMember(server, "agent");
        HttpBrowser browser = server.newBrowser();
        Page challenged = browser.loginAtCompany("workspace", own.email()).send();
        browser.stoppingBefore("/after-post-broker-login");
        Page finished = challenged.enterCode(Codes.latest(server, own));
        JsonNode token = takeOver(browser.goingOn(), finished.url(), Company.INITECH.provider())
                .enterPassword(victim.email(), Admin.PASSWORD)
                .tokens();
        assertThat(token.get("amr").toString()).isEqualTo("[\"not-asked\"]");
        assertThat(token.get("acr").asText()).isNotEqualTo("2");
    }

    /** Continues a login in progress at a provider. */
    private Page takeOver(HttpBrowser browser, String tab, String provider) {
        assertThat(tab).contains("session_code=", "tab_id=");
        return browser.signOutElsewhere()
                .get(server.realmUrl() + "/broker/" + provider + "/login" + tab.substring(tab.indexOf('?')));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "IdP without PBL, account linking (idp_link), first-broker email link: known provider whose flow was taken away")
    void aProviderWithoutAPostLoginFlowDoesNotBypassTheGate(Company company) {
        try (Admin.Restore bare = admin.withoutPostLoginFlow(company.provider())) {
            Admin.User supervisor = company.newMember(server, "supervisor");
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                assertThat(server.newBrowser()
                                .loginAtCompany("workspace", supervisor.email())
                                .isBackInTheApp())
                        .as("without the gate, to see that this test can fail")
                        .isTrue();
            }
            Page page = server.newBrowser().loginAtCompany("workspace", supervisor.email());
            assertThat(page.hasSendButton()).as(page.text()).isTrue();
            assertThat(page.send()
                            .enterCode(Codes.latest(server, supervisor))
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("email");
        }
    }

    @Test
    @DisplayName("IdP without PBL, account linking (idp_link), first-broker email link: provider that is added later")
    void aProviderThatIsAddedLaterWithoutAFlowDoesNotBypassTheGate() {
        try (LateProvider late = new LateProvider(server, Map.of())) {
            Admin.User supervisor = late.newMember("supervisor");
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                late.login(server.newBrowser(), "dashboard", supervisor.email()).tokens();
            }
            HttpBrowser browser = server.newBrowser();
            assertChallengedThenSignedIn(late.login(browser, "dashboard", supervisor.email()), supervisor);
            assertThat(browser.open("workspace").tokens().get("mfa").asText()).isEqualTo("email");
        }
    }

    @Test
    @DisplayName(
            "IdP without PBL, account linking (idp_link), first-broker email link: first login, linked by an email")
    void linkingAPrivilegedAccountByAnEmailedLinkIsChallenged() {
        try (LateProvider late = new LateProvider(server, Map.of("trustEmail", false))) {
            Admin.User first = admin.newUser("supervisor");
            try (Admin.Restore open = admin.disabledAction(GATE);
                    Admin.Restore off = admin.mfa(Map.of("mode", "off"))) {
                assertThat(linkedByEmail(late, first).isBackInTheApp())
                        .as("without the gate, to see that this test can fail")
                        .isTrue();
            }
            Admin.User victim = admin.newUser("supervisor");
            assertChallengedThenSignedIn(linkedByEmail(late, victim), victim);
        }
    }

    /** An attacker claims an address at the provider; its owner is tricked into following the emailed link. */
    private Page linkedByEmail(LateProvider late, Admin.User victim) {
        late.stranger(victim.email());
        Page waiting =
                late.login(server.newBrowser(), "workspace", victim.email()).press("submitAction", "linkAccount");
        HttpBrowser owner = server.newBrowser();
        Page linked = owner.get(Codes.link(server, victim)).press("open");
        assertThat(linked.text()).contains("successfully verified");
        return waiting.browser().get(waiting.link("first-broker-login").replaceFirst("session_code=[^&]*&", ""));
    }

    @Test
    @DisplayName(
            "IdP without PBL, account linking (idp_link), first-broker email link: first login, linked by the password")
    void linkingAPrivilegedAccountByItsPasswordIsChallenged() {
        try (LateProvider late = new LateProvider(server, Map.of("trustEmail", false))) {
            Admin.User first = admin.newUser("supervisor");
            try (Admin.Restore open = admin.disabledAction(GATE);
                    Admin.Restore off = admin.mfa(Map.of("mode", "off"))) {
                assertThat(linkedByPassword(late, first).isBackInTheApp())
                        .as("without the gate, to see that this test can fail")
                        .isTrue();
            }
            Admin.User victim = admin.newUser("supervisor");
            Page challenged = linkedByPassword(late, victim);
            assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
            assertThat(admin.get("/users/" + victim.id() + "/federated-identity"))
                    .as("before the code")
                    .isEmpty();
            Page end = challenged.hasCodeField() ? challenged : challenged.send();
            end.enterCode(Codes.latest(server, victim)).tokens();
            assertThat(admin.get("/users/" + victim.id() + "/federated-identity"))
                    .hasSize(1);
        }
    }

    /** The attacker could sign in by the link from then on, and users without privileges would not even be challenged. */
    @ParameterizedTest
    @ValueSource(strings = {"", "gatehouse post login"})
    @DisplayName("First login, linked by the password: there is no link before the code is given")
    void linkingAnAccountByItsPasswordTakesEffectOnlyAfterTheCode(String postLoginFlow) {
        String bare = new Flows(admin).copyWithout("gatehouse first login", "gatehouse-adaptive-mfa");
        try (LateProvider late = new LateProvider(
                server,
                Map.of(
                        "trustEmail",
                        false,
                        "firstBrokerLoginFlowAlias",
                        bare,
                        "postBrokerLoginFlowAlias",
                        postLoginFlow))) {
            Admin.User victim = admin.newUser("agent");
            Page challenged = linkedByPassword(late, victim, bare);
            assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
            assertThat(admin.get("/users/" + victim.id() + "/federated-identity"))
                    .isEmpty();
            Page again = late.login(server.newBrowser(), "workspace", victim.email());
            assertThat(again.isBackInTheApp()).as(again.url()).isFalse();
            again.element("[name=submitAction][value=linkAccount]");

            UnmetRequirement.PROOF.fulfilled(server, victim, challenged).tokens();
            assertThat(admin.get("/users/" + victim.id() + "/federated-identity"))
                    .hasSize(1);
            assertThat(late.login(server.newBrowser(), "workspace", victim.email())
                            .isBackInTheApp())
                    .as("by the link afterwards")
                    .isTrue();
        }
    }

    private Page linkedByPassword(LateProvider late, Admin.User victim) {
        return linkedByPassword(late, victim, "gatehouse first login");
    }

    private Page linkedByPassword(LateProvider late, Admin.User victim, String flow) {
        late.stranger(victim.email());
        Page choice = late.login(server.newBrowser(), "workspace", victim.email())
                .press("submitAction", "linkAccount")
                .press("tryAnotherWay");
        Page form = choice.press(
                "authenticationExecution", new Flows(admin).executionId(flow, "idp-username-password-form"));
        return form.enterPassword(victim.email(), Admin.PASSWORD);
    }

    @Test
    @DisplayName("IdP without PBL, account linking (idp_link), first-broker email link: linked while signed in")
    void aSignedInUserLinksAProviderOnlyAfterTheGate() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User supervisor = admin.newUser("supervisor");
            Admin.User attacker = late.newStranger();
            HttpBrowser browser = server.newBrowser();
            try (Admin.Restore stock = new Flows(admin).stock("workspace");
                    Admin.Restore open = admin.disabledAction(GATE)) {
                browser.login("workspace", supervisor).tokens();
                Page link = browser.open("workspace", "kc_action=idp_link:" + late.alias());
                assertThat(link.text())
                        .as("without the gate, to see that this test can fail")
                        .contains("link your account");
            }
            Page challenged = browser.open("workspace", "kc_action=idp_link:" + late.alias());
            assertThat(challenged.hasSendButton()).as(challenged.text()).isTrue();
            Page linking = challenged.send().enterCode(Codes.latest(server, supervisor));
            linking.press("continue")
                    .enterPassword(attacker.email(), Admin.PASSWORD)
                    .tokens();
            assertThat(late.login(server.newBrowser(), "workspace", attacker.email())
                            .asksForCode())
                    .as("by the link afterwards")
                    .isTrue();
        }
    }

    private void assertChallengedThenSignedIn(Page page, Admin.User user) {
        assertThat(page.hasSendButton()).as(page.text()).isTrue();
        assertThat(page.send()
                        .enterCode(Codes.latest(server, user))
                        .tokens()
                        .get("sub")
                        .asText())
                .isEqualTo(user.id());
    }
}
