package dev.gatehouse.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/**
 * What the browser keeps: a JWT under the realm's HS512 key that names the credential ({@code jti}), the user ({@code sub}) and
 * the realm ({@code aud}), and carries the secret whose hash the credential holds.
 */
public class DeviceToken extends JsonWebToken {

    static final String TYPE = "gatehouse-device";

    @JsonProperty("sec")
    private String secret;

    /** For Jackson. */
    public DeviceToken() {}

    DeviceToken(String credentialId, String userId, String realmId, String secret, long expiresAt) {
        id(credentialId).subject(userId).type(TYPE).audience(realmId).issuedNow().exp(expiresAt);
        this.secret = secret;
    }

    /** The secret, base64url. */
    public String getSecret() {
        return secret;
    }

    @Override
    public TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }
}
