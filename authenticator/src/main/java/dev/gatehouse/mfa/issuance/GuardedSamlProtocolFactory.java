package dev.gatehouse.mfa.issuance;

import dev.gatehouse.keycloak.config.ServerSwitch;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.saml.SamlProtocolFactory;

/** Creates Keycloak's SAML protocol with the token issuance guard. */
public final class GuardedSamlProtocolFactory extends SamlProtocolFactory implements GuardedProtocolFactory {

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
        return isOn ? new GuardedSamlProtocol().setSession(session) : super.create(session);
    }
}
