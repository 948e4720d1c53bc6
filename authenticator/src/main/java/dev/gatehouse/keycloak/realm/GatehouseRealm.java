package dev.gatehouse.keycloak.realm;

import dev.gatehouse.keycloak.config.SavedConfig;
import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/** The Gatehouse features that a realm uses. A realm that uses none behaves as in plain Keycloak. */
public final class GatehouseRealm {

    /** The provider id of the execution that leads from the realm's reset credentials flow to Gatehouse's recovery. */
    public static final String RECOVERY = "gatehouse-forgot-password";

    /** The setting of the app access action that names the restricted apps. */
    public static final String RESTRICTED_APPS = "apps";

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

    /** Whether the app access action is enabled and an administrator has saved which apps it restricts. Without, it restricts none. */
    public boolean isAppAccessInForce() {
        return isAppAccessEnabled()
                && SavedConfig.ofAction(realm, GatehouseRequiredActions.APP_ACCESS)
                        .filter(GatehouseRealm::restrictsApps)
                        .isPresent();
    }

    /**
     * Whether a configuration of the app access action restricts any app. An empty one restricts none, nor does one whose names of apps an
     * administrator has removed. Where only other settings were saved, e.g. by an import, the names of apps have their default.
     *
     * @param config what an administrator saved; {@code null} if nothing was
     */
    public static boolean restrictsApps(@Nullable Map<String, String> config) {
        if (config == null) {
            return false;
        }
        String apps = config.get(RESTRICTED_APPS);
        return apps == null
                ? config.values().stream().anyMatch(text -> text != null && !text.isBlank())
                : !apps.isBlank();
    }

    /** Whether Gatehouse decides about logins. Where it does not, its replacements of Keycloak classes behave like those classes. */
    public boolean decidesLogins() {
        return isGateEnabled() || isAppAccessInForce();
    }

    /** Whether the realm can send emails: an SMTP server is configured. */
    public boolean hasMailServer() {
        return realm.getSmtpConfig() != null && !realm.getSmtpConfig().isEmpty();
    }

    /** Whether Gatehouse handles forgotten passwords, and the realm allows password resets. */
    public boolean isRecoveryEnabled() {
        return realm.isResetPasswordAllowed() && recoveryExecution().isPresent();
    }

    /** Whether Gatehouse is used for the realm's logins or its passwords. */
    public boolean isGatehouseUsed() {
        return decidesLogins() || isRecoveryEnabled();
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
