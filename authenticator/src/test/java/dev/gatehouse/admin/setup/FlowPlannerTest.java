package dev.gatehouse.admin.setup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.admin.flow.StepRole;
import dev.gatehouse.admin.setup.FlowTree.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

class FlowPlannerTest {

    private static final String STEP = "gatehouse-adaptive-mfa";
    private static final String PASSWORD = "auth-username-password-form";
    private static final String CONDITION = "gatehouse-condition-not-enforced";
    private static final Map<String, String> OBSERVE = Map.of("mode", "observe");

    private final Map<String, StepRole> named = new HashMap<>();

    private FlowPlanner.Planned plan(FlowKind kind, Step... steps) {
        return new FlowPlanner(
                        kind,
                        provider -> StepRole.of(provider).or(() -> Optional.ofNullable(named.get(provider))),
                        OBSERVE)
                .plan(flow("top", steps));
    }

    private FlowPlanner.Planned browser(Step... steps) {
        return plan(FlowKind.BROWSER, steps);
    }

    private static FlowTree flow(String alias, Step... steps) {
        return FlowTree.of(alias, "", List.of(steps));
    }

    private static Step sub(Requirement requirement, String alias, Step... steps) {
        return Step.of(flow(alias, steps), requirement);
    }

    private static Step required(String provider) {
        return Step.required(provider);
    }

    private static Step alternative(String provider) {
        return required(provider).with(Requirement.ALTERNATIVE);
    }

    private static Step disabled(String provider) {
        return required(provider).with(Requirement.DISABLED);
    }

    private static Step conditional2fa() {
        return sub(
                Requirement.CONDITIONAL,
                "2fa",
                required("conditional-user-configured"),
                alternative("auth-otp-form"),
                disabled("webauthn-authenticator"));
    }

    private static Step[] stockBrowser() {
        return new Step[] {
            alternative("auth-cookie"),
            disabled("auth-spnego"),
            alternative("identity-provider-redirector"),
            sub(Requirement.ALTERNATIVE, "forms", required(PASSWORD), conditional2fa())
        };
    }

    private static String outline(FlowPlanner.Planned planned) {
        return planned.flow().outline();
    }

    @Test
    @DisplayName("The stock browser flow: the step behind the password, the stock factors under the condition")
    void theStockBrowserFlow() {
        FlowPlanner.Planned planned = browser(stockBrowser());
        assertThat(outline(planned)).isEqualTo("""
            top
              auth-cookie (ALTERNATIVE)
              auth-spnego (DISABLED)
              identity-provider-redirector (ALTERNATIVE)
              forms (ALTERNATIVE)
                auth-username-password-form (REQUIRED)
                gatehouse-adaptive-mfa (REQUIRED)
                2fa (CONDITIONAL)
                  gatehouse-condition-not-enforced (REQUIRED)
                  conditional-user-configured (REQUIRED)
                  auth-otp-form (ALTERNATIVE)
                  webauthn-authenticator (DISABLED)\
            """);
        assertThat(planned.hasStep()).isTrue();
        assertThat(planned.unknown()).isEmpty();
        assertThat(planned.flow().executions().filter(step -> step.provider().equals(STEP)))
                .allSatisfy(
                        step -> assertThat(step.config().orElseThrow().values()).isEqualTo(OBSERVE));
    }

    @Test
    void aSecondPlanChangesNothing() {
        FlowTree once = browser(stockBrowser()).flow();
        FlowTree twice = new FlowPlanner(FlowKind.BROWSER, StepRole::of, OBSERVE)
                .plan(once)
                .flow();
        assertThat(twice).isEqualTo(once);
    }

    @Test
    void theStockDirectGrantFlow() {
        FlowPlanner.Planned planned = plan(
                FlowKind.DIRECT_GRANT,
                required("direct-grant-validate-username"),
                required("direct-grant-validate-password"),
                sub(
                        Requirement.CONDITIONAL,
                        "otp",
                        required("conditional-user-configured"),
                        required("direct-grant-validate-otp")));
        assertThat(outline(planned)).isEqualTo("""
            top
              direct-grant-validate-username (REQUIRED)
              direct-grant-validate-password (REQUIRED)
              gatehouse-direct-grant-mfa (REQUIRED)
              otp (CONDITIONAL)
                gatehouse-condition-not-enforced (REQUIRED)
                conditional-user-configured (REQUIRED)
                direct-grant-validate-otp (REQUIRED)\
            """);
    }

