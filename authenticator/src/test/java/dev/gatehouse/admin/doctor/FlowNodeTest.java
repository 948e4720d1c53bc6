package dev.gatehouse.admin.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;

class FlowNodeTest {

    private static final String STEP = "gatehouse-adaptive-mfa";
    private static final String PASSWORD = "auth-username-password-form";

    private static FlowNode flow(String name, Requirement requirement, FlowNode... children) {
        return new FlowNode(name, "", requirement, Map.of(), List.of(children));
    }

    private static FlowNode execution(String provider, Requirement requirement) {
        return new FlowNode(provider, provider, requirement, Map.of(), List.of());
    }

    private static FlowNode top(FlowNode... children) {
        return flow("top", Requirement.REQUIRED, children);
    }

    private static FlowNode required(String provider) {
        return execution(provider, Requirement.REQUIRED);
    }

    private static FlowNode alternative(String provider) {
        return execution(provider, Requirement.ALTERNATIVE);
    }

    @Test
    void aStepInTheSameSubFlowFollowsThePassword() {
        FlowNode forms = flow("forms", Requirement.ALTERNATIVE, required(PASSWORD), required(STEP));
        FlowNode browser = top(alternative("auth-cookie"), forms);
        assertThat(browser.has(STEP)).isTrue();
        assertThat(browser.passwordsBefore(STEP)).isEmpty();
        assertThat(browser.mixedLevels(STEP)).isEmpty();
    }

    @Test
    void aStepBehindTheSubFlowOfThePasswordFollowsIt() {
        FlowNode forms = flow("forms", Requirement.REQUIRED, flow("either", Requirement.REQUIRED, required(PASSWORD)));
        assertThat(top(forms, required(STEP)).passwordsBefore(STEP)).isEmpty();
        FlowNode conditional = flow("if", Requirement.CONDITIONAL, required("conditional-user-role"), required(STEP));
        assertThat(top(forms, conditional).passwordsBefore(STEP)).isEmpty();
    }

    @Test
    void aPasswordInABranchOfItsOwnIsNotFollowed() {
        FlowNode with = flow("with", Requirement.ALTERNATIVE, required(PASSWORD), required(STEP));
        FlowNode without = flow("without", Requirement.ALTERNATIVE, required(PASSWORD));
        assertThat(top(with, without).passwordsBefore(STEP)).containsExactly("without");
        assertThat(top(required(STEP), required(PASSWORD)).passwordsBefore(STEP))
                .containsExactly("top");
    }

    @Test
    @DisplayName("A step that is an alternative is not in force, and does not follow a password")
    void anAlternativeStepIsNotInForce() {
        FlowNode forms = flow("forms", Requirement.REQUIRED, required(PASSWORD));
        FlowNode browser = top(forms, alternative(STEP));
        assertThat(browser.has(STEP)).isFalse();
        assertThat(browser.passwordsBefore(STEP)).containsExactly("forms");
    }

    @Test
    void aRequiredStepBesideAlternativesIsFound() {
        FlowNode forms = flow("forms", Requirement.ALTERNATIVE, required(PASSWORD));
        assertThat(top(alternative("auth-cookie"), forms, required(STEP)).mixedLevels(STEP))
                .containsExactly("top");
        FlowNode nested = flow("auth", Requirement.REQUIRED, alternative("auth-cookie"), forms);
        assertThat(top(nested, required(STEP)).mixedLevels(STEP)).isEmpty();
    }

    @Test
    void keycloaksOwnFactorsAreFoundInSubFlows() {
        FlowNode otp = flow(
                "2FA", Requirement.CONDITIONAL, required("conditional-user-configured"), required("auth-otp-form"));
        assertThat(top(required(PASSWORD), otp, required(STEP)).stockFactors()).containsExactly("auth-otp-form");
        assertThat(top(required(PASSWORD), required(STEP)).stockFactors()).isEmpty();
    }

    @Test
    void aFlowThatOnlyLeadsElsewhereNeedsNoStep() {
        assertThat(top(alternative("auth-cookie"), alternative("identity-provider-redirector"))
                        .hasForms())
                .isFalse();
        assertThat(top(alternative("auth-cookie"), alternative("custom-form")).hasForms())
                .isTrue();
    }
}
