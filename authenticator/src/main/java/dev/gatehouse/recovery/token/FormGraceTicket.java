package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A signed statement that the page of a link was opened in time, so that a user who takes long to think of a password does not lose it. The
 * page carries it in its form.
 */
public final class FormGraceTicket {

    /** The longest time between opening and submitting a page. */
    static final Duration MAX_GRACE = Duration.ofHours(2);

    private static final String LABEL = "gatehouse/link-opened/v1";
    private static final int MAC_BYTES = 32;

    private final RealmSecret secret;
    private final ResetToken token;
    private final Duration grace;

    /**
     * The tickets of one link. A page stays valid for twice the lifetime of the link, counted from when it was opened, and for two hours at
     * most.
     */
    public FormGraceTicket(RealmSecret secret, ResetToken token, ResetLink link) {
        this.secret = secret;
        this.token = token;
        Duration twice = Duration.between(link.issuedAt(), link.until()).multipliedBy(2);
        this.grace = twice.compareTo(MAX_GRACE) < 0 ? twice : MAX_GRACE;
    }

    /** A ticket for a page that is opened now. Must be issued only while the link is open: it does not prolong the link. */
    public String issue(Instant now) {
        return now.getEpochSecond() + "-" + mac(now.getEpochSecond());
    }

    /**
     * Whether a ticket is valid.
     *
     * @param ticket any text; {@code null} is no ticket
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
                    mac(at).getBytes(StandardCharsets.US_ASCII),
                    ticket.substring(hyphen + 1).getBytes(StandardCharsets.UTF_8));
            return isSigned && at <= now.getEpochSecond() && now.getEpochSecond() - at <= grace.toSeconds();
        } catch (NumberFormatException notATicket) {
            return false;
        }
    }

    private String mac(long at) {
        return HexFormat.of().formatHex(secret.hmac(LABEL, token.body(), Long.toString(at)), 0, MAC_BYTES);
    }
}