    @Test
    @DisplayName(
            "A session limit behind the password comes before the step: nobody answers a challenge and is denied then")
    void aSessionLimitComesBeforeTheStep() {
        FlowPlanner.Planned planned = browser(
                alternative("auth-cookie"),
                sub(Requirement.ALTERNATIVE, "forms", required(PASSWORD), required("user-session-limits")));
        assertThat(outline(planned)).isEqualTo("""
            top
              auth-cookie (ALTERNATIVE)
              forms (ALTERNATIVE)
                auth-username-password-form (REQUIRED)
                user-session-limits (REQUIRED)
                gatehouse-adaptive-mfa (REQUIRED)\
            """);
        assertThat(planned.unexplained()).isEmpty();
        assertThat(browser(planned.flow().steps().toArray(new Step[0])).flow()).isEqualTo(planned.flow());
    }

    @Test
    void customStepsStayWhereTheyAre() {
        assertThat(outline(browser(sub(
                        Requirement.ALTERNATIVE,
                        "forms",
                        required("acme-captcha"),
                        required(PASSWORD),
                        required("acme-terms")))))
                .isEqualTo("""
                    top
                      forms (ALTERNATIVE)
                        acme-captcha (REQUIRED)
                        auth-username-password-form (REQUIRED)
                        gatehouse-adaptive-mfa (REQUIRED)
                        acme-terms (REQUIRED)\
                    """);
    }

    @Test
    void eachBranchWithAPasswordGetsTheStep() {
        FlowPlanner.Planned planned = browser(
                sub(Requirement.ALTERNATIVE, "one", required(PASSWORD)),
                sub(Requirement.ALTERNATIVE, "two", required("auth-username-form"), required("auth-password-form")),
                sub(Requirement.ALTERNATIVE, "key", required("webauthn-authenticator-passwordless")));
        assertThat(outline(planned)).isEqualTo("""
            top
              one (ALTERNATIVE)
                auth-username-password-form (REQUIRED)
                gatehouse-adaptive-mfa (REQUIRED)
              two (ALTERNATIVE)
                auth-username-form (REQUIRED)
                auth-password-form (REQUIRED)
                gatehouse-adaptive-mfa (REQUIRED)
              key (ALTERNATIVE)
                webauthn-authenticator-passwordless (REQUIRED)\
            """);
    }

    @Test
    @DisplayName(
            "A password that is an alternative gets a sub-flow, because Keycloak ignores alternatives beside what is"
                    + " required")
    void aPasswordThatIsAnAlternativeGetsASubFlow() {
        FlowPlanner.Planned planned = browser(
                required("auth-username-form"),
                sub(
                        Requirement.REQUIRED,
                        "either",
                        alternative("webauthn-authenticator-passwordless"),
                        alternative("auth-password-form")));
        assertThat(outline(planned)).isEqualTo("""
            top
              auth-username-form (REQUIRED)
              either (REQUIRED)
                webauthn-authenticator-passwordless (ALTERNATIVE)
                auth-password-form and MFA step (ALTERNATIVE)
                  auth-password-form (REQUIRED)
                  gatehouse-adaptive-mfa (REQUIRED)\
            """);
    }

    @Test
    void aFactorThatIsRequiredForAllIsPutUnderTheCondition() {
        assertThat(outline(browser(required(PASSWORD), required("auth-otp-form"))))
                .isEqualTo("""
                    top
                      auth-username-password-form (REQUIRED)
                      gatehouse-adaptive-mfa (REQUIRED)
                      auth-otp-form unless enforced (CONDITIONAL)
                        gatehouse-condition-not-enforced (REQUIRED)
                        auth-otp-form (REQUIRED)\
                    """);
    }

