package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.text.CrockfordBase32;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keycloak.common.util.SecretGenerator;

/**
 * The secret in a link: 130 random bits as letters and digits. Two check characters are computed from them, so that the secret can be told
 * apart from what an email tool has added around it.
 *
 * @param body the random characters, in upper case
 */
public record ResetToken(String body) {

    private static final int BODY = 26;
    private static final int CHECK = 2;
    private static final int WHOLE = BODY + CHECK;
    private static final int RANDOM_BYTES = 17;
    private static final int MAX_TEXT = 8192;
    private static final int MAX_CANDIDATES = 8;

    /** A new random secret. */
    public static ResetToken mint() {
        return new ResetToken(
                CrockfordBase32.encode(SecretGenerator.getInstance().randomBytes(RANDOM_BYTES), BODY));
    }

    /** A derived secret: the same for the same parts, and unpredictable without the realm's secret. */
    static ResetToken derive(RealmSecret secret, String label, String... parts) {
        return new ResetToken(CrockfordBase32.encode(secret.hmac(label, parts), BODY));
    }

    /** The secret with its check characters: 28 letters and digits. */
    public String printed() {
        return body + check(body);
    }

    /** The hash under which the secret is stored; it does not reveal the secret. */
    public String hash(String realmId) {
        return Sha256.hex(realmId + ":" + body);
    }

    /**
     * The secrets that a text may contain, the most likely first. Case, look-alikes, escapes, and any characters that are neither letters
     * nor digits do not matter, nor does what comes before or after.
     *
     * @param text any text
     * @return at most {@value #MAX_CANDIDATES}
     */
    public static List<ResetToken> findIn(String text) {
        Set<ResetToken> found = new LinkedHashSet<>();
        List<String> readings = new ArrayList<>();
        for (String reading : LinkUnescaper.readings(text.length() > MAX_TEXT ? text.substring(0, MAX_TEXT) : text)) {
            readings.add(CrockfordBase32.read(reading));
        }
        for (String reading : readings) {
            for (int start = 0; start + WHOLE <= reading.length(); start++) {
                at(reading, start).ifPresent(found::add);
            }
        }
        readings.forEach(reading -> withoutCheck(reading).ifPresent(found::add));
        return found.stream().limit(MAX_CANDIDATES).toList();
    }

    private static Optional<ResetToken> at(String reading, int start) {
        String body = reading.substring(start, start + BODY);
        return isPlain(body) && reading.startsWith(check(body), start + BODY)
                ? Optional.of(new ResetToken(body))
                : Optional.empty();
    }

    /** A link that lost one or two characters at its end has lost only check characters. */
    private static Optional<ResetToken> withoutCheck(String reading) {
        boolean isCut = reading.length() >= BODY && reading.length() < WHOLE && isPlain(reading.substring(0, BODY));
        return isCut ? Optional.of(new ResetToken(reading.substring(0, BODY))) : Optional.empty();
    }

    private static boolean isPlain(String characters) {
        return characters.indexOf('U') < 0;
    }

    private static String check(String body) {
        return CrockfordBase32.encode(Sha256.of(body), CHECK);
    }

    /** Hides the secret: this may end up in a log. */
    @Override
    public String toString() {
        return "ResetToken[hidden]";
    }
}
