package dev.gatehouse.password.rules;

import java.util.Arrays;

/**
 * A password that somebody would like to have, as the rules look at it.
 *
 * @param password as it was typed; never {@code null}
 * @param codePoints its code points, but at most one more than {@link PasswordRules#JUDGED}
 * @param person whose it is to be; never {@code null}
 * @param known what is asked whether the password is common; never {@code null}
 */
record Attempt(String password, int[] codePoints, Person person, KnownPasswords known) {

    static Attempt of(String password, Person person, KnownPasswords known) {
        return new Attempt(password, codePoints(password), person, known);
    }

    private static int[] codePoints(String password) {
        int[] codePoints = new int[Math.min(password.length(), PasswordRules.JUDGED + 1)];
        int length = 0;
        for (int at = 0; at < password.length() && length < codePoints.length; length++) {
            codePoints[length] = password.codePointAt(at);
            at += Character.charCount(codePoints[length]);
        }
        return length == codePoints.length ? codePoints : Arrays.copyOf(codePoints, length);
    }

    int length() {
        return codePoints.length;
    }

    int count(CodePoints set) {
        int count = 0;
        for (int codePoint : codePoints) {
            if (set.contains(codePoint)) {
                count++;
            }
        }
        return count;
    }

    int longestRun() {
        int longest = 0;
        int run = 0;
        for (int at = 0; at < codePoints.length; at++) {
            run = at > 0 && codePoints[at] == codePoints[at - 1] ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    /** Whether the password contains a text, whatever the case of its letters. */
    boolean contains(int[] foldedText) {
        for (int start = 0; start + foldedText.length <= codePoints.length; start++) {
            int same = 0;
            while (same < foldedText.length && CaseFolding.fold(codePoints[start + same]) == foldedText[same]) {
                same++;
            }
            if (same == foldedText.length) {
                return true;
            }
        }
        return false;
    }
}
