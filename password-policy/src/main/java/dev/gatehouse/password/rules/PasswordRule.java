package dev.gatehouse.password.rules;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One password rule, as a value. A page gets {@link #data()} and checks passwords in the same way as this class. The texts of the
 * rules are elsewhere.
 */
public sealed interface PasswordRule {

    /** The name of the rule: short, stable, the same in pages, messages and logs. */
    String code();

    /** The rule as data for a page: the entries {@code code} and {@code kind}, and the parameters of that kind. */
    Map<String, Object> data();

    /** The number in the rule's message; 0 if there is none. */
    default int count() {
        return 0;
    }

    /**
     * Whether the password breaks the rule.
     *
     * @throws IOException if this cannot be determined
     */
    boolean isBrokenBy(Attempt attempt) throws IOException;

    /** A minimum number of code points. */
    record MinLength(int count) implements PasswordRule {

        @Override
        public String code() {
            return "min";
        }

        @Override
        public Map<String, Object> data() {
            return entries(code(), "atLeast", "count", count);
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.length() < count;
        }
    }

    /** A maximum number of code points, up to {@link PasswordRules#JUDGED}. */
    record MaxLength(int count) implements PasswordRule {

        @Override
        public String code() {
            return "max";
        }

        @Override
        public Map<String, Object> data() {
            return entries(code(), "atMost", "count", count);
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.length() > count;
        }
    }

    /**
     * A minimum number of characters from a set.
     *
     * @param code the rule's name
     * @param count the minimum, from 1
     * @param of the set
     * @param shown the characters for display; empty if the rule's text names them
     */
    record Containing(String code, int count, CodePoints of, String shown) implements PasswordRule {

        @Override
        public Map<String, Object> data() {
            return entries(code, "containing", "count", count, "of", of.asPairs());
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.count(of) < count;
        }
    }

    /** No characters from a set at the beginning or end. */
    record NotAtEnds(CodePoints of) implements PasswordRule {

        @Override
        public String code() {
            return "ends";
        }

        @Override
        public Map<String, Object> data() {
            return entries(code(), "notAtEnds", "of", of.asPairs());
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            int[] codePoints = attempt.codePoints();
            return codePoints.length > 0
                    && (of.contains(codePoints[0]) || of.contains(codePoints[codePoints.length - 1]));
        }
    }

    /**
     * No unpaired surrogate. It is not a character, and Keycloak would store {@code ?} in its place, so that a different password
     * would match.
     */
    record WholeCharacters() implements PasswordRule {

        @Override
        public String code() {
            return "whole";
        }

        @Override
        public Map<String, Object> data() {
            return entries(code(), "never", "of", CodePoints.SURROGATES.asPairs());
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.count(CodePoints.SURROGATES) > 0;
        }
    }

    /** A maximum number of identical code points in a row. */
    record Repeats(int count) implements PasswordRule {

        @Override
        public String code() {
            return "repeats";
        }

        @Override
        public Map<String, Object> data() {
            return entries(code(), "repeats", "count", count);
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.longestRun() > count;
        }
    }

    /**
     * No personal detail anywhere in the password, ignoring case. For an email address, neither the whole nor the part before the
     * {@code @}.
     */
    record NotPersonal(Person.Detail detail) implements PasswordRule {

        @Override
        public String code() {
            return detail.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Map<String, Object> data() {
            return entries(
                    code(), "notPersonal", "fields", detail.fields(), "localPart", detail == Person.Detail.EMAIL);
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            for (int[] text : attempt.person().texts(detail)) {
                if (attempt.contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Not a known password. Only the server can check this. */
    record NotCommon(CommonPasswordMatch form) implements PasswordRule {

        @Override
        public String code() {
            return "common";
        }

        @Override
        public Map<String, Object> data() {
            return entries(code(), "server");
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) throws IOException {
            for (String text : form.of(attempt.password())) {
                if (attempt.known().contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }

    private static Map<String, Object> entries(String code, String kind, Object... parameters) {
        // Ordered, so that every node of a cluster produces the same text.
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", code);
        data.put("kind", kind);
        for (int index = 0; index < parameters.length; index += 2) {
            data.put((String) parameters[index], parameters[index + 1]);
        }
        return data;
    }
}
