package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.provider.Variant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parsed input of a code field. */
public sealed interface SubmittedCode extends Variant<SubmittedCode.Kind> {

    /** One kind per record below. */
    enum Kind {
        EMPTY,
        MALFORMED,
        DIGITS
    }

    /** Empty, or only whitespace, hyphens and invisible characters. */
    record Empty() implements SubmittedCode {

        @Override
        public Kind kind() {
            return Kind.EMPTY;
        }
    }

    /**
     * Input that cannot be a code.
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
     * Exactly as many digits as the code has, from a text that may contain more.
     *
     * @param value ASCII digits
     */
    record Digits(String value) implements SubmittedCode {

        @Override
        public Kind kind() {
            return Kind.DIGITS;
        }

        /** Hides the digits: they may be the correct code. */
        @Override
        public String toString() {
            return "Digits[hidden]";
        }
    }

    /**
     * Parses input. Spaces, hyphens and invisible characters of any script are ignored, and decimal digits of any script are accepted,
     * because users paste codes and have different keyboards. What surrounds the code is ignored too, e.g. a full stop or the rest of the
     * subject line, if exactly one number in the text has as many digits as a code.
     *
     * @param text the input; {@code null} counts as empty
     */
    static SubmittedCode parse(@Nullable String text) {
        return parse(text, Set.of(EmailOtpPolicy.DIGITS));
    }

    /**
     * Parses a code of another length.
     *
     * @param lengths how many digits the code may have, each at most {@link #MOST_DIGITS}
     */
    static SubmittedCode parse(@Nullable String text, Set<Integer> lengths) {
        if (text == null) {
            return new Empty();
        }
        DigitRuns spaced = new DigitRuns(lengths);
        DigitRuns unspaced = new DigitRuns(lengths);
        int length = 0;
        for (int codePoint : (Iterable<Integer>) text.codePoints()::iterator) {
            int digit = Character.digit(codePoint, 10);
            if (digit >= 0) {
                spaced.add(digit);
                unspaced.add(digit);
            } else {
                unspaced.endRun();
            }
            if (!isSeparator(codePoint)) {
                length++;
                if (digit < 0) {
                    spaced.endRun();
                }
            }
        }
        if (length == 0) {
            return new Empty();
        }
        int characters = length;
        // "123 456" is one number; "123456 365" is two, of which one is a code.
        return spaced.only()
                .or(unspaced::only)
                .<SubmittedCode>map(Digits::new)
                .orElseGet(() -> new Malformed(characters));
    }

    private static boolean isSeparator(int codePoint) {
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || switch (Character.getType(codePoint)) {
                    case Character.DASH_PUNCTUATION, Character.FORMAT -> true;
                    default -> codePoint == MINUS_SIGN;
                };
    }

    /** The maximum number of digits of any code. */
    int MOST_DIGITS = 10;

    /** Replaces the hyphen on some keyboards. */
    int MINUS_SIGN = 0x2212;
}
