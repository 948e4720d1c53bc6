package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that a code is required however a provider is linked, and when another account there replaces a linked one. */
class LinkChangeTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Flows flows = new Flows(admin);
    private final FactorChanges changes = new FactorChanges(server);

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "First login through a provider, linked by the password on a known device: there is no link before a code, and one email after it")
    void aFirstLoginOnAKnownDeviceLinksOnlyAfterACode(LateProvider.Protocol protocol) {
        String bare = flows.copyWithout("gatehouse first login", "gatehouse-adaptive-mfa");
        try (LateProvider late =
                new LateProvider(server, protocol, Map.of("trustEmail", false, "firstBrokerLoginFlowAlias", bare))) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = changes.onKnownDevice(user).signOut();
            late.stranger(user.email());
            Page choice = late.login(browser, "workspace", user.email())
                    .press("submitAction", "linkAccount")
                    .press("tryAnotherWay");
            Page form = choice.press("authenticationExecution", flows.executionId(bare, "idp-username-password-form"));
            assertLinkedOnlyAfterACode(form.enterPassword(user.email(), Admin.PASSWORD), user, user.email());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("While signed in on a known device (idp_link): there is no link before a code, and one email after it")
    void whoIsSignedInOnAKnownDeviceLinksOnlyAfterACode(LateProvider.Protocol protocol) {
        try (LateProvider late = new LateProvider(server, protocol, Map.of());
                Admin.Restore linking = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            Admin.User stranger = late.newStranger();
            Page challenged = changes.onKnownDevice(user).open("workspace", "kc_action=idp_link:" + late.alias());
            assertThat(challenged.text()).contains(FactorChanges.WHY);
            changes.proveByEmail(challenged, user)
                    .press("continue")
                    .enterPassword(stranger.email(), Admin.PASSWORD)
                    .tokens();
            assertThat(changes.links(user)).containsExactly(stranger.email());
            changes.onlyOne(user, FactorChanges.ADDED);
        }
    }

    /** Anyone with the same address at the provider gets in, without a password of this realm. */
    @ParameterizedTest
    @ValueSource(strings = {"idp-create-user-if-unique", "idp-detect-existing-broker-user"})
    @DisplayName("A first login flow that links automatically (idp-auto-link) links only after a code")
    void aFlowThatLinksAutomaticallyLinksOnlyAfterACode(String detecting) {
        String flow = detecting.equals("idp-create-user-if-unique")
                ? flows.added(Step.alternative(detecting), Step.alternative(Step.required("idp-auto-link")))
                : flows.added(Step.required(detecting), Step.required("idp-auto-link"));
        try (LateProvider late = new LateProvider(server, Map.of("firstBrokerLoginFlowAlias", flow))) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = changes.onKnownDevice(user).signOut();
            late.stranger(user.email());
            assertLinkedOnlyAfterACode(late.login(browser, "workspace", user.email()), user, user.email());
        }
    }

    @Test
    @DisplayName(
            "An account that replaces another at a provider (idp-confirm-override-link): the old link stays until a code is entered")
    void aLinkIsReplacedOnlyAfterACode() {
        try (LateProvider late = new LateProvider(server, Map.of("firstBrokerLoginFlowAlias", overriding()))) {
            Admin.User user = admin.newUser("agent");
            Admin.User owner = late.newStranger();
            late.link(user, owner);
            changes.onlyOne(user, FactorChanges.ADDED);
            server.inbox().clear();
            HttpBrowser browser = changes.onKnownDevice(user).signOut();
            late.stranger(user.email());
            Page challenged = late.login(browser, "workspace", user.email()).press("submitAction", "confirmOverride");
            assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
            assertThat(changes.links(user)).as("before the code").containsExactly(owner.email());
            assertThat(late.login(server.newBrowser(), "workspace", owner.email())
                            .tokens()
                            .get("sub")
                            .asText())
                    .as("its owner")
                    .isEqualTo(user.id());
            changes.assertNothingNotified(user);

            changes.proveByEmail(challenged, user).tokens();
            assertThat(changes.links(user)).containsExactly(user.email());
            changes.onlyOne(user, FactorChanges.ADDED);
        }
    }

    @Test
    @DisplayName("A link is replaced at once where the MFA step does not enforce, and the owner is notified")
    void whereTheStepDoesNotEnforceALinkIsReplacedAtOnce() {
        try (LateProvider late = new LateProvider(server, Map.of("firstBrokerLoginFlowAlias", overriding()));
                Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            Admin.User user = admin.newUser("agent");
            late.link(user, late.newStranger());
            changes.onlyOne(user, FactorChanges.ADDED);
            server.inbox().clear();
            late.stranger(user.email());
            late.login(server.newBrowser(), "workspace", user.email())
                    .press("submitAction", "confirmOverride")
                    .tokens();
            assertThat(changes.links(user)).containsExactly(user.email());
            changes.onlyOne(user, FactorChanges.ADDED);
        }
    }

    /** A flow that links without a password, and asks before it replaces a link. */
    private String overriding() {
        return flows.added(
                Step.alternative("idp-create-user-if-unique"),
                Step.alternative(Step.required("idp-auto-link"), Step.required("idp-confirm-override-link")));
    }

    @Test
    @DisplayName("Linking a provider that is linked already (idp_link) changes nothing, and nothing is notified")
    void linkingAProviderThatIsLinkedChangesNothing() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore linking = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            Admin.User owner = late.newStranger();
            Admin.User stranger = late.newStranger();
            late.link(user, owner);
            changes.onlyOne(user, FactorChanges.ADDED);
            server.inbox().clear();
            HttpBrowser browser = changes.onKnownDevice(user);
            Page challenged = browser.open("workspace", "kc_action=idp_link:" + late.alias());
            assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
            changes.proveByEmail(challenged, user).press("continue").enterPassword(owner.email(), Admin.PASSWORD);
            assertThat(changes.links(user)).containsExactly(owner.email());

            browser.signOutElsewhere();
            browser.open("workspace", "kc_action=idp_link:" + late.alias())
                    .press("continue")
                    .enterPassword(stranger.email(), Admin.PASSWORD);
            assertThat(changes.links(user)).as("another account there").containsExactly(owner.email());
            changes.assertNothingNotified(user);
        }
    }

    private void assertLinkedOnlyAfterACode(Page challenged, Admin.User user, String linked) {
        assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
        assertThat(changes.links(user)).as("before the code").isEmpty();
        changes.assertNothingNotified(user);
        changes.proveByEmail(challenged, user).tokens();
        assertThat(changes.links(user)).containsExactly(linked);
        changes.onlyOne(user, FactorChanges.ADDED);
    }
}
