package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.mfa.factor.Factor;
import java.time.Instant;

/** What came of checking a code. */
public sealed interface CodeVerification extends Variant<CodeVerification.Kind> {

    /** One for each type below. */
    enum Kind { ACCEPTED, EMPTY, MALFORMED, WRONG, EXPIRED, EXHAUSTED, BLOCKED }

    /** The code was right, and is used up. Only {@link EmailOtpService} and {@link TotpAndRecoveryCodeVerifier} can make one. */
    final class Accepted implements CodeVerification {

        private final String userId;
        private final Factor factor;

        Accepted(String userId, Factor factor) {
            this.userId = userId;
            this.factor = factor;
        }

        /** Whose code it was. */
        public String userId() {
            return userId;
        }

        /** What the code came from. */
        public Factor factor() {
            return factor;
        }

        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }
    }

    /** Nothing was typed. Costs no try. */
    record Empty() implements CodeVerification {

        @Override
        public Kind kind() {
            return Kind.EMPTY;
        }
    }

    /**
     * What was typed cannot be a code. Costs no try.
     *
     * @param length how many characters it has besides spaces and hyphens
     */
    record Malformed(int length) implements CodeVerification {

        @Override
        public Kind kind() {
            return Kind.MALFORMED;
        }
    }

    /** The code is wrong. */
    record Wrong() implements CodeVerification {

        @Override
        public boolean isWrongGuess() {
            return true;
        }

        @Override
        public Kind kind() {
            return Kind.WRONG;
        }
    }

    /** There is no valid code: it has expired, was used, or none was sent for this login. */
    record Expired() implements CodeVerification {

        @Override
        public Kind kind() {
            return Kind.EXPIRED;
        }
    }

    /**
     * The code was tried too often and is worth nothing any more.
     *
     * @param isWrongGuess whether this was the wrong code that used up the last try
     */
    record Exhausted(boolean isWrongGuess) implements CodeVerification {

        @Override
        public Kind kind() {
            return Kind.EXHAUSTED;
        }
    }

    /**
     * The account has had too many wrong codes.
     *
     * @param until when the next try is possible
     * @param isWrongGuess whether this was the wrong code that used up the last try
     */
    record Blocked(Instant until, boolean isWrongGuess) implements CodeVerification {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }

    /** Whether a wrong code was compared. What was not compared is no guess and must not count as one. */
    default boolean isWrongGuess() {
        return false;
    }
}
