package dev.gatehouse.mfa.signin;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.UsernameFormFactory;
import org.keycloak.models.KeycloakSession;

/** Creates {@link TypedUsernameForm}s under the id of Keycloak's own form. */
public final class TypedUsernameFormFactory extends UsernameFormFactory {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new TypedUsernameForm(session);
    }
}
