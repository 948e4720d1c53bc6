package dev.gatehouse.risk.model;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The names under which values are counted. They come from headers and from databases that an admin chose, so their length and
 * their characters are bounded here.
 */
final class BoundedNames {

    /** The longest name that {@link #of} gives. */
    static final int LONGEST = 16;

    private static final int LONGEST_FAMILY = 20;
    private static final String USUAL_SIGNS = " .:/_+-";
    private static final Pattern UNUSUAL_IN_FAMILY = Pattern.compile("[^A-Za-z0-9 .+-]");

    private BoundedNames() {}

    /** A network, provider or country: itself if it is short and plain, else a hash of it. */
    static String of(String value) {
        return value.length() <= LONGEST && value.chars().allMatch(BoundedNames::isUsual) ? value : hash(value);
    }

    private static boolean isUsual(int character) {
        return character >= 'a' && character <= 'z' || character >= 'A' && character <= 'Z' || character >= '0' && character <= '9'
                || USUAL_SIGNS.indexOf(character) >= 0;
    }

    /** A provider in a country: many sell in several, and the same name does not make them the same network. */
    static String asn(String asn, String country) {
        return of(asn + "/" + country);
    }

    /** An operating system with the type of device. */
    static String system(UserAgent userAgent) {
        return family(userAgent.operatingSystem()) + "/" + userAgent.deviceType().name().charAt(0);
    }

    /** A browser with operating system and type of device. */
    static String browser(UserAgent userAgent) {
        return family(userAgent.browser()) + "/" + system(userAgent);
    }

    /** Whether a browser of this name runs on a system of that name. */
    static boolean isOn(String browser, String system) {
        // No family has a slash in it.
        return browser.endsWith("/" + system);
    }

    private static String family(String name) {
        // No more characters than these can be among the first that are kept: one that is replaced takes two at most.
        String beginning = name.substring(0, Math.min(2 * LONGEST_FAMILY, name.length()));
        String plain = UNUSUAL_IN_FAMILY.matcher(beginning).replaceAll("_");
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
