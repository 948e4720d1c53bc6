package dev.gatehouse.notification.email;

import java.util.regex.Pattern;

/** Text that goes into one line of a mail's header, where names come from people and admins. */
final class HeaderText {

    /** Whatever ends a line somewhere, and other control characters. */
    private static final Pattern BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** What turns the direction of all that follows, the next header of a list of mails included. */
    private static final Pattern TURNS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private HeaderText() {}

    /** The same in one line. */
    static String of(String text) {
        return TURNS.matcher(BREAKS.matcher(text).replaceAll(" ")).replaceAll("").strip();
    }
}
