package dev.gatehouse.risk.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Normalises the names under which values are counted. The values come from headers and from databases that an admin chose, so
 * length and character set are bounded here.
 */
final class BoundedNames {

    /** The maximum length of a name returned by {@link #of}, in characters. */
    static final int LONGEST = 16;

    private static final int LONGEST_FAMILY = 20;
    private static final String ALLOWED_PUNCTUATION = " .:/_+-";
    private static final Pattern DISALLOWED_IN_FAMILY = Pattern.compile("[^A-Za-z0-9 .+-]");

    private BoundedNames() {}

    /** Returns a network, provider or country unchanged if it is short and plain, otherwise a hash of it. */
    static String of(String value) {
        return value.length() <= LONGEST && value.chars().allMatch(BoundedNames::isAllowed) ? value : hash(value);
    }

    private static boolean isAllowed(int character) {
        return (character >= 'a' && character <= 'z')
                || (character >= 'A' && character <= 'Z')
                || (character >= '0' && character <= '9')
                || ALLOWED_PUNCTUATION.indexOf(character) >= 0;
    }

    /** A provider in a country. Many providers operate in several countries, and the same name does not make them the same network. */
    static String asn(String asn, String country) {
        return of(asn + "/" + country);
    }

    /** An operating system and device type. */
    static String system(UserAgent userAgent) {
        return family(userAgent.operatingSystem()) + "/"
                + userAgent.deviceType().name().charAt(0);
    }

    /** A browser with its operating system and device type. */
    static String browser(UserAgent userAgent) {
        return family(userAgent.browser()) + "/" + system(userAgent);
    }

    /** Whether a browser name belongs to an operating system name, as built by {@link #browser} and {@link #system}. */
    static boolean isOn(String browser, String system) {
        // Family names contain no slash.
        return browser.endsWith("/" + system);
    }

    private static String family(String name) {
        // Twice the limit is enough input: a replaced character (a surrogate pair) has at most two chars.
        String beginning = name.substring(0, Math.min(2 * LONGEST_FAMILY, name.length()));
        String plain = DISALLOWED_IN_FAMILY.matcher(beginning).replaceAll("_");
        return plain.substring(0, Math.min(LONGEST_FAMILY, plain.length()));
    }

    private static String hash(String value) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, LONGEST / 2);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
