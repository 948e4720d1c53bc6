package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.grant.RequestedLevel;
import dev.gatehouse.keycloak.realm.FlowExecutions;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticator;
import org.keycloak.authentication.authenticators.conditional.ConditionalLoaAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/** Keycloak's conditions for a level of authentication (LoA) in the flows of a realm. */
record LevelOfAuthenticationConditions(RealmModel realm) {

    /** The levels of a flow, each with its maximum age in seconds. Empty for a flow without level conditions. */
    Map<Integer, Integer> of(String flowId) {
        Map<Integer, Integer> levels = new HashMap<>();
        FlowExecutions.enabled(realm, flowId).forEach(execution -> level(execution)
                .ifPresent(level -> levels.merge(level, maxAge(execution), Math::max)));
        return levels;
    }

    /** The levels that this execution proves: those of the sub-flows around it. */
    IntStream around(AuthenticationExecutionModel step) {
        IntStream here = realm.getAuthenticationExecutionsStream(step.getParentFlow())
                .filter(AuthenticationExecutionModel::isEnabled)
                .map(this::level)
                .flatMap(Optional::stream)
                .mapToInt(Integer::intValue);
        return IntStream.concat(here, parent(step).map(this::around).orElse(IntStream.empty()));
    }

    /** Whether the flow of an execution has level conditions. */
    boolean areInFlowOf(AuthenticationExecutionModel step) {
        Optional<AuthenticationExecutionModel> parent = parent(step);
        return parent.isPresent()
                ? areInFlowOf(parent.get())
                : !of(step.getParentFlow()).isEmpty();
    }

    private Optional<AuthenticationExecutionModel> parent(AuthenticationExecutionModel step) {
        return Optional.ofNullable(step.getParentFlow()).map(realm::getAuthenticationExecutionByFlowId);
    }

    private Optional<Integer> level(AuthenticationExecutionModel execution) {
        return ConditionalLoaAuthenticatorFactory.PROVIDER_ID.equals(execution.getAuthenticator())
                ? number(execution, ConditionalLoaAuthenticator.LEVEL)
                : Optional.empty();
    }

    private int maxAge(AuthenticationExecutionModel execution) {
        return number(execution, ConditionalLoaAuthenticator.MAX_AGE).orElse(0);
    }

    private Optional<Integer> number(AuthenticationExecutionModel execution, String key) {
        return SavedConfig.of(realm, execution).flatMap(config -> RequestedLevel.number(config.get(key)));
    }
}