    @Test
    void aChoiceOfFactorsBecomesConditional() {
        assertThat(outline(browser(
                        required(PASSWORD),
                        sub(
                                Requirement.REQUIRED,
                                "2fa",
                                alternative("auth-otp-form"),
                                alternative("webauthn-authenticator")))))
                .contains("2fa (CONDITIONAL)\n    gatehouse-condition-not-enforced (REQUIRED)\n    auth-otp-form");
    }

    @Test
    @DisplayName("Factors that an app demands by a level of authentication stay, and are named")
    void demandedFactorsStay() {
        FlowPlanner.Planned planned = browser(
                sub(
                        Requirement.CONDITIONAL,
                        "level 1",
                        required("conditional-level-of-authentication"),
                        required(PASSWORD)),
                sub(
                        Requirement.CONDITIONAL,
                        "level 2",
                        required("conditional-level-of-authentication"),
                        required("auth-otp-form")));
        assertThat(planned.levels()).containsExactly("level 2");
        assertThat(outline(planned)).doesNotContain(CONDITION).contains(STEP);
    }

    @Test
    void aFactorBeforeThePasswordIsNoSecondFactor() {
        assertThat(outline(browser(
                        sub(Requirement.ALTERNATIVE, "key", required("webauthn-authenticator")),
                        sub(Requirement.ALTERNATIVE, "forms", required(PASSWORD)))))
                .doesNotContain(CONDITION);
    }

    @Test
    @DisplayName("A form that is not known is asked for, where no known password is verified")
    void anUnknownFormIsAskedFor() {
        assertThat(browser(sub(Requirement.ALTERNATIVE, "forms", required("acme-login")))
                        .unknown())
                .containsExactly("acme-login");
        assertThat(browser(
                                required("auth-username-form"),
                                sub(
                                        Requirement.REQUIRED,
                                        "either",
                                        alternative("auth-password-form"),
                                        alternative("acme-badge")))
                        .unknown())
                .containsExactly("acme-badge");
        assertThat(browser(sub(Requirement.ALTERNATIVE, "forms", disabled("acme-login"), required(PASSWORD)))
                        .unknown())
                .isEmpty();
    }

    @Test
    @DisplayName("A form that is not known is asked for, where a condition may leave the known password out")
    void anUnknownFormBesideAConditionalPasswordIsAskedFor() {
        assertThat(browser(
                                sub(
                                        Requirement.CONDITIONAL,
                                        "local",
                                        required("conditional-user-attribute"),
                                        required("auth-password-form")),
                                required("acme-login"))
                        .unknown())
                .containsExactly("acme-login");
        assertThat(browser(
                                sub(
                                        Requirement.REQUIRED,
                                        "either",
                                        alternative("auth-password-form"),
                                        alternative("acme-badge")),
                                required("acme-login"))
                        .unknown())
                .containsExactly("acme-badge", "acme-login");
        assertThat(browser(
                                sub(
                                        Requirement.REQUIRED,
                                        "either",
                                        alternative("auth-cookie"),
                                        alternative("auth-username-password-form")),
                                required("acme-terms"))
                        .unknown())
                .isEmpty();
    }

    @Test
    @DisplayName("What is not known behind a known password is named, because it may be a second factor")
    void whatIsNotKnownBehindAPasswordIsNamed() {
        FlowPlanner.Planned planned = browser(required(PASSWORD), required("acme-sms"), disabled("acme-old"));
        assertThat(planned.unknown()).isEmpty();
        assertThat(planned.unexplained()).containsExactly("acme-sms");
        assertThat(plan(FlowKind.POST_LOGIN, required("acme-sms")).unexplained())
                .containsExactly("acme-sms");
        named.put("acme-sms", StepRole.FACTOR);
        FlowPlanner.Planned answered = browser(required(PASSWORD), required("acme-sms"));
        assertThat(answered.unexplained()).isEmpty();
        assertThat(outline(answered)).contains("acme-sms unless enforced (CONDITIONAL)");
    }

    @Test
    void anAnswerDecidesAboutAnUnknownForm() {
        named.put("acme-login", StepRole.PASSWORD);
        FlowPlanner.Planned planned = browser(sub(Requirement.ALTERNATIVE, "forms", required("acme-login")));
        assertThat(planned.unknown()).isEmpty();
        assertThat(outline(planned)).contains("acme-login (REQUIRED)\n    gatehouse-adaptive-mfa (REQUIRED)");
    }

