package dev.gatehouse.mfa.issuance;

import dev.gatehouse.keycloak.config.ServerSwitch;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/** Creates Keycloak's OpenID Connect protocol with the token issuance guard. */
public final class GuardedOidcProtocolFactory extends OIDCLoginProtocolFactory implements GuardedProtocolFactory {

    private boolean isOn = true;

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        isOn = ServerSwitch.isOn(config, OPTION);
    }

    @Override
    public int order() {
        return super.order() + ABOVE;
    }

    @Override
    public boolean isOn() {
        return isOn;
    }

    @Override
    public LoginProtocol create(KeycloakSession session) {
        LoginProtocol stock = super.create(session);
        return isOn ? new GuardedOidcProtocol(((OIDCLoginProtocol) stock).getConfig()).setSession(session) : stock;
    }
}
