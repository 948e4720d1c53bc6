package dev.gatehouse.recovery.page;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Extracts an email address or user name from pasted text: {@code Alice <alice@example.org>,} means {@code alice@example.org}. */
final class PastedAddress {

    private static final int MAX_LENGTH = 255;
    private static final String MAILTO = "mailto:";
    private static final Pattern IN_ANGLES =
            Pattern.compile("<\\s*(?:mailto:)?([^<>\\s]+@[^<>\\s]+?)\\s*>", Pattern.CASE_INSENSITIVE);
    private static final String QUOTES = "\"'`\u2018\u2019\u201a\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a\u300c\u300d";
    private static final String AROUND = QUOTES + "<>()[]{},;:.!?\u3001\u3002";

    private PastedAddress() {}

    /**
     * The address or user name in a text.
     *
     * @param pasted any text; {@code null} counts as empty
     * @return at most 255 characters; empty if nothing is left
     */
    static String of(@Nullable String pasted) {
        if (pasted == null) {
            return "";
        }
        String plain = withoutInvisible(Normalizer.normalize(
                pasted.length() > 4 * MAX_LENGTH ? pasted.substring(0, 4 * MAX_LENGTH) : pasted, Normalizer.Form.NFKC));
        Matcher inAngles = IN_ANGLES.matcher(plain);
        String address = trim(inAngles.find() ? inAngles.group(1) : plain);
        if (address.toLowerCase(Locale.ROOT).startsWith(MAILTO)) {
            address = trim(address.substring(MAILTO.length()));
            int query = address.indexOf('?');
            address = query < 0 ? address : trim(address.substring(0, query));
        }
        return address.length() > MAX_LENGTH ? address.substring(0, MAX_LENGTH) : address;
    }

    private static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isAround(text.charAt(start))) {
            start++;
        }
        while (end > start && isAround(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isAround(char character) {
        return Character.isWhitespace(character) || Character.isSpaceChar(character) || AROUND.indexOf(character) >= 0;
    }

    /** Removes zero-width characters, directional marks, soft hyphens and control characters, which get copied along. */
    private static String withoutInvisible(String text) {
        return text.codePoints()
                .filter(codePoint -> Character.getType(codePoint) != Character.FORMAT
                        && (!Character.isISOControl(codePoint) || Character.isWhitespace(codePoint)))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
