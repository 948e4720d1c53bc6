package dev.gatehouse.login.password;

import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.broker.IdpUsernamePasswordFormFactory;
import org.keycloak.models.KeycloakSession;

/** Makes {@link LinkByPasswordStep}s under the id of Keycloak's own form. */
public final class LinkByPasswordStepFactory extends IdpUsernamePasswordFormFactory {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new LinkByPasswordStep(session);
    }
}
