package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.realm.FlowExecutions;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowBindings;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Finds the settings of the MFA step outside its execution: in the flows of a realm. */
public record MfaSettingsResolver(KeycloakSession session, RealmModel realm) {

    private static final Set<String> STEPS = Set.of(AdaptiveMfaService.IN_BROWSER, AdaptiveMfaService.IN_DIRECT_GRANT);

    /** The gate was enabled before any flow had a configured step: there is nothing to enforce yet. */
    private static final MfaSettings NOT_CONFIGURED =
            MfaSettings.parse(Map.of(MfaSettings.MODE.key(), MfaMode.OFF.configName()));

    /**
     * The settings wherever a login or a session is not in an execution of the step: at the gate, at the token endpoint, at a change of
     * factors. The first of these that is saved applies:
     *
     * <ol>
     *   <li>the step in the realm's browser flow; without a configuration, it challenges every login, and so does the gate
     *   <li>the strictest of the steps in other flows, bound or not: an administrator who unbinds a flow by mistake opens nothing
     *   <li>none: mode {@code off}, because nothing was configured yet
     * </ol>
     */
    public MfaSettings ofGate() {
        return saved(realm.getBrowserFlow())
                .or(this::ofUnconfiguredStep)
                .or(this::strictest)
                .orElse(NOT_CONFIGURED);
    }

    /**
     * The settings for a login: those of the step in the client's own browser flow, if it has one with settings, else {@link #ofGate}.
     */
    public MfaSettings of(AuthenticationSessionModel login) {
        Map<String, String> own = login.getClient().getAuthenticationFlowBindingOverrides();
        String flowId = own == null ? null : own.get(AuthenticationFlowBindings.BROWSER_BINDING);
        return saved(flowId == null || flowId.isEmpty() ? null : realm.getAuthenticationFlowById(flowId))
                .orElseGet(this::ofGate);
    }

    /**
     * The settings in the flow after the login of an identity provider.
     *
     * @param alias the provider, which may no longer exist
     */
    MfaSettings ofPostLoginFlow(String alias) {
        IdentityProviderModel provider = session.identityProviders().getByAlias(alias);
        String flowId = provider == null ? null : provider.getPostBrokerLoginFlowId();
        return of(flowId == null ? null : realm.getAuthenticationFlowById(flowId));
    }

    private MfaSettings of(@Nullable AuthenticationFlowModel flow) {
        return saved(flow).orElseGet(() -> MfaSettings.parse(null));
    }

    private Optional<MfaSettings> saved(@Nullable AuthenticationFlowModel flow) {
        return step(flow).flatMap(this::saved);
    }

    private Optional<MfaSettings> saved(AuthenticationExecutionModel execution) {
        return SavedConfig.of(realm, execution).map(MfaSettings::parse);
    }

    private Optional<MfaSettings> ofUnconfiguredStep() {
        boolean hasStep = Optional.ofNullable(realm.getBrowserFlow()).stream()
                .flatMap(flow -> FlowExecutions.enabled(realm, flow.getId()))
                .anyMatch(execution -> AdaptiveMfaService.IN_BROWSER.equals(execution.getAuthenticator()));
        return hasStep ? Optional.of(MfaSettings.parse(null)) : Optional.empty();
    }

    private Optional<MfaSettings> strictest() {
        return realm.getAuthenticationFlowsStream()
                .filter(AuthenticationFlowModel::isTopLevel)
                .flatMap(flow -> FlowExecutions.enabled(realm, flow.getId()))
                .filter(execution -> STEPS.contains(execution.getAuthenticator()))
                .flatMap(execution -> saved(execution).stream())
                .max(Comparator.comparing(MfaSettings::modeInForce));
    }

    /** The MFA step in the realm's browser flow; empty if there is none, or none with settings. */
    Optional<AuthenticationExecutionModel> executionOfBrowserFlow() {
        return step(realm.getBrowserFlow());
    }

    private Optional<AuthenticationExecutionModel> step(@Nullable AuthenticationFlowModel flow) {
        return Optional.ofNullable(flow).flatMap(top -> FlowExecutions.enabled(realm, top.getId())
                .filter(execution -> AdaptiveMfaService.IN_BROWSER.equals(execution.getAuthenticator()))
                .filter(execution -> execution.getAuthenticatorConfig() != null)
                .findFirst());
    }
}
