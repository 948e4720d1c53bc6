package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.config.ServerSwitch;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces Keycloak's cookie authenticator with {@link StepUpCookieAuthenticator} under its id; creates Keycloak's own if the option is
 * off.
 */
public final class StepUpCookieAuthenticatorFactory extends CookieAuthenticatorFactory {

    private static final String OPTION = "step-up";

    private boolean isOn = true;

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        isOn = ServerSwitch.isOn(config, OPTION);
    }

    @Override
    public int order() {
        // Higher than Keycloak's own factory, which has 0.
        return 10;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return isOn ? new StepUpCookieAuthenticator() : super.create(session);
    }
}
