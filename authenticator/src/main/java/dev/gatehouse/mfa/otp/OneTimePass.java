package dev.gatehouse.mfa.otp;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A one-time pass as it is stored: enough to recognise it, not enough to present it.
 *
 * @param id random, to count the attempts
 * @param keyId the id of the realm's secret under which the pass was hashed
 * @param hash HMAC-SHA-512 of the pass, in hexadecimal
 * @param stamp HMAC-SHA-512 of the account's security stamp at the time of issue, in hexadecimal
 * @param until when it expires
 * @param isByHelper whether a helper has issued it, who may not do so for privileged users
 */
public record OneTimePass(String id, String keyId, String hash, String stamp, Instant until, boolean isByHelper) {

    private static final String ID = "id";
    private static final String KEY_ID = "key";
    private static final String HASH = "hash";
    private static final String STAMP = "stamp";
    private static final String UNTIL = "until";
    private static final String BY_HELPER = "by-helper";

    Map<String, String> toNotes() {
        return Map.of(
                ID,
                id,
                KEY_ID,
                keyId,
                HASH,
                hash,
                STAMP,
                stamp,
                UNTIL,
                Long.toString(until.getEpochSecond()),
                BY_HELPER,
                Boolean.toString(isByHelper));
    }

    /** Reads what was stored; empty if it is damaged. */
    static Optional<OneTimePass> fromNotes(Map<String, String> notes) {
        try {
            return Optional.of(new OneTimePass(
                    notes.getOrDefault(ID, ""),
                    notes.getOrDefault(KEY_ID, ""),
                    notes.getOrDefault(HASH, ""),
                    notes.getOrDefault(STAMP, ""),
                    Instant.ofEpochSecond(Long.parseLong(notes.getOrDefault(UNTIL, ""))),
                    // Whatever is not certainly an administrator's counts as a helper's, who may do less.
                    !"false".equals(notes.get(BY_HELPER))));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }

    /** Hides the hashes. */
    @Override
    public String toString() {
        return "OneTimePass[until=" + until + "]";
    }
}
