package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.realm.FlowExecutions;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalAuthenticatorFactory;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticatorFactory;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Where a login is decided about.
 *
 * @param decider what decides
 * @param flow the flow that the login runs through; empty after an identity provider that has none
 * @param execution the step in it; empty if something else decides
 * @param conditions the ids of Keycloak's conditions around the step that only a login itself can evaluate, so that they are taken as met
 */
public record DecidingStep(
        Decider decider,
        Optional<AuthenticationFlowModel> flow,
        Optional<AuthenticationExecutionModel> execution,
        List<String> conditions) {

    /** What decides about a login. */
    public enum Decider {
        /** The MFA step of its flow. */
        STEP,
        /** The gate, because its flow has no step that the login reaches. */
        GATE,
        /** Nothing of Gatehouse: its flow has no such step, and the gate is off. */
        NOBODY
    }

    public DecidingStep {
        conditions = List.copyOf(conditions);
    }

    /** The step of a hypothetical login. */
    static DecidingStep of(KeycloakSession session, HypotheticalLogin login, AuthenticationSessionModel authSession) {
        RealmModel realm = login.realm();
        Optional<AuthenticationFlowModel> flow = flow(session, login);
        Optional<AuthenticationExecutionModel> step = flow.flatMap(top -> FlowExecutions.enabled(realm, top.getId())
                .filter(execution -> provider(login).equals(execution.getAuthenticator()))
                .filter(execution -> isOfRequestedLevel(session, realm, top, execution, authSession))
                .findFirst());
        boolean isGateEnabled = GatehouseRealm.of(realm).isGateEnabled();
        return new DecidingStep(
                step.isPresent() ? Decider.STEP : isGateEnabled ? Decider.GATE : Decider.NOBODY,
                flow,
                step,
                step.stream()
                        .flatMap(execution -> conditions(session, realm, execution.getParentFlow()))
                        .distinct()
                        .toList());
    }

    private static String provider(HypotheticalLogin login) {
        return login.isDirectGrant() ? AdaptiveMfaService.IN_DIRECT_GRANT : AdaptiveMfaService.IN_BROWSER;
    }

    private static Optional<AuthenticationFlowModel> flow(KeycloakSession session, HypotheticalLogin login) {
        return login.provider()
                .map(alias -> postLoginFlow(session, login.realm(), alias))
                .orElseGet(() -> Optional.of(
                        login.isDirectGrant()
                                ? override(login, AuthenticationFlowBindings.DIRECT_GRANT_BINDING)
                                        .orElseGet(login.realm()::getDirectGrantFlow)
                                : override(login, AuthenticationFlowBindings.BROWSER_BINDING)
                                        .orElseGet(login.realm()::getBrowserFlow)));
    }

    private static Optional<AuthenticationFlowModel> override(HypotheticalLogin login, String binding) {
        return Optional.ofNullable(login.client().getAuthenticationFlowBindingOverride(binding))
                .filter(id -> !id.isEmpty())
                .map(login.realm()::getAuthenticationFlowById);
    }

    private static Optional<AuthenticationFlowModel> postLoginFlow(
            KeycloakSession session, RealmModel realm, String alias) {
        return Optional.ofNullable(session.identityProviders().getByAlias(alias))
                .map(IdentityProviderModel::getPostBrokerLoginFlowId)
                .map(realm::getAuthenticationFlowById);
    }

    /** Whether the login reaches a step under level conditions: Keycloak always runs what proves the first factor. */
    private static boolean isOfRequestedLevel(
            KeycloakSession session,
            RealmModel realm,
            AuthenticationFlowModel flow,
            AuthenticationExecutionModel step,
            AuthenticationSessionModel authSession) {
        int highest =
                new LevelOfAuthenticationConditions(realm).around(step).max().orElse(0);
        return highest <= AuthenticationLevels.OF_FIRST_FACTOR
                || highest <= new AcrStore(session, authSession).getRequestedLevelOfAuthentication(flow);
    }

    private static Stream<String> conditions(KeycloakSession session, RealmModel realm, @Nullable String flow) {
        AuthenticationExecutionModel around = flow == null ? null : realm.getAuthenticationExecutionByFlowId(flow);
        if (around == null) {
            return Stream.empty();
        }
        Stream<String> here = around.isConditional()
                ? realm.getAuthenticationExecutionsStream(flow)
                        .filter(AuthenticationExecutionModel::isEnabled)
                        .map(AuthenticationExecutionModel::getAuthenticator)
                        .filter(id -> isOtherCondition(session, id))
                : Stream.empty();
        return Stream.concat(conditions(session, realm, around.getParentFlow()), here);
    }

    private static boolean isOtherCondition(KeycloakSession session, @Nullable String id) {
        return id != null
                && !id.equals(ConditionalLoaAuthenticatorFactory.PROVIDER_ID)
                && session.getKeycloakSessionFactory().getProviderFactory(Authenticator.class, id)
                        instanceof ConditionalAuthenticatorFactory;
    }
}
