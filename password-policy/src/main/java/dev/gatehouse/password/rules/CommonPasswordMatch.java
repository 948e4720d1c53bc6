package dev.gatehouse.password.rules;

import java.util.LinkedHashSet;
import java.util.Set;

/** How a password is compared with the list of known passwords. */
public enum CommonPasswordMatch {

    /** As typed, and in lower case. */
    EXACT,

    /**
     * Additionally without the characters other than letters at the beginning and end, with which users decorate a common password
     * until the rules accept it: {@code Passw0rd2026!} becomes {@code passw0rd}. The rest counts only if it has at least
     * {@value #SHORTEST_CORE} characters and half of the length of the password, so that a short word among many other characters
     * is accepted.
     */
    CORE;

    private static final int SHORTEST_CORE = 4;

    /** Returns the forms of a password to look up. */
    Set<String> of(String password) {
        Set<String> forms = new LinkedHashSet<>();
        forms.add(password);
        String folded = CaseFolding.fold(password);
        forms.add(folded);
        if (this == CORE) {
            String core = core(folded);
            if (core.length() >= SHORTEST_CORE && core.length() * 2 >= folded.length()) {
                forms.add(core);
            }
        }
        return forms;
    }

    private static String core(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && !Character.isLetter(text.codePointAt(start))) {
            start += Character.charCount(text.codePointAt(start));
        }
        while (start < end && !Character.isLetter(text.codePointBefore(end))) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(start, end);
    }
}
