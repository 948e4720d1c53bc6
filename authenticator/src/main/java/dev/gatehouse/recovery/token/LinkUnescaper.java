package dev.gatehouse.recovery.token;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reverses what email tools do to links: up to three layers of percent-encoding (RFC 3986), quoted-printable (RFC 2045), and HTML entities.
 */
final class LinkUnescaper {

    private static final int MAX_LAYERS = 3;
    private static final Pattern QUOTED_PRINTABLE = Pattern.compile("=(?:[0-9A-Fa-f]{2}|[ \\t]*\\r?\\n)");
    private static final Pattern ENTITY = Pattern.compile("&(?:#x?[0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});?");

    private LinkUnescaper() {}

    /** What a text may originally have been, the most likely first. Never fails, whatever the text. */
    static List<String> readings(String text) {
        String decoded = text;
        for (int layer = 0; layer < MAX_LAYERS && decoded.indexOf('%') >= 0; layer++) {
            decoded = percentDecoded(decoded);
        }
        String plain = QUOTED_PRINTABLE.matcher(decoded).replaceAll("");
        return Stream.of(
                        decoded,
                        plain,
                        ENTITY.matcher(decoded).replaceAll(""),
                        ENTITY.matcher(plain).replaceAll(""))
                .distinct()
                .toList();
    }

    private static String percentDecoded(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int at = 0; at < bytes.length; at++) {
            int high = at + 2 < bytes.length && bytes[at] == '%' ? Character.digit(bytes[at + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[at + 2], 16);
            if (low < 0) {
                decoded.write(bytes[at]);
            } else {
                decoded.write(high << 4 | low);
                at += 2;
            }
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }
}
