package dev.gatehouse.mfa.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/**
 * What the browser keeps: a JWT under the realm's HS512 key that names the credential ({@code jti}), the user ({@code sub}) and
 * the realm ({@code aud}), and carries the secret whose hash the credential holds. Each login replaces it by the next ({@code num}).
 */
public class DeviceToken extends JsonWebToken {

    static final String TYPE = "gatehouse-device";

    @JsonProperty("sec")
    private String secret;

    @JsonProperty("num")
    private long number;

    /** For Jackson. */
    public DeviceToken() {}

    DeviceToken(String credentialId, String userId, String realmId, String secret, long number, long expiresAt) {
        id(credentialId).subject(userId).type(TYPE).audience(realmId).issuedNow().exp(expiresAt);
        this.secret = secret;
        this.number = number;
    }

    /** The token that takes the place of this one, for as long as this one was for. */
    DeviceToken next() {
        return new DeviceToken(getId(), getSubject(), getAudience()[0], secret, number + 1, getExp());
    }

    /** The secret, base64url. */
    public String getSecret() {
        return secret;
    }

    /** How many tokens of this device came before; 0 also in those of versions that did not replace them. */
    public long getNumber() {
        return number;
    }

    @Override
    public TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }
}
