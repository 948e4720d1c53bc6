package dev.gatehouse.mfa.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/**
 * The token that the browser keeps: a JWT signed with the realm's HS512 key. It names the credential ({@code jti}), the user ({@code sub})
 * and the realm ({@code aud}), and carries the secret whose hash the credential stores. Each login replaces it by the next one
 * ({@code num}).
 */
public class DeviceToken extends JsonWebToken {

    static final String TYPE = "gatehouse-device";

    @JsonProperty("sec")
    private @Nullable String secret;

    @JsonProperty("num")
    private long number;

    /** For Jackson. */
    public DeviceToken() {}

    DeviceToken(String credentialId, String userId, String realmId, String secret, long number, long expiresAt) {
        id(credentialId)
                .subject(userId)
                .type(TYPE)
                .audience(realmId)
                .issuedNow()
                .exp(expiresAt);
        this.secret = secret;
        this.number = number;
    }

    /** The token that replaces this one. It expires when this one does. */
    DeviceToken next() {
        return new DeviceToken(
                getId(), getSubject(), getAudience()[0], Objects.requireNonNull(secret), number + 1, getExp());
    }

    /** The secret, base64url. */
    public @Nullable String getSecret() {
        return secret;
    }

    /** How many tokens of this device preceded this one; 0 also in tokens from versions that did not replace them. */
    public long getNumber() {
        return number;
    }

    @Override
    public TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }
}
