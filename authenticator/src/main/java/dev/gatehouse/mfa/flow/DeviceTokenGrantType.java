package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.device.DeviceTokenParameter;
import jakarta.ws.rs.core.Response;
import org.keycloak.protocol.oidc.grants.ResourceOwnerPasswordCredentialsGrantType;
import org.keycloak.representations.AccessTokenResponse;

/**
 * Keycloak's direct grant, whose answer also carries the token of the known device, if the login has issued one. An event listener issues
 * it when the login is complete, and Keycloak has built the answer by then.
 */
final class DeviceTokenGrantType extends ResourceOwnerPasswordCredentialsGrantType {

    @Override
    public Response process(Context context) {
        DeviceTokenParameter.accept(context.getSession());
        Response response = super.process(context);
        if (response.getEntity() instanceof AccessTokenResponse tokens) {
            DeviceTokenParameter.issued(context.getSession())
                    .ifPresent(token -> tokens.setOtherClaims(DeviceTokenParameter.NAME, token));
        }
        return response;
    }
}
