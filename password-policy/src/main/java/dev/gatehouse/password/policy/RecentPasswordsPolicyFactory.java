package dev.gatehouse.password.policy;

import org.keycloak.models.KeycloakSession;
import org.keycloak.policy.AgePasswordPolicyProviderFactory;
import org.keycloak.policy.PasswordPolicyProvider;

/** Keycloak's policy {@code passwordAge}, "Not Recently Used (In Days)", in its place and under its id: only its refusal differs. */
public final class RecentPasswordsPolicyFactory extends AgePasswordPolicyProviderFactory {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public PasswordPolicyProvider create(KeycloakSession session) {
        return new RecentPasswordsPolicy(session, super.create(session));
    }
}
