package dev.gatehouse.keycloak.text;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Values from outside in log messages. Names of realms, roles and clients, texts of settings and answers of other servers may hold line
 * breaks, by which somebody could write lines of a log that the server never wrote, or codes that a terminal obeys.
 */
public final class LogText {

    /** Control characters, those that end a line in Unicode, and those that change the direction of what follows. */
    private static final Pattern UNSAFE =
            Pattern.compile("[\\p{Cntrl}\\u0080-\\u009F\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]+");

    private static final String REPLACEMENT = "\uFFFD";

    private LogText() {}

    /** The value in one line. What would not be shown as a character is replaced by one U+FFFD for each run of it. */
    public static String of(@Nullable Object value) {
        return UNSAFE.matcher(String.valueOf(value)).replaceAll(REPLACEMENT);
    }
}
