package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import org.keycloak.authentication.AuthenticationFlowCallbackFactory;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** Entry point of the browser flow and of flows after an identity provider. */
public final class AdaptiveMfaAuthenticatorFactory extends AbstractMfaAuthenticatorFactory
        implements AuthenticationFlowCallbackFactory {

    static final String ID = AdaptiveMfaService.IN_BROWSER;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new AdaptiveMfaAuthenticator(this, session);
    }

    @Override
    public String getDisplayType() {
        return "Gatehouse: security code for suspicious logins";
    }

    @Override
    public String getHelpText() {
        return "Challenges suspicious logins for a second factor: the strongest that the user has, otherwise a security code by email. Place it after the password step as REQUIRED.";
    }
}
