package dev.gatehouse.login;

import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** The door of the browser flow and of flows after an identity provider. */
public final class AdaptiveMfaAuthenticatorFactory extends SecondStepFactory {

    static final String ID = "gatehouse-adaptive-mfa";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return new AdaptiveMfaAuthenticator(this);
    }

    @Override
    public String getDisplayType() {
        return "Gatehouse: security code for suspicious logins";
    }

    @Override
    public String getHelpText() {
        return "Asks for a security code by email when a login looks suspicious. Place it after the password as REQUIRED.";
    }
}
