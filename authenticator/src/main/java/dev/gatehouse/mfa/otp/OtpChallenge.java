package dev.gatehouse.mfa.otp;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The stored part of an issued code. The code can be derived from it only together with a secret of the realm.
 *
 * @param id 128 random bits
 * @param keyId the key that the code was derived with
 * @param expiresAt when the code expires
 * @param issuedAt when it was issued, just before its first email; empty for one that an earlier version has issued
 */
record OtpChallenge(String id, String keyId, Instant expiresAt, Optional<Instant> issuedAt) {

    private static final String ID = "id";
    private static final String KEY_ID = "kid";
    private static final String EXPIRES_AT = "exp";

    /** In milliseconds: it is for a statistic of seconds. */
    private static final String ISSUED_AT = "iat-ms";

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Map<String, String> toNotes() {
        Map<String, String> notes =
                new HashMap<>(Map.of(ID, id, KEY_ID, keyId, EXPIRES_AT, Long.toString(expiresAt.getEpochSecond())));
        issuedAt.ifPresent(at -> notes.put(ISSUED_AT, Long.toString(at.toEpochMilli())));
        return Map.copyOf(notes);
    }

    /** Parses a stored challenge; empty for invalid notes. */
    static Optional<OtpChallenge> fromNotes(Map<String, String> notes) {
        String id = notes.get(ID);
        String keyId = notes.get(KEY_ID);
        if (id == null || keyId == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(new OtpChallenge(
                    id,
                    keyId,
                    Instant.ofEpochSecond(Long.parseLong(notes.get(EXPIRES_AT))),
                    Optional.ofNullable(notes.get(ISSUED_AT))
                            .map(Long::parseLong)
                            .map(Instant::ofEpochMilli)));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
