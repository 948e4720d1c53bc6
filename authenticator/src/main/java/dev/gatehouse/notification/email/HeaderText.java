package dev.gatehouse.notification.email;

import java.util.regex.Pattern;

/** Text for one line of an email's header, because users and admins choose the names in it. */
final class HeaderText {

    /** Characters that end a line in some programs, and other control characters. */
    private static final Pattern LINE_BREAKS = Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}]+");

    /** Characters that reverse the direction of all that follows, which in a list of emails includes the next subject. */
    private static final Pattern DIRECTION_MARKS = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private HeaderText() {}

    /** The text in one line. */
    static String of(String text) {
        return DIRECTION_MARKS
                .matcher(LINE_BREAKS.matcher(text).replaceAll(" "))
                .replaceAll("")
                .strip();
    }
}
