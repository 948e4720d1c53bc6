package dev.gatehouse.password.rules;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A candidate password, prepared for checks by the rules. Not thread-safe. */
final class Attempt {

    private final String password;
    private final int[] codePoints;
    private final Person person;
    private final CommonPasswordLookup known;
    private int @Nullable [] folded;

    /**
     * Prepares a password.
     *
     * @param password as typed
     * @param person the owner of the password
     * @param known the list of common passwords
     */
    Attempt(String password, Person person, CommonPasswordLookup known) {
        this.password = password;
        this.codePoints = codePoints(password);
        this.person = person;
        this.known = known;
    }

    String password() {
        return password;
    }

    /** The code points, truncated to {@link PasswordRules#JUDGED} plus one. */
    int[] codePoints() {
        return codePoints;
    }

    Person person() {
        return person;
    }

    CommonPasswordLookup known() {
        return known;
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

    /** Whether the password contains a text, ignoring case. */
    boolean contains(int[] foldedText) {
        if (folded == null) {
            folded = Arrays.stream(codePoints).map(CaseFolding::fold).toArray();
        }
        for (int start = 0; start + foldedText.length <= folded.length; start++) {
            if (Arrays.equals(folded, start, start + foldedText.length, foldedText, 0, foldedText.length)) {
                return true;
            }
        }
        return false;
    }
}
