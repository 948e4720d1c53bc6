package dev.gatehouse.mfa.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/**
 * The token that a browser or an app keeps: a JWT signed with the realm's HS512 key. It names the credential ({@code jti}), the user
 * ({@code sub}) and the realm ({@code aud}), and carries the secret whose hash the credential stores. Each login replaces it by the next
 * one ({@code num}). It expires when the device must prove a second factor again, and says for how long it counts without being used
 * ({@code use}). What a direct grant has issued says so ({@code app}).
 */
public class DeviceToken extends JsonWebToken {

    static final String TYPE = "gatehouse-device";

    @JsonProperty("sec")
    private @Nullable String secret;

    @JsonProperty("num")
    private long number;

    @JsonProperty("use")
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    private long secondsOfDisuse;

    @JsonProperty("app")
    @JsonInclude(JsonInclude.Include.NON_DEFAULT)
    private boolean ofApp;

    /** For Jackson. */
    public DeviceToken() {}

    /** The first token of a device. */
    DeviceToken(String credentialId, String userId, String realmId, String secret, Terms terms) {
        this(credentialId, userId, realmId, secret, 0, terms);
    }

    private DeviceToken(String credentialId, String userId, String realmId, String secret, long number, Terms terms) {
        id(credentialId)
                .subject(userId)
                .type(TYPE)
                .audience(realmId)
                .issuedNow()
                .exp(terms.expiresAt().getEpochSecond());
        this.secret = secret;
        this.number = number;
        this.secondsOfDisuse = terms.disuse().toSeconds();
        this.ofApp = terms.isOfApp();
    }

    /**
     * What a token says besides its device and number.
     *
     * @param isOfApp whether a direct grant issues it
     * @param expiresAt when the device must prove a second factor again
     * @param disuse how long the token counts without being used
     */
    record Terms(boolean isOfApp, Instant expiresAt, Duration disuse) {}

    /** A token that replaces this one. */
    DeviceToken next(long nextNumber, Terms terms) {
        return new DeviceToken(
                getId(), getSubject(), getAudience()[0], Objects.requireNonNull(secret), nextNumber, terms);
    }

    /** How long the token counts without being used; empty if it does not say, as those of earlier versions. */
    Optional<Duration> disuse() {
        return secondsOfDisuse > 0 ? Optional.of(Duration.ofSeconds(secondsOfDisuse)) : Optional.empty();
    }

    /** When the token was issued; the epoch if it does not say. */
    Instant issuedAt() {
        return Instant.ofEpochSecond(Objects.requireNonNullElse(getIat(), 0L));
    }

    /** The secret, base64url. */
    public @Nullable String getSecret() {
        return secret;
    }

    /** How many tokens of this device preceded this one; 0 also in tokens from versions that did not replace them. */
    public long getNumber() {
        return number;
    }

    /** Whether a direct grant has issued it, so that an app keeps it: the answer with the next one may be lost on the way. */
    public boolean isOfApp() {
        return ofApp;
    }

    @Override
    public TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }
}
