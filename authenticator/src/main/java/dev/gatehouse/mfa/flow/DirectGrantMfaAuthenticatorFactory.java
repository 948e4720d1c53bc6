package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** Entry point of the direct grant flow. */
public final class DirectGrantMfaAuthenticatorFactory extends AbstractMfaAuthenticatorFactory {

    static final String ID = AdaptiveMfaService.IN_DIRECT_GRANT;

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new DirectGrantMfaAuthenticator(this);
    }

    @Override
    public String getDisplayType() {
        return "Gatehouse: security code for suspicious direct grants";
    }

    @Override
    public String getHelpText() {
        return "Answers a suspicious direct grant with the error mfa_required and a token for the second call, which sends the code. "
                + "Place it after the password step as REQUIRED.";
    }
}
