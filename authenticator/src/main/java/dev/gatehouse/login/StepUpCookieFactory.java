package dev.gatehouse.login;

import dev.gatehouse.config.Switch;
import org.keycloak.Config;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.CookieAuthenticatorFactory;
import org.keycloak.models.KeycloakSession;

/** Makes {@link StepUpCookie}s under the id of Keycloak's own step, and Keycloak's own where an administrator has switched them off. */
public final class StepUpCookieFactory extends CookieAuthenticatorFactory {

    private static final String OPTION = "step-up";

    private boolean isOn = true;

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        isOn = Switch.isOn(config, OPTION);
    }

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public Authenticator create(KeycloakSession session) {
        return isOn ? new StepUpCookie() : super.create(session);
    }
}
