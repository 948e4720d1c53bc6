package dev.gatehouse.keycloak.realm;

import java.util.stream.Stream;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.RealmModel;

/** The executions of a flow and of all its sub-flows, in their order. */
public final class FlowExecutions {

    private FlowExecutions() {}

    /** All of them, also those that are disabled. */
    public static Stream<AuthenticationExecutionModel> all(RealmModel realm, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .flatMap(execution ->
                        execution.isAuthenticatorFlow() ? all(realm, execution.getFlowId()) : Stream.of(execution));
    }

    /** Those that are enabled, in sub-flows that are enabled. */
    public static Stream<AuthenticationExecutionModel> enabled(RealmModel realm, String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId)
                .filter(AuthenticationExecutionModel::isEnabled)
                .flatMap(execution ->
                        execution.isAuthenticatorFlow() ? enabled(realm, execution.getFlowId()) : Stream.of(execution));
    }
}
