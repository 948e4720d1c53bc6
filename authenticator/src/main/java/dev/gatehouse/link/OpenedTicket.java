package dev.gatehouse.link;

import dev.gatehouse.crypto.RealmSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;

/**
 * Says, signed, that the page of a link was opened in time, so that somebody who takes long to think of a password does not lose
 * it. The page carries it along.
 */
public final class OpenedTicket {

    /** How long after it was opened, or last heard of, a page may be submitted. */
    public static final Duration PATIENCE = Duration.ofHours(2);

    private static final String LABEL = "gatehouse/link-opened/v1";
    private static final int MAC_BYTES = 32;

    private final RealmSecret secret;
    private final LinkToken token;

    public OpenedTicket(RealmSecret secret, LinkToken token) {
        this.secret = secret;
        this.token = token;
    }

    /** A ticket for a page that is opened, or heard of, now. Must be given out in time only, or in exchange for a good one. */
    public String issue(Instant now) {
        return now.getEpochSecond() + "-" + mac(now.getEpochSecond());
    }

    /**
     * Whether a ticket is good.
     *
     * @param ticket anything; {@code null} is no ticket
     */
    public boolean isGood(String ticket, Instant now) {
        int hyphen = ticket == null ? -1 : ticket.indexOf('-');
        if (hyphen < 1) {
            return false;
        }
        try {
            long at = Long.parseLong(ticket.substring(0, hyphen));
            boolean isSigned = MessageDigest.isEqual(
                    mac(at).getBytes(StandardCharsets.US_ASCII), ticket.substring(hyphen + 1).getBytes(StandardCharsets.UTF_8));
            return isSigned && at <= now.getEpochSecond() && now.getEpochSecond() - at <= PATIENCE.toSeconds();
        } catch (NumberFormatException notATicket) {
            return false;
        }
    }

    private String mac(long at) {
        return HexFormat.of().formatHex(secret.hmac(LABEL, token.body(), Long.toString(at)), 0, MAC_BYTES);
    }
}
