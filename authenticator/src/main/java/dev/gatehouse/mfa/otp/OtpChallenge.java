package dev.gatehouse.mfa.otp;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * The stored part of an issued code. The code can be derived from it only together with a secret of the realm.
 *
 * @param id 128 random bits
 * @param keyId the key that the code was derived with
 * @param expiresAt when the code expires
 */
record OtpChallenge(String id, String keyId, Instant expiresAt) {

    private static final String ID = "id";
    private static final String KEY_ID = "kid";
    private static final String EXPIRES_AT = "exp";

    boolean isExpired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    Map<String, String> toNotes() {
        return Map.of(ID, id, KEY_ID, keyId, EXPIRES_AT, Long.toString(expiresAt.getEpochSecond()));
    }

    /** Parses a stored challenge; empty for invalid notes. */
    static Optional<OtpChallenge> fromNotes(Map<String, String> notes) {
        String id = notes.get(ID);
        String keyId = notes.get(KEY_ID);
        if (id == null || keyId == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new OtpChallenge(id, keyId, Instant.ofEpochSecond(Long.parseLong(notes.get(EXPIRES_AT)))));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
