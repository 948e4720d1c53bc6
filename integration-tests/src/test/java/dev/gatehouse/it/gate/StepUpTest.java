package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.SamlApp;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that an app which requests a level of authentication gets it by a proof, and that its tokens claim no other level. */
class StepUpTest {

    private static final String GATE = "gatehouse-mfa-gate";
    private static final String MFA = "gatehouse-adaptive-mfa";
    private static final String LEVEL_2 = "acr_values=2";
    private static final String ESSENTIAL_2 = essential("2");
    private static final String UNSPECIFIED = "urn:oasis:names:tc:SAML:2.0:ac:classes:unspecified";
    private static final String PASSWORD_CLASS = "urn:oasis:names:tc:SAML:2.0:ac:classes:Password";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Flows flows = new Flows(admin);
    private final Admin.User user = admin.newUser("agent");
    private final HttpBrowser browser = server.newBrowser();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "acr_values=2",
                "claims=%7B%22id_token%22%3A%7B%22acr%22%3A%7B%22essential%22%3Atrue%2C%22values%22%3A%5B%222%22%5D%7D%7D%7D"
            })
    void aKnownDeviceIsChallengedWhereTheAppRequiresALevel(String demand) {
        knowDevice();
        Page page = browser.open("workspace", demand).enterPassword(user.email(), Admin.PASSWORD);
        assertThat(page.asksForCode()).as(page.url()).isTrue();
        JsonNode token = prove(page).tokens();
        assertThat(token.get("acr").asText()).isEqualTo("2");
        assertThat(token.get("mfa").asText()).isEqualTo("email");
    }

    @Test
    void theSessionKeepsItsLevelForTheNextAppAndAtRefresh() {
        browser.loginCompletely("workspace", user);
        assertThat(browser.open("workspace").tokens().get("acr").asText())
                .as("the same app")
                .isEqualTo("2");
        try (Admin.Restore other = app("another")) {
            assertThat(browser.open("another").tokens().get("acr").asText())
                    .as("another app")
                    .isEqualTo("2");
            assertThat(browser.open("another", LEVEL_2).tokens().get("acr").asText())
                    .as("another app that demands it")
                    .isEqualTo("2");
        }
        assertThat(browser.open("workspace", LEVEL_2).tokens().get("acr").asText())
                .as("required, and no user is challenged")
                .isEqualTo("2");
        assertThat(browser.open("workspace", ESSENTIAL_2).tokens().get("acr").asText())
                .isEqualTo("2");
        assertThat(refreshed().get("acr").asText()).as("at refresh").isEqualTo("2");
        Page quiet = browser.open("workspace", ESSENTIAL_2, "prompt=none");
        assertThat(quiet.tokens().get("acr").asText()).as("without a page").isEqualTo("2");
    }

    @Test
    void aKnownDeviceStepsUpByACodeWithoutThePasswordAgain() {
        knowDevice();
        assertThat(browser.login("workspace", user).tokens().get("acr").asText())
                .isEqualTo("1");
        assertThat(browser.open("workspace").tokens().get("acr").asText())
                .as("at the next app")
                .isEqualTo("1");
        assertThat(browser.open("workspace", ESSENTIAL_2, "prompt=none").url())
                .as("without a page")
                .contains("error=interaction_required");
        Page page = browser.open("workspace", LEVEL_2);
        assertThat(page.asksForPassword()).as("the password again").isFalse();
        assertThat(page.asksForCode()).as(page.url()).isTrue();
        assertThat(prove(page).tokens().get("acr").asText()).isEqualTo("2");
        assertThat(browser.open("workspace").tokens().get("acr").asText())
                .as("from then on")
                .isEqualTo("2");
        assertThat(browser.open("workspace", ESSENTIAL_2, "prompt=none")
                        .tokens()
                        .get("acr")
                        .asText())
                .as("without a page")
                .isEqualTo("2");
    }

    @Test
    void aStepUpAddsToWhatTheSessionWasOpenedWith() {
        knowDevice();
        assertThat(browser.login("workspace", user).tokens().get("amr").toString())
                .isEqualTo("[\"pwd\",\"known-device\"]");
        assertThat(prove(browser.open("workspace", LEVEL_2)).tokens().get("amr").toString())
                .isEqualTo("[\"pwd\",\"email\"]");
        assertThat(browser.open("workspace").tokens().get("amr").toString())
                .as("from then on")
                .isEqualTo("[\"pwd\",\"email\"]");
        SamlApp app = new SamlApp(server);
        try (Admin.Restore client = app.registered(SamlApp.Binding.POST);
                Admin.Restore mapping =
                        admin.action(GATE, Map.of("authnContexts", "otp=https://refeds.org/profile/mfa"))) {
            assertThat(authnContext(app.open(browser))).isEqualTo(PASSWORD_CLASS);
        }
    }

    @Test
    void anAppThatWantsAFreshLoginGetsItByAProofOfThatLogin() {
        browser.loginCompletely("workspace", user);
        server.passTheEmailGap(user);
        Page page = browser.open("workspace", ESSENTIAL_2, "prompt=login");
        assertThat(page.asksForPassword()).isTrue();
        page = page.enterPassword(user.email(), Admin.PASSWORD);
        assertThat(page.asksForCode()).as("on what is a known device by now").isTrue();
        assertThat(prove(page).tokens().get("acr").asText()).isEqualTo("2");
        Page unchallenged = browser.open("workspace", "prompt=login").enterPassword(user.email(), Admin.PASSWORD);
        assertThat(unchallenged.tokens().get("acr").asText())
                .as("signed in again and not challenged")
                .isEqualTo("1");
        assertThat(browser.open("workspace").tokens().get("acr").asText())
                .as("the session has it still")
                .isEqualTo("2");
    }

    /** Only Keycloak's cookie step notes that a fresh login is required. */
    @Test
    void aFreshLoginTakesNothingFromTheSessionInAFlowWithoutTheCookieEither() {
        browser.loginCompletely("workspace", user);
        server.passTheEmailGap(user);
        try (Admin.Restore bare = flows.override("workspace", Step.required("auth-username-password-form"))) {
            assertThat(browser.open("workspace", "prompt=login")
                            .enterPassword(user.email(), Admin.PASSWORD)
                            .tokens()
                            .get("acr")
                            .asText())
                    .isEqualTo("1");
            Page page =
                    browser.open("workspace", ESSENTIAL_2, "prompt=login").enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
            assertThat(prove(page).tokens().get("acr").asText()).isEqualTo("2");
        }
    }

    @Test
    void aProofThatIsTooOldGivesNoLevel() {
        browser.loginCompletely("workspace", user);
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofHours(11));
            assertThat(browser.open("workspace", LEVEL_2).tokens().get("acr").asText())
                    .isEqualTo("2");
            clock.advance(Duration.ofHours(2));
            assertThat(browser.open("workspace").tokens().get("acr").asText())
                    .as("not required")
                    .isEqualTo("1");
            assertThat(browser.open("workspace", LEVEL_2).asksForCode())
                    .as("required")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"observe", "off"})
    void whereNoUserIsChallengedNoLevelIsClaimed(String mode) {
        knowDevice();
        try (Admin.Restore lenient = admin.mfa(Map.of("mode", mode))) {
            assertThat(browser.open("workspace", LEVEL_2)
                            .enterPassword(user.email(), Admin.PASSWORD)
                            .tokens()
                            .get("acr")
                            .asText())
                    .isEqualTo("1");
            assertUnmet(browser.open("workspace", ESSENTIAL_2));
            assertUnmet(browser.signOut().open("workspace", ESSENTIAL_2).enterPassword(user.email(), Admin.PASSWORD));
        }
    }

    @Test
    void aLevelOutOfReachIsAnErrorIfEssentialAndElseIgnored() {
        knowDevice();
        assertThat(browser.open("workspace", "acr_values=7")
                        .enterPassword(user.email(), Admin.PASSWORD)
                        .tokens()
                        .get("acr")
                        .asText())
                .isEqualTo("1");
        assertUnmet(browser.open("workspace", essential("7")));
        assertThat(browser.open("workspace").tokens().get("acr").asText())
                .as("the session is none the worse")
                .isEqualTo("1");
    }

    @Test
    void aLevelOfStrongerFactorsIsNotReachedByEmail() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User owner = admin.newUserWith(List.of(app.credential()), "agent");
        try (Admin.Restore levels = admin.mfa(Map.of("acrLevelStronger", "3", "emailStandsIn", "true"))) {
            Page page = browser.open("workspace", essential("3")).enterPassword(owner.email(), Admin.PASSWORD);
            assertThat(page.offersFactor("email")).as("an emailed code instead").isFalse();
            assertThat(page.postFactor("email").text()).doesNotContain("Check your email");
            page = browser.open("workspace", essential("3"))
                    .enterPassword(owner.email(), Admin.PASSWORD)
                    .enterCode(app.code());
            assertThat(page.tokens().get("acr").asText()).isEqualTo("3");
            assertThat(browser.open("workspace", LEVEL_2).tokens().get("acr").asText())
                    .as("it gives the lower one too")
                    .isIn("2", "3");
            Page emailPage = server.newBrowser().login("workspace", user);
            prove(emailPage).tokens();
            assertUnmet(emailPage.browser().open("workspace", essential("3")));
        }
    }

    @Test
    void afterNotMeALevelIsReachedByTheEmailThatIsOfferedOnce() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User owner = admin.newUserWith(List.of(app.credential()), "agent");
        Recoveries recoveries = new Recoveries(server);
        try (Admin.Restore levels = admin.mfa(Map.of("acrLevelStronger", "1"));
                Admin.Restore bare = admin.passwordOnlyFlow("workspace")) {
            assertUnmet(browser.open("workspace", ESSENTIAL_2).enterPassword(owner.email(), Admin.PASSWORD));
            recoveries.askNotMe(recoveries.browser(), owner);
            recoveries.browser().get(recoveries.link(owner)).submit("gatehouse-secure-form", Map.of("secure", "on"));
            server.passTheEmailGap(owner);
            Page page = server.newBrowser().open("workspace", ESSENTIAL_2).enterPassword(owner.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
            assertThat(prove(page, owner).tokens().get("acr").asText()).isEqualTo("2");
        }
    }

    @Test
    void theLevelThatAClientRequiresIsRequiredOfKnownDevices() {
        knowDevice();
        try (Admin.Restore demanding = Clients.withAttributes(
                admin, "workspace", Map.of("acr.loa.map", "{\"silver\":1,\"gold\":2}", "default.acr.values", "gold"))) {
            Page page = browser.login("workspace", user);
            assertThat(page.asksForCode()).as("default").isTrue();
            assertThat(prove(page).tokens().get("acr").asText()).isEqualTo("gold");
            assertThat(browser.open("workspace", "acr_values=silver")
                            .tokens()
                            .get("acr")
                            .asText())
                    .isEqualTo("silver");
        }
        try (Admin.Restore demanding = Clients.withAttributes(
                admin, "workspace", Map.of("acr.loa.map", "{\"silver\":1,\"gold\":2}", "minimum.acr.value", "gold"))) {
            Page page = browser.signOut()
                    .open("workspace", "acr_values=silver")
                    .enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as("minimum").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"agent", "supervisor"})
    void aLoginThroughAProviderIsChallengedForALevelToo(String role) {
        Admin.User member = Company.INITECH.newMember(server, role);
        try (Admin.Restore trusting = admin.action(GATE, Map.of("trusted", Company.INITECH.provider() + "=1"))) {
            Page page = browser.open("workspace", ESSENTIAL_2)
                    .enterEmail(member.email())
                    .enterPassword(member.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url() + page.text()).isTrue();
            assertThat(prove(page, member).tokens().get("acr").asText()).isEqualTo("2");
            assertThat(browser.open("workspace", LEVEL_2).tokens().get("acr").asText())
                    .isEqualTo("2");
        }
    }

    @Test
    void aLoginThroughAProviderStepsUpLater() {
        Admin.User member = Company.INITECH.newMember(server, "agent");
        browser.loginAtCompany("workspace", member.email()).tokens();
        Page page = browser.open("workspace", LEVEL_2);
        assertThat(page.asksForCode()).as(page.url() + page.text()).isTrue();
        assertThat(prove(page, member).tokens().get("acr").asText()).isEqualTo("2");
    }

    @Test
    void keycloaksMapperOfReferencesSaysOnlyWhatWasProven() {
        knowDevice();
        Map<String, String> reference = Map.of("default.reference.value", "mfa", "default.reference.maxAge", "36000");
        try (Admin.Restore valued = flows.config("gatehouse browser", MFA, reference);
                Admin.Restore mapped = app("references")) {
            assertThat(browser.login("references", user).tokens().path("amr").toString())
                    .as("known device")
                    .doesNotContain("mfa");
            assertThat(browser.open("references").tokens().path("amr").toString())
                    .as("at the next app")
                    .doesNotContain("mfa");
            prove(browser.signOut().open("references", LEVEL_2).enterPassword(user.email(), Admin.PASSWORD))
                    .tokens();
            assertThat(browser.open("references").tokens().path("amr").toString())
                    .as("proven")
                    .contains("mfa");
            try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
                assertThat(browser.signOut()
                                .login("references", user)
                                .tokens()
                                .path("amr")
                                .toString())
                        .as("observed")
                        .doesNotContain("mfa");
            }
        }
    }

    private Admin.Restore aTypedPasswordIsAReference() {
        Map<String, String> reference = Map.of("default.reference.value", "typed", "default.reference.maxAge", "36000");
        return flows.override(
                "references",
                Step.required("auth-username-password-form", reference),
                Step.required(MFA, Map.of("mode", "enforce")));
    }

    @Test
    void aNewPasswordThatNobodyTypedInTheLoginIsNoReference() {
        Recoveries recoveries = new Recoveries(server);
        try (Admin.Restore mapped = app("references");
                Admin.Restore valued = aTypedPasswordIsAReference()) {
            Page waiting = recoveries.ask(recoveries.browser(), "references", user);
            Page form = waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user)));
            assertThat(Recoveries.choose(form, Recoveries.NEW_PASSWORD)
                            .tokens()
                            .path("amr")
                            .toString())
                    .doesNotContain("typed");
        }
    }

    @Test
    void referencesOfOneUserAreNotClaimedForAnotherWhoTakesOverTheLogin() {
        Admin.User stranger = admin.newUser("agent");
        Admin.User member = Company.INITECH.newMember(server, "agent");
        try (Admin.Restore mapped = app("references");
                Admin.Restore valued = aTypedPasswordIsAReference()) {
            Page challenged = browser.open("references").enterPassword(user.email(), Admin.PASSWORD);
            assertThat(prove(challenged).tokens().path("amr").toString())
                    .as("to see that this test can fail")
                    .contains("typed");
            HttpBrowser other = server.newBrowser();
            String tab = other.open("references")
                    .enterPassword(stranger.email(), Admin.PASSWORD)
                    .action("gatehouse-code-form");
            Page page = other.get(server.realmUrl() + "/broker/" + Company.INITECH.provider() + "/login"
                    + tab.substring(tab.indexOf('?')));
            JsonNode token = page.enterPassword(member.email(), Admin.PASSWORD).tokens();
            assertThat(token.get("sub").asText()).isEqualTo(member.id());
            assertThat(token.path("amr").toString()).doesNotContain("typed");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void behindKeycloaksConditionAKnownDeviceIsChallenged(boolean isEssential) {
        knowDevice();
        try (Admin.Restore levels = levels("enforce")) {
            Page page = browser.open("workspace", isEssential ? ESSENTIAL_2 : LEVEL_2)
                    .enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode()).as(page.url()).isTrue();
            assertThat(prove(page).tokens().get("acr").asText()).isEqualTo("2");
            assertThat(browser.open("workspace").tokens().get("acr").asText())
                    .as("at the next app")
                    .isEqualTo("2");
            assertThat(browser.open("workspace", ESSENTIAL_2, "prompt=none")
                            .tokens()
                            .get("acr")
                            .asText())
                    .isEqualTo("2");
            assertThat(refreshed().get("acr").asText()).isEqualTo("2");
        }
    }

    @Test
    void behindKeycloaksConditionASessionStepsUpByACode() {
        knowDevice();
        try (Admin.Restore levels = levels("enforce")) {
            assertThat(browser.login("workspace", user).tokens().get("acr").asText())
                    .isEqualTo("1");
            assertThat(browser.open("workspace", ESSENTIAL_2, "prompt=none").url())
                    .containsPattern("error=(login|interaction)_required");
            Page page = browser.open("workspace", ESSENTIAL_2);
            assertThat(page.asksForPassword()).isFalse();
            assertThat(page.asksForCode()).as(page.url()).isTrue();
            JsonNode token = prove(page).tokens();
            assertThat(token.get("acr").asText()).isEqualTo("2");
            assertThat(token.get("amr").toString()).isEqualTo("[\"pwd\",\"email\"]");
        }
    }

    @Test
    void behindKeycloaksConditionsAFactorGivesNoHigherLevelThanItsOwn() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User owner = admin.newUserWith(List.of(app.credential()), "agent");
        Map<String, String> levelSettings =
                Map.of("acrLevel", "2", "acrLevelStronger", "3", "mode", "enforce", "emailStandsIn", "true");
        try (Admin.Restore ofGate = admin.mfa(levelSettings);
                Admin.Restore levels = flows.override(
                        "workspace",
                        Step.alternative("auth-cookie"),
                        Step.alternative(
                                Step.conditional(Step.level(1, 36_000), Step.required("auth-username-password-form")),
                                Step.conditional(Step.level(2, 36_000), Step.required(MFA, levelSettings)),
                                Step.conditional(Step.level(3, 36_000), Step.required(MFA, levelSettings))))) {
            assertUnmet(prove(browser.open("workspace", essential("3")).enterPassword(user.email(), Admin.PASSWORD)));
            server.passTheEmailGap(user);
            Page page = prove(
                    browser.signOut().open("workspace", "acr_values=3").enterPassword(user.email(), Admin.PASSWORD));
            assertThat(page.tokens().get("acr").asText())
                    .as("no higher level than an email gives")
                    .isEqualTo("2");
            page = server.newBrowser()
                    .open("workspace", essential("3"))
                    .enterPassword(owner.email(), Admin.PASSWORD)
                    .enterCode(app.code());
            assertThat(page.tokens().get("acr").asText()).as("challenged once").isEqualTo("3");
            server.passTheEmailGap(owner);
            page = server.newBrowser()
                    .open("workspace", essential("3"))
                    .enterPassword(owner.email(), Admin.PASSWORD)
                    .postFactor("email");
            page = prove(page, owner);
            assertThat(page.offersFactor("email")).as("at level 3").isFalse();
            assertThat(page.asksForCode()).as(page.url()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"observe", "off"})
    void behindKeycloaksConditionNothingIsClaimedWithoutAChallenge(String mode) {
        knowDevice();
        try (Admin.Restore lenient = admin.mfa(Map.of("mode", mode));
                Admin.Restore levels = levels(mode)) {
            assertThat(browser.open("workspace", LEVEL_2)
                            .enterPassword(user.email(), Admin.PASSWORD)
                            .tokens()
                            .get("acr")
                            .asText())
                    .isEqualTo("1");
            assertThat(browser.open("workspace").tokens().get("acr").asText())
                    .as("at the next app")
                    .isNotEqualTo("2");
            assertUnmet(browser.signOut().open("workspace", ESSENTIAL_2).enterPassword(user.email(), Admin.PASSWORD));
            try (Admin.Restore open = admin.disabledAction(GATE)) {
                assertThat(browser.open("workspace", LEVEL_2)
                                .enterPassword(user.email(), Admin.PASSWORD)
                                .tokens()
                                .get("acr")
                                .asText())
                        .as("without the gate")
                        .isEqualTo("1");
                assertThat(browser.signOut()
                                .open("workspace", ESSENTIAL_2)
                                .enterPassword(user.email(), Admin.PASSWORD)
                                .isBackInTheApp())
                        .isFalse();
            }
        }
    }

    @Test
    void aSamlAppReadsHowTheLoginWasSecured() {
        SamlApp app = new SamlApp(server);
        try (Admin.Restore client = app.registered(SamlApp.Binding.POST);
                Admin.Restore mapping =
                        admin.action(GATE, Map.of("authnContexts", "email=https://refeds.org/profile/mfa"))) {
            Page page = prove(app.open(browser).enterPassword(user.email(), Admin.PASSWORD));
            assertThat(authnContext(page)).isEqualTo("https://refeds.org/profile/mfa");
            assertThat(authnContext(app.open(browser)))
                    .as("the same session")
                    .isEqualTo("https://refeds.org/profile/mfa");
            page = app.open(browser.signOut()).enterPassword(user.email(), Admin.PASSWORD);
            assertThat(authnContext(page)).as("known device, without TLS").isEqualTo(PASSWORD_CLASS);
        }
        try (Admin.Restore client = app.registered(SamlApp.Binding.POST);
                Admin.Restore open = admin.disabledAction(GATE)) {
            assertThat(authnContext(app.open(browser)))
                    .as("a realm without the gate")
                    .isEqualTo(UNSPECIFIED);
        }
    }

    @Test
    void aSamlAppReadsNoProofThatIsTooOld() {
        AuthenticatorApp codes = new AuthenticatorApp();
        Admin.User owner = admin.newUserWith(List.of(codes.credential()), "agent");
        SamlApp app = new SamlApp(server);
        try (Admin.Restore client = app.registered(SamlApp.Binding.POST);
                ServerClock clock = ServerClock.of(server)) {
            Page page = app.open(browser)
                    .enterPassword(owner.email(), Admin.PASSWORD)
                    .enterCode(codes.code());
            assertThat(authnContext(page)).isEqualTo("https://refeds.org/profile/mfa");
            clock.advance(Duration.ofHours(11));
            assertThat(authnContext(app.open(browser))).isEqualTo("https://refeds.org/profile/mfa");
            clock.advance(Duration.ofHours(2));
            assertThat(authnContext(app.open(browser))).isEqualTo(PASSWORD_CLASS);
        }
    }

    private static String authnContext(Page page) {
        assertThat(page.isBackInTheApp())
                .as("%d %s: %s", page.status(), page.url(), page.text())
                .isTrue();
        return SamlApp.response(page).replaceFirst("(?s).*AuthnContextClassRef>([^<]+)<.*", "$1");
    }

    @Test
    void theLevelThatAClientPolicyGivesAFlowIsClaimedAfterAProofOnly() {
        knowDevice();
        try (Admin.Restore policy = flowOfPolicy("gatehouse browser", 2)) {
            assertThat(browser.login("workspace", user).tokens().get("acr").asText())
                    .as("known device")
                    .isEqualTo("1");
            assertThat(browser.open("workspace").tokens().get("acr").asText())
                    .as("by the cookie")
                    .isNotEqualTo("2");
            assertThat(browser.open("workspace", ESSENTIAL_2, "prompt=none").url())
                    .contains("error=");
            Page page = browser.open("workspace", LEVEL_2);
            page = page.asksForPassword() ? page.enterPassword(user.email(), Admin.PASSWORD) : page;
            assertThat(page.asksForCode()).as(page.url()).isTrue();
            assertThat(prove(page).tokens().get("acr").asText()).isEqualTo("2");
            assertThat(browser.open("workspace").tokens().get("acr").asText())
                    .as("proven in the session")
                    .isEqualTo("2");
        }
    }

    @Test
    void whoSignsInAsSomebodyElseGetsWhatAClientPolicyDemands() {
        Admin.User other = admin.newUser("agent");
        browser.loginCompletely("workspace", user);
        browser.cookies().keySet().removeIf(name -> !name.startsWith("GH_"));
        try (Admin.Restore policy = flowOfPolicy("gatehouse browser", 3)) {
            Page remembered = browser.open("workspace");
            assertThat(remembered.text()).contains(user.email());
            Page code = remembered.startAgain().enterPassword(other.email(), Admin.PASSWORD);
            assertThat(prove(code, other).tokens().get("acr").asText()).isEqualTo("3");
        }
    }

    /** Keycloak's client policy executor that chooses the flow of all apps. */
    private Admin.Restore flowOfPolicy(String flow, int level) {
        String profiles = "/client-policies/profiles";
        String policies = "/client-policies/policies";
        Map<String, Object> profilesBefore =
                Map.of("profiles", admin.get(profiles).get("profiles"));
        Map<String, Object> policiesBefore =
                Map.of("policies", admin.get(policies).get("policies"));
        Map<String, Object> enforced = Map.of(
                "name",
                "flow",
                "executors",
                List.of(Map.of(
                        "executor",
                        "auth-flow-enforcer",
                        "configuration",
                        Map.of("auth-flow-alias", flow, "auth-flow-loa", level))));
        Map<String, Object> everywhere = Map.of(
                "name",
                "flow",
                "enabled",
                true,
                "profiles",
                List.of("flow"),
                "conditions",
                List.of(Map.of("condition", "any-client", "configuration", Map.of())));
        admin.send("PUT", profiles, Map.of("profiles", with(profilesBefore.get("profiles"), enforced)));
        admin.send("PUT", policies, Map.of("policies", with(policiesBefore.get("policies"), everywhere)));
        return () -> {
            admin.send("PUT", policies, policiesBefore);
            admin.send("PUT", profiles, profilesBefore);
        };
    }

    private static List<Object> with(Object before, Object added) {
        List<Object> all = new ArrayList<>();
        ((JsonNode) before).forEach(all::add);
        all.add(added);
        return all;
    }

    /** Keycloak's documented flow: the password is level 1, the MFA step is level 2. */
    private Admin.Restore levels(String mode) {
        return flows.override(
                "workspace",
                Step.alternative("auth-cookie"),
                Step.alternative(
                        Step.conditional(Step.level(1, 36_000), Step.required("auth-username-password-form")),
                        Step.conditional(Step.level(2, 36_000), Step.required(MFA, Map.of("mode", mode)))));
    }

    private void knowDevice() {
        browser.loginCompletely("workspace", user);
        browser.signOut();
        server.passTheEmailGap(user);
    }

    private Page prove(Page page) {
        return prove(page, user);
    }

    private Page prove(Page page, Admin.User whose) {
        if (page.hasCodeField()) {
            return page.enterCode(Codes.latest(server, whose));
        }
        server.passTheEmailGap(whose);
        return page.send().enterCode(Codes.latest(server, whose));
    }

    private JsonNode refreshed() {
        try {
            JsonNode tokens =
                    Admin.JSON.readTree(browser.wantingJson().refresh().text());
            browser.wantingPages();
            return HttpBrowser.claims(tokens.get("id_token").asText());
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static void assertUnmet(Page page) {
        assertThat(page.url())
                .as(page.text())
                .startsWith(HttpBrowser.CALLBACK)
                .contains("error=unmet_authentication_requirements")
                .contains("state=s1");
    }

    /** Another app, with Keycloak's own mapper instead of ours. */
    private Admin.Restore app(String clientId) {
        return Clients.added(
                admin,
                clientId,
                Map.of(
                        "publicClient",
                        true,
                        "standardFlowEnabled",
                        true,
                        "redirectUris",
                        List.of(HttpBrowser.CALLBACK),
                        "protocolMappers",
                        List.of(Map.of(
                                "name",
                                "references",
                                "protocol",
                                "openid-connect",
                                "protocolMapper",
                                "oidc-amr-mapper",
                                "config",
                                Map.of("id.token.claim", "true")))));
    }

    private static String essential(String level) {
        return "claims=" + Admin.encode("{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"" + level + "\"]}}}");
    }
}
