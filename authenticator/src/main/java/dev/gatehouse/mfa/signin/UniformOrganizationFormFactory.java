package dev.gatehouse.mfa.signin;

import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.organization.authentication.authenticators.browser.OrganizationAuthenticatorFactory;

/** Creates {@link UniformOrganizationForm}s under the id of Keycloak's own authenticator. */
public final class UniformOrganizationFormFactory extends OrganizationAuthenticatorFactory {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new UniformOrganizationForm(session);
    }
}
