package dev.gatehouse.recovery.token;

import dev.gatehouse.mfa.stamp.SecurityStamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a link permits.
 *
 * @param userId the id of the user whose password it changes
 * @param stamp the account's stamp when the link was emailed; the link is invalid once the stamp has changed
 * @param purpose why it was emailed
 * @param issuedAt when it was emailed
 * @param until when it stops opening the page
 * @param returnTarget where the user came from
 * @param waiting names the page that waits for it, see {@link ResetRequest#waiting}; empty if none does
 */
public record ResetLink(
        String userId,
        SecurityStamp stamp,
        LinkPurpose purpose,
        Instant issuedAt,
        Instant until,
        ReturnTarget returnTarget,
        String waiting) {

    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String EMAIL = "email";
    private static final String SECURED = "secured";
    private static final String PURPOSE = "purpose";
    private static final String ISSUED = "issued";
    private static final String UNTIL = "until";
    private static final String WAITING = "waiting";

    /** The same link with the account's new stamp. */
    public ResetLink with(SecurityStamp newStamp) {
        return new ResetLink(userId, newStamp, purpose, issuedAt, until, returnTarget, waiting);
    }

    Map<String, String> notes() {
        Map<String, String> notes = new HashMap<>();
        notes.put(USER, userId);
        notes.put(PASSWORD, Long.toString(stamp.passwordCreated()));
        notes.put(EMAIL, stamp.emailHash());
        notes.put(SECURED, Long.toString(stamp.securedMillis()));
        notes.put(PURPOSE, purpose.name());
        notes.put(ISSUED, Long.toString(issuedAt.toEpochMilli()));
        notes.put(UNTIL, Long.toString(until.toEpochMilli()));
        notes.put(WAITING, waiting);
        returnTarget.writeTo(notes);
        return notes;
    }

    /** Reads notes; empty if another version has written them and this one does not understand them. */
    static Optional<ResetLink> of(Map<String, String> notes) {
        try {
            return Optional.of(new ResetLink(
                    notes.getOrDefault(USER, ""),
                    new SecurityStamp(
                            Long.parseLong(notes.getOrDefault(PASSWORD, "")),
                            notes.getOrDefault(EMAIL, ""),
                            Long.parseLong(notes.getOrDefault(SECURED, "0"))),
                    LinkPurpose.valueOf(notes.getOrDefault(PURPOSE, "")),
                    Instant.ofEpochMilli(Long.parseLong(notes.getOrDefault(ISSUED, ""))),
                    Instant.ofEpochMilli(Long.parseLong(notes.getOrDefault(UNTIL, ""))),
                    ReturnTarget.readFrom(notes),
                    notes.getOrDefault(WAITING, "")));
        } catch (IllegalArgumentException | DateTimeException notUnderstood) {
            return Optional.empty();
        }
    }
}
