package dev.gatehouse.password.policy;

import dev.gatehouse.password.config.Settings;
import dev.gatehouse.password.rules.PasswordRules;
import java.util.Map;
import java.util.Optional;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.policy.PasswordPolicyProviderFactory;
import org.keycloak.provider.ServerInfoAwareProviderFactory;

/** The password policy {@value #ID}. */
public final class PasswordRulesPolicyFactory implements PasswordPolicyProviderFactory, ServerInfoAwareProviderFactory {

    static final String ID = "gatehouse-password-rules";

    private static final String LIST_OPTION = "common-passwords";

    private CommonPasswords common;

    /** The rules of a realm; empty if the realm does not use this policy. */
    static Optional<PasswordRules> rules(RealmModel realm) {
        return Optional.ofNullable(realm.getPasswordPolicy().getPolicyConfig(ID));
    }

    @Override
    public void init(Config.Scope config) {
        common = CommonPasswords.from(config.get(LIST_OPTION));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    @Override
    public PasswordPolicyProvider create(KeycloakSession session) {
        return new PasswordRulesPolicy(session, common);
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public String getDisplayName() {
        return "Gatehouse: password rules";
    }

    @Override
    public String getConfigType() {
        return PasswordPolicyProvider.STRING_CONFIG_TYPE;
    }

    @Override
    public String getDefaultConfigValue() {
        return Settings.DEFAULT.toString();
    }

    @Override
    public boolean isMultiplSupported() {
        return false;
    }

    @Override
    public Map<String, String> getOperationalInfo() {
        return Map.of("common passwords", common.description());
    }

    @Override
    public void close() {
        // nothing to do
    }
}
