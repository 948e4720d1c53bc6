package dev.gatehouse.issuance;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.LoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;

/**
 * Keycloak's OpenID Connect under its own id, with the last door. A subclass, because Keycloak casts factory and protocol to its own
 * classes in many places. With the option {@code last-door} off it makes Keycloak's own protocol.
 */
public final class GuardedOidcProtocolFactory extends OIDCLoginProtocolFactory implements GuardedProtocolFactory {

    private boolean isOn = true;

    @Override
    public void init(Config.Scope config) {
        super.init(config);
        isOn = LastDoorOption.isOn(config);
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
