package dev.gatehouse.keycloak.account;

import java.net.IDN;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A domain as it stands in addresses, in Punycode and in Unicode: both are one domain. The conversion is that of RFC 3490, which Java has;
 * a domain that it would change into another, such as one with {@code ß}, has one form only.
 *
 * @param ascii in lower case; with Punycode if there is one
 * @param unicode in lower case; the same as {@code ascii} for most domains
 */
public record DomainName(String ascii, String unicode) {

    /** The longest domain name, in characters (RFC 1035, section 2.3.4). */
    private static final int MAX_LENGTH = 253;

    /** The dots of RFC 3490, section 3.1. */
    private static final Pattern DOTS = Pattern.compile("[\\u3002\\uff0e\\uff61]");

    private static final Pattern HOST =
            Pattern.compile("[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?(?:\\.[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?)*+");

    /**
     * Reads a domain.
     *
     * @param typed any text
     * @return empty if it is no domain
     */
    public static Optional<DomainName> of(String typed) {
        if (typed.isEmpty() || typed.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        String dotted =
                DOTS.matcher(Normalizer.normalize(typed, Normalizer.Form.NFKC)).replaceAll(".");
        String lower = Normalizer.normalize(dotted.toLowerCase(Locale.ROOT), Normalizer.Form.NFKC);
        try {
            String ascii = IDN.toASCII(lower).toLowerCase(Locale.ROOT);
            String unicode = IDN.toUnicode(ascii).toLowerCase(Locale.ROOT);
            boolean isSame = lower.equals(ascii) || lower.equals(unicode);
            return ascii.length() <= MAX_LENGTH && HOST.matcher(ascii).matches()
                    ? Optional.of(isSame ? new DomainName(ascii, unicode) : new DomainName(lower, lower))
                    : Optional.empty();
        } catch (RuntimeException noDomain) {
            // Not only IllegalArgumentException: the text is anyone's, and the class has thrown others for some.
            return Optional.empty();
        }
    }

    /** Whether it is written in two ways. */
    public boolean isInternational() {
        return !ascii.equals(unicode);
    }

    /** The ways to write it. */
    public List<String> forms() {
        return Stream.of(ascii, unicode).distinct().toList();
    }
}
