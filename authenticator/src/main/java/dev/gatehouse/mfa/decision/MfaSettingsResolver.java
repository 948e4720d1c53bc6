package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.realm.FlowExecutions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Finds the settings of the MFA step outside its execution: in the flows of a realm. */
public record MfaSettingsResolver(KeycloakSession session, RealmModel realm) {

    /**
     * The settings in the realm's browser flow. They apply wherever no other flow has the step. Without the step they are invalid, so that
     * logins are challenged.
     */
    public MfaSettings ofBrowserFlow() {
        return of(realm.getBrowserFlow());
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
        return MfaSettings.parse(step(flow)
                .flatMap(execution -> SavedConfig.of(realm, execution))
                .orElse(null));
    }

    /** The MFA step in the realm's browser flow; empty if there is none, or none with settings. */
    Optional<AuthenticationExecutionModel> executionOfBrowserFlow() {
        return step(realm.getBrowserFlow());
    }

    /** Whether an enabled MFA step enforces in the flow that an execution belongs to, be it in a sub-flow. */
    public boolean isEnforcedAround(AuthenticationExecutionModel execution) {
        return FlowExecutions.enabled(realm, topFlow(execution.getParentFlow()))
                .filter(AuthenticationExecutionModel::isRequired)
                .filter(found -> AdaptiveMfaService.IN_BROWSER.equals(found.getAuthenticator())
                        || AdaptiveMfaService.IN_DIRECT_GRANT.equals(found.getAuthenticator()))
                .map(found -> MfaSettings.parse(SavedConfig.of(realm, found).orElse(null)))
                .anyMatch(settings -> settings.modeInForce() == MfaMode.ENFORCE);
    }

    private String topFlow(String flow) {
        AuthenticationExecutionModel around = realm.getAuthenticationExecutionByFlowId(flow);
        return around == null ? flow : topFlow(around.getParentFlow());
    }

    private Optional<AuthenticationExecutionModel> step(@Nullable AuthenticationFlowModel flow) {
        return Optional.ofNullable(flow).flatMap(top -> FlowExecutions.enabled(realm, top.getId())
                .filter(execution -> AdaptiveMfaService.IN_BROWSER.equals(execution.getAuthenticator()))
                .filter(execution -> execution.getAuthenticatorConfig() != null)
                .findFirst());
    }
}
