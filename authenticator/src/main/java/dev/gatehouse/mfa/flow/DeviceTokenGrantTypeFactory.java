package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.config.ServerSwitch;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantTypeFactory;

/** Replaces Keycloak's direct grant with {@link DeviceTokenGrantType} under its id; creates Keycloak's own if the option is off. */
public final class DeviceTokenGrantTypeFactory extends ResourceOwnerPasswordCredentialsGrantTypeFactory {

    private static final String OPTION = "device-token";

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
    public OAuth2GrantType create(KeycloakSession session) {
        return isOn ? new DeviceTokenGrantType() : super.create(session);
    }
}
