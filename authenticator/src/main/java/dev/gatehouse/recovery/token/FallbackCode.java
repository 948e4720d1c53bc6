package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.text.CrockfordBase32;
import dev.gatehouse.mfa.stamp.SecurityStamp;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The code that the user may type into the page that is still open, instead of opening the link: 40 bits, as two groups of four letters and
 * digits. It is computed, so an email that is sent again contains the same code.
 *
 * @param characters eight characters, in upper case, without the hyphen
 */
public record FallbackCode(String characters) {

    private static final String LABEL = "gatehouse/recovery-code/v1";
    private static final int LENGTH = 8;

    /** A code as it is printed, in a longer text. */
    private static final Pattern PRINTED =
            Pattern.compile("(?<![\\p{L}\\p{N}])\\p{Alnum}{4}[\\p{Pd}\\u2212]\\p{Alnum}{4}(?![\\p{L}\\p{N}])");

    /**
     * The code for one open page and the current state of one account.
     *
     * @param page the secret of the page, which no email contains
     */
    public static FallbackCode of(RealmSecret secret, ResetToken page, String userId, SecurityStamp stamp) {
        List<String> parts = new ArrayList<>(
                List.of(page.body(), userId, Long.toString(stamp.passwordCreated()), stamp.emailHash()));
        if (stamp.securedMillis() != 0) {
            parts.add(Long.toString(stamp.securedMillis()));
        }
        return new FallbackCode(CrockfordBase32.encode(secret.hmac(LABEL, parts.toArray(String[]::new)), LENGTH));
    }

    /**
     * Reads a typed or pasted code. Case, look-alikes and separators do not matter, nor does what surrounds the only code in the text; the
     * result may be invalid.
     */
    public static FallbackCode read(String typed) {
        FallbackCode whole = new FallbackCode(CrockfordBase32.read(typed));
        if (whole.isWhole()) {
            return whole;
        }
        List<String> printed = PRINTED.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC))
                .results()
                .map(MatchResult::group)
                .toList();
        return printed.size() == 1 ? new FallbackCode(CrockfordBase32.read(printed.get(0))) : whole;
    }

    /** Whether it has the length of a code. */
    public boolean isWhole() {
        return characters.length() == LENGTH;
    }

    /**
     * The hash that is stored. The secret of the page, which is stored nowhere, keeps a reader of the store from finding the code by brute
     * force.
     */
    String hash(ResetToken page) {
        return Sha256.hex(page.body() + ":" + characters);
    }

    /** Whether this is the code's hash, compared in constant time. */
    boolean hasHash(ResetToken page, String hash) {
        return MessageDigest.isEqual(
                hash(page).getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
    }

    /** The code as it is shown to users. */
    public String printed() {
        return characters.substring(0, LENGTH / 2) + "-" + characters.substring(LENGTH / 2);
    }

    /** Hides the code: this may end up in a log. */
    @Override
    public String toString() {
        return "FallbackCode[hidden]";
    }
}
