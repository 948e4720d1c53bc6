package dev.gatehouse.mfa.device;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.keycloak.TokenCategory;
import org.keycloak.representations.JsonWebToken;

/**
 * The token that a browser or an app keeps after a login that proved nothing but the password: a JWT signed with the realm's HS512 key. It
 * is a weak signal, so the server stores nothing for it. It counts until the account's security stamp changes, what was learned of the user
 * is forgotten, it is unused for as long as a known device may be, or it was first issued as long ago as a known device may last.
 */
public class SeenToken extends JsonWebToken {

    static final String TYPE = "gatehouse-seen";

    @JsonProperty("stp")
    private @Nullable String stamp;

    @JsonProperty("fst")
    private long first;

    /** For Jackson. */
    public SeenToken() {}

    /**
     * A token for a login that has just completed.
     *
     * @param stampTag a keyed hash of the account's security stamp
     * @param firstIssuedAt when the first of the tokens was issued that this one continues
     */
    SeenToken(String userId, String realmId, String stampTag, Instant firstIssuedAt, Instant expiresAt) {
        subject(userId).type(TYPE).audience(realmId).issuedNow().exp(expiresAt.getEpochSecond());
        this.stamp = stampTag;
        this.first = firstIssuedAt.getEpochSecond();
    }

    /**
     * Whether it was issued to this user of this realm with this stamp, and counts.
     *
     * @param since when what is known of the user begins; a token is never issued at the first login, so one of the same second is older
     */
    boolean isOf(String userId, String realmId, String stampTag, Instant since) {
        return TYPE.equals(getType())
                && isActive()
                && hasAudience(realmId)
                && userId.equals(getSubject())
                && first > since.getEpochSecond()
                && stamp != null
                && MessageDigest.isEqual(
                        stamp.getBytes(StandardCharsets.UTF_8), stampTag.getBytes(StandardCharsets.UTF_8));
    }

    Instant firstIssuedAt() {
        return Instant.ofEpochSecond(first);
    }

    /** When the first of the tokens was issued that this one continues, in seconds since 1970. */
    public long getFirst() {
        return first;
    }

    /** A keyed hash of the account's security stamp. */
    public @Nullable String getStamp() {
        return stamp;
    }

    @Override
    public TokenCategory getCategory() {
        return TokenCategory.INTERNAL;
    }
}
