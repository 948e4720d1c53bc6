package dev.gatehouse.password.rules;

import java.util.LinkedHashSet;
import java.util.Set;

/** In which form a password is looked for among the known ones. */
public enum CommonForm {

    /** As it was typed, and in small letters. */
    EXACT,

    /**
     * Besides, without what is not a letter at its beginning and end, which is how people decorate a common password until the rules let
     * it pass: {@code Passw0rd2026!} is {@code passw0rd}. What is left counts only if it is at least {@value #SHORTEST_CORE} characters
     * and half of the password, so that a short word beside many other characters is accepted.
     */
    CORE;

    private static final int SHORTEST_CORE = 4;

    /** Returns the forms of a password to look for. */
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
