package dev.gatehouse.password.rules;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One demand on a password, as a value. A page gets {@link #data()} and judges by it as this class does; what the rule is called in
 * people's languages is decided elsewhere.
 */
public sealed interface Rule {

    /** The name of the rule: short, stable, the same for pages, messages and logs. */
    String code();

    /** How the rule is judged, and with what: the entries {@code code} and {@code kind}, and the parameters of that kind. */
    Map<String, Object> data();

    /** The number in the rule, which messages tell; 0 if there is none. */
    default int count() {
        return 0;
    }

    /**
     * Whether the password breaks the rule.
     *
     * @throws IOException if that cannot be found out
     */
    boolean isBrokenBy(Attempt attempt) throws IOException;

    /** At least so many code points. */
    record MinLength(int count) implements Rule {

        @Override
        public String code() {
            return "min";
        }

        @Override
        public Map<String, Object> data() {
            return stated(code(), "atLeast", "count", count);
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.length() < count;
        }
    }

    /** At most so many code points, {@link PasswordRules#JUDGED} or fewer. */
    record MaxLength(int count) implements Rule {

        @Override
        public String code() {
            return "max";
        }

        @Override
        public Map<String, Object> data() {
            return stated(code(), "atMost", "count", count);
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.length() > count;
        }
    }

    /**
     * At least so many of these characters.
     *
     * @param code the rule's name
     * @param count how many, from 1
     * @param of which count
     * @param shown the characters as people are shown them; empty where the rule's text names them
     */
    record Containing(String code, int count, CodePoints of, String shown) implements Rule {

        @Override
        public Map<String, Object> data() {
            return stated(code, "containing", "count", count, "of", of.asPairs());
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.count(of) < count;
        }
    }

    /** None of these at the beginning or end. */
    record NotAtEnds(CodePoints of) implements Rule {

        @Override
        public String code() {
            return "ends";
        }

        @Override
        public Map<String, Object> data() {
            return stated(code(), "notAtEnds", "of", of.asPairs());
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            int[] codePoints = attempt.codePoints();
            return codePoints.length > 0 && (of.contains(codePoints[0]) || of.contains(codePoints[codePoints.length - 1]));
        }
    }

    /**
     * No half of a surrogate pair. It is no character, and Keycloak would store {@code ?} in its place, so that the password could be
     * opened by another.
     */
    record WholeCharacters() implements Rule {

        @Override
        public String code() {
            return "whole";
        }

        @Override
        public Map<String, Object> data() {
            return stated(code(), "never", "of", CodePoints.SURROGATES.asPairs());
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.count(CodePoints.SURROGATES) > 0;
        }
    }

    /** The same code point at most so many times in a row. */
    record Repeats(int count) implements Rule {

        @Override
        public String code() {
            return "repeats";
        }

        @Override
        public Map<String, Object> data() {
            return stated(code(), "repeats", "count", count);
        }

        @Override
        public boolean isBrokenBy(Attempt attempt) {
            return attempt.longestRun() > count;
        }
    }

    /** A detail of the person nowhere in it, whatever the case of the letters. Of an address, neither the whole nor what stands before the {@code @}. */
    record NotPersonal(Person.Detail detail) implements Rule {

        @Override
        public String code() {
            return detail.name().toLowerCase(Locale.ROOT);
        }

        @Override
        public Map<String, Object> data() {
            return stated(code(), "notPersonal", "fields", detail.fields(), "localPart", detail == Person.Detail.EMAIL);
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

    /** Not a known password. Only the server can tell. */
    record NotCommon(CommonForm form) implements Rule {

        @Override
        public String code() {
            return "common";
        }

        @Override
        public Map<String, Object> data() {
            return stated(code(), "server");
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

    private static Map<String, Object> stated(String code, String kind, Object... parameters) {
        // In a fixed order, so that every node of a cluster writes the same text.
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("code", code);
        data.put("kind", kind);
        for (int index = 0; index < parameters.length; index += 2) {
            data.put((String) parameters[index], parameters[index + 1]);
        }
        return data;
    }
}
