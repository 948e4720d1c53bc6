package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.provider.Variant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody typed into the field for the code. */
public sealed interface SubmittedCode extends Variant<SubmittedCode.Kind> {

    /** One for each record below. */
    enum Kind { EMPTY, MALFORMED, DIGITS }

    /** Nothing, or nothing but spaces. */
    record Empty() implements SubmittedCode {

        @Override
        public Kind kind() {
            return Kind.EMPTY;
        }
    }

    /**
     * Something that cannot be a code.
     *
     * @param length how many characters it has besides spaces and hyphens
     */
    record Malformed(int length) implements SubmittedCode {

        @Override
        public Kind kind() {
            return Kind.MALFORMED;
        }
    }

    /**
     * As many digits as the code has.
     *
     * @param value ASCII digits
     */
    record Digits(String value) implements SubmittedCode {

        @Override
        public Kind kind() {
            return Kind.DIGITS;
        }

        /** Hides the digits: they may be right. */
        @Override
        public String toString() {
            return "Digits[hidden]";
        }
    }

    /**
     * Reads what was typed. Spaces, hyphens and invisible characters of any script are passed over, and decimal digits of any
     * script count as digits, because people paste codes and type on the keyboards they have.
     *
     * @param text what was typed, {@code null} counts as empty
     */
    static SubmittedCode parse(@Nullable String text) {
        return parse(text, Set.of(EmailOtpPolicy.DIGITS));
    }

    /**
     * Reads a code of another length.
     *
     * @param lengths how many digits the code may have, each at most {@link #MOST_DIGITS}
     */
    static SubmittedCode parse(@Nullable String text, Set<Integer> lengths) {
        if (text == null) {
            return new Empty();
        }
        StringBuilder digits = new StringBuilder(MOST_DIGITS);
        int length = 0;
        for (int codePoint : (Iterable<Integer>) text.codePoints().filter(c -> !isSeparator(c))::iterator) {
            length++;
            int digit = Character.digit(codePoint, 10);
            if (digit >= 0 && digits.length() <= MOST_DIGITS) {
                digits.append((char) ('0' + digit));
            }
        }
        if (length == 0) {
            return new Empty();
        }
        boolean isCode = lengths.contains(length) && digits.length() == length;
        return isCode ? new Digits(digits.toString()) : new Malformed(length);
    }

    private static boolean isSeparator(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.DASH_PUNCTUATION, Character.FORMAT -> true;
                    default -> codePoint == MINUS_SIGN;
                };
    }

    /** The most digits that any code has. */
    int MOST_DIGITS = 10;

    /** Typed for a hyphen on some keyboards. */
    int MINUS_SIGN = 0x2212;
}
