package dev.gatehouse.keycloak.realm;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** The Gatehouse features that a realm uses. A realm that uses none behaves as in plain Keycloak. */
public final class GatehouseRealm {

    /** The provider id of the execution that leads from the realm's reset credentials flow to Gatehouse's recovery. */
    public static final String RECOVERY = "gatehouse-forgot-password";

    /** The provider id of the condition under which Keycloak's own second factors are asked for beside the MFA step. */
    public static final String NOT_ENFORCED_CONDITION = "gatehouse-condition-not-enforced";

    private final RealmModel realm;

    private GatehouseRealm(RealmModel realm) {
        this.realm = realm;
    }

    public static GatehouseRealm of(RealmModel realm) {
        return new GatehouseRealm(realm);
    }

    /** Whether the gate is registered and enabled. */
    public boolean isGateEnabled() {
        return isEnabled(GatehouseRequiredActions.GATE);
    }

    /** Whether the app access action is registered and enabled. */
    public boolean isAppAccessEnabled() {
        return isEnabled(GatehouseRequiredActions.APP_ACCESS);
    }

    /** Whether Gatehouse decides about logins. Where it does not, its replacements of Keycloak classes behave like those classes. */
    public boolean decidesLogins() {
        return isGateEnabled() || isAppAccessEnabled();
    }

    /** Whether Gatehouse handles forgotten passwords, and the realm allows password resets. */
    public boolean isRecoveryEnabled() {
        return realm.isResetPasswordAllowed() && recoveryExecution().isPresent();
    }

    /** Whether Gatehouse is used for the realm's logins or its passwords. */
    public boolean isGatehouseUsed() {
        return decidesLogins() || isRecoveryEnabled();
    }

    /** The configuration of the gate, which includes settings of other features; empty if nothing was saved. */
    public Map<String, String> gateConfig() {
        return SavedConfig.ofAction(realm, GatehouseRequiredActions.GATE).orElse(Map.of());
    }

    /** The enabled execution of {@link #RECOVERY} in the realm's reset credentials flow. */
    public Optional<AuthenticationExecutionModel> recoveryExecution() {
        return Optional.ofNullable(realm.getResetCredentialsFlow())
                .map(AuthenticationFlowModel::getId)
                .flatMap(flow -> FlowExecutions.all(realm, flow)
                        .filter(GatehouseRealm::leadsToRecovery)
                        .findFirst());
    }

    private static boolean leadsToRecovery(AuthenticationExecutionModel execution) {
        return RECOVERY.equals(execution.getAuthenticator()) && execution.isEnabled();
    }

    private boolean isEnabled(String action) {
        RequiredActionProviderModel registered = realm.getRequiredActionProviderByAlias(action);
        return registered != null && registered.isEnabled();
    }
}
