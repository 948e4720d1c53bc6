package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Says, signed, that the page of a link was opened in time, so that somebody who takes long to think of a password does not lose
 * it. The page carries it along.
 */
public final class FormGraceTicket {

    /** How long after it was opened a page may be submitted at most. */
    static final Duration LONGEST = Duration.ofHours(2);

    private static final String LABEL = "gatehouse/link-opened/v1";
    private static final int MAC_BYTES = 32;

    private final RealmSecret secret;
    private final ResetToken token;
    private final Duration patience;

    /** The tickets of one link. A page stays good for twice as long as the link did, counted from when it was opened, and for two hours at most. */
    public FormGraceTicket(RealmSecret secret, ResetToken token, ResetLink link) {
        this.secret = secret;
        this.token = token;
        Duration twice = Duration.between(link.issuedAt(), link.until()).multipliedBy(2);
        this.patience = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }

    /** A ticket for a page that is opened now. Must be given out while the link is open only: nothing prolongs it. */
    public String issue(Instant now) {
        return now.getEpochSecond() + "-" + mac(now.getEpochSecond());
    }

    /**
     * Whether a ticket is good.
     *
     * @param ticket anything; {@code null} is no ticket
     */
    public boolean isGood(@Nullable String ticket, Instant now) {
        if (ticket == null) {
            return false;
        }
        int hyphen = ticket.indexOf('-');
        if (hyphen < 1) {
            return false;
        }
        try {
            long at = Long.parseLong(ticket.substring(0, hyphen));
            boolean isSigned = MessageDigest.isEqual(
                    mac(at).getBytes(StandardCharsets.US_ASCII), ticket.substring(hyphen + 1).getBytes(StandardCharsets.UTF_8));
            return isSigned && at <= now.getEpochSecond() && now.getEpochSecond() - at <= patience.toSeconds();
        } catch (NumberFormatException notATicket) {
            return false;
        }
    }

    private String mac(long at) {
        return HexFormat.of().formatHex(secret.hmac(LABEL, token.body(), Long.toString(at)), 0, MAC_BYTES);
    }
}
