package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifies who must prove a second factor after a login through an identity provider, and when. */
class PrivilegedUserTest {

    private static final String GATE = "gatehouse-mfa-gate";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @ParameterizedTest
    @EnumSource
    @Tag("smoke")
    void anAgentWhoComesThroughTheCompanyIsNotChallenged(Company company) {
        Admin.User agent = company.newMember(server, "agent");
        JsonNode token =
                server.newBrowser().loginAtCompany("workspace", agent.email()).tokens();
        assertThat(token.get("mfa").asText()).isEqualTo("not-asked");
        assertThat(server.inbox().messages(agent.email())).isEmpty();
    }

    @Test
    void aProofOfThisSessionIsEnoughForTheNextApp() {
        Admin.User supervisor = Company.GLOBEX.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", supervisor.email())
                .send()
                .enterCode(Codes.latest(server, supervisor))
                .tokens();
        assertThat(browser.open("dashboard").tokens().get("mfa").asText()).isEqualTo("email");
    }

    @Test
    void aProofOnThisDeviceIsEnoughForTheNextLogin() {
        Admin.User supervisor = Company.GLOBEX.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", supervisor.email())
                .send()
                .enterCode(Codes.latest(server, supervisor))
                .tokens();
        JsonNode token = browser.signOut()
                .loginAtCompany("workspace", supervisor.email())
                .tokens();
        assertThat(token.get("mfa").asText()).isEqualTo("known-device");

        try (Admin.Restore always = admin.action(GATE, Map.of("policy", "always"))) {
            assertThat(browser.signOut()
                            .loginAtCompany("workspace", supervisor.email())
                            .asksForCode())
                    .as("always")
                    .isTrue();
        }
    }

    @Test
    void aUserWhoBecomesPrivilegedLaterIsChallengedAtTheNextApp() {
        Admin.User agent = Company.GLOBEX.newMember(server, "agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", agent.email()).tokens();
        admin.grant(agent, "supervisor");
        Page page = browser.open("dashboard");
        assertThat(page.asksForCode()).as(page.text()).isTrue();
        page.send().enterCode(Codes.latest(server, agent)).tokens();
    }

    @Test
    void theProvidersOwnSecondFactorCountsOnlyIfTheAdminSaysSo() {
        Admin.User supervisor = Company.INITECH.newMember(server, "supervisor");
        assertThat(server.newBrowser()
                        .loginAtCompany("workspace", supervisor.email())
                        .asksForCode())
                .isTrue();
        // The partner reports this for a password; any value stands in for that of a partner with a second factor.
        try (Admin.Restore trusting = admin.action(GATE, Map.of("trusted", Company.INITECH.provider() + "=1"))) {
            JsonNode token = server.newBrowser()
                    .loginAtCompany("workspace", supervisor.email())
                    .tokens();
            assertThat(token.get("mfa").asText()).isEqualTo("provider");
        }
        try (Admin.Restore other = admin.action(GATE, Map.of("trusted", Company.GLOBEX.provider() + "=1"))) {
            assertThat(server.newBrowser()
                            .loginAtCompany("workspace", supervisor.email())
                            .asksForCode())
                    .as("another provider's")
                    .isTrue();
        }
    }

    @Test
    void aMemberWithoutTheRoleDoesNotEnterTheDashboard() {
        Admin.User agent = Company.GLOBEX.newMember(server, "agent");
        Page page = server.newBrowser().loginAtCompany("dashboard", agent.email());
        assertThat(page.text()).contains("is for owners, admins and supervisors");
    }

    @ParameterizedTest
    @CsvSource({"observe", "off"})
    void whereNoUserIsChallengedYetPrivilegedUsersGetTheirTokens(String mode) {
        Admin.User supervisor = Company.INITECH.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        try (Admin.Restore lenient = admin.mfa(Map.of("mode", mode));
                Admin.Restore bare = admin.withoutPostLoginFlow(Company.INITECH.provider())) {
            assertThat(browser.loginAtCompany("workspace", supervisor.email())
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("not-asked");
            assertThat(browser.refresh().status()).isEqualTo(200);
            assertThat(browser.open("dashboard").tokens().get("mfa").asText()).isEqualTo("not-asked");
        }
        Page challenged = browser.open("dashboard");
        assertThat(challenged.asksForCode())
                .as("once the realm enforces: %s", challenged.text())
                .isTrue();
        Page renewed = browser.refresh();
        assertThat(renewed.status()).as("no session ends by it").isEqualTo(200);
    }

    /** The post login flow of a provider may be lenient while the realm's own flow is not. */
    @ParameterizedTest
    @CsvSource({"observe", "off"})
    void whereThePostLoginFlowChallengesNoUserPrivilegedUsersGetTheirTokens(String mode) {
        Admin.User supervisor = Company.INITECH.newMember(server, "supervisor");
        try (Admin.Restore lenient =
                new Flows(admin).config("gatehouse post login", "gatehouse-adaptive-mfa", Map.of("mode", mode))) {
            HttpBrowser browser = server.newBrowser();
            assertThat(browser.loginAtCompany("dashboard", supervisor.email())
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("not-asked");
        }
    }

    /**
     * The next app cannot be used to renew an old proof without a challenge: it requires of the provider's logins what their first app
     * does.
     */
    @Test
    @DisplayName("A proof that is too old is required again at the next app, on a known device too")
    void aProofThatIsTooOldIsRequiredAgainAtTheNextApp() {
        Admin.User supervisor = Company.GLOBEX.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", supervisor.email())
                .send()
                .enterCode(Codes.latest(server, supervisor))
                .tokens();
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofHours(11));
            assertThat(browser.open("dashboard").isBackInTheApp()).isTrue();
            clock.advance(Duration.ofHours(2));
            Page challenged = browser.open("dashboard");
            assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
            server.passTheEmailGap(supervisor);
            Page sent = challenged.send();
            assertThat(sent.hasCodeField()).as(sent.text()).isTrue();
            assertThat(sent.enterCode(Codes.latest(server, supervisor))
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("email");
        }
    }
}