    @Test
    void anUnknownAlternativeToAStockFactorIsAskedFor() {
        Step choice = sub(
                Requirement.CONDITIONAL,
                "2fa",
                required("conditional-user-configured"),
                alternative("auth-otp-form"),
                alternative("acme-sms"));
        assertThat(browser(required(PASSWORD), choice).unknown()).containsExactly("acme-sms");
        named.put("acme-sms", StepRole.FACTOR);
        FlowPlanner.Planned planned = browser(required(PASSWORD), choice);
        assertThat(planned.unknown()).isEmpty();
        assertThat(outline(planned)).contains(CONDITION);
    }

    @Test
    void aStepThatIsDisabledIsPutInForce() {
        FlowPlanner.Planned planned = browser(required(PASSWORD), disabled(STEP));
        assertThat(outline(planned)).isEqualTo("""
            top
              auth-username-password-form (REQUIRED)
              gatehouse-adaptive-mfa (REQUIRED)\
            """);
    }

    @Test
    void aStepBehindTheSubFlowOfThePasswordIsEnough() {
        FlowTree given = flow(
                "top",
                sub(Requirement.REQUIRED, "auth", alternative("auth-cookie"), alternative(PASSWORD)),
                required(STEP));
        assertThat(new FlowPlanner(FlowKind.BROWSER, StepRole::of, OBSERVE)
                        .plan(given)
                        .flow())
                .isEqualTo(given);
    }

    @Test
    @DisplayName("A flow after a login through a provider: the step comes last, and its stock factors stand back")
    void aPostLoginFlowGetsTheStepAtItsEnd() {
        assertThat(outline(plan(FlowKind.POST_LOGIN))).isEqualTo("""
            top
              gatehouse-adaptive-mfa (REQUIRED)\
            """);
        assertThat(outline(plan(FlowKind.POST_LOGIN, required("acme-terms"), required("auth-otp-form"))))
                .isEqualTo("""
                    top
                      acme-terms (REQUIRED)
                      auth-otp-form unless enforced (CONDITIONAL)
                        gatehouse-condition-not-enforced (REQUIRED)
                        auth-otp-form (REQUIRED)
                      gatehouse-adaptive-mfa (REQUIRED)\
                    """);
        assertThat(outline(plan(FlowKind.POST_LOGIN, alternative("acme-one"), alternative("acme-two"))))
                .isEqualTo("""
                    top
                      top before (REQUIRED)
                        acme-one (ALTERNATIVE)
                        acme-two (ALTERNATIVE)
                      gatehouse-adaptive-mfa (REQUIRED)\
                    """);
    }

    @Test
    void whoProvesAnAccountByItsPasswordAtAFirstLoginPassesTheStep() {
        assertThat(outline(plan(
                        FlowKind.FIRST_LOGIN,
                        required("idp-review-profile"),
                        sub(
                                Requirement.REQUIRED,
                                "account",
                                alternative("idp-create-user-if-unique"),
                                sub(
                                        Requirement.ALTERNATIVE,
                                        "existing",
                                        required("idp-confirm-link"),
                                        sub(
                                                Requirement.REQUIRED,
                                                "verify",
                                                alternative("idp-email-verification"),
                                                sub(
                                                        Requirement.ALTERNATIVE,
                                                        "password",
                                                        required("idp-username-password-form"),
                                                        conditional2fa())))))))
                .contains("idp-username-password-form (REQUIRED)\n          gatehouse-adaptive-mfa (REQUIRED)")
                .contains(CONDITION);
    }

    @Test
    void aFlowWithoutAPasswordHasNoPlaceForTheStep() {
        FlowPlanner.Planned planned = browser(alternative("auth-cookie"), alternative("identity-provider-redirector"));
        assertThat(planned.hasStep()).isFalse();
        assertThat(planned.unknown()).isEmpty();
        assertThat(planned.flow())
                .isEqualTo(flow("top", alternative("auth-cookie"), alternative("identity-provider-redirector")));
    }
}
