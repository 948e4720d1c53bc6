package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.mfa.factor.Factor;
import java.time.Instant;

/** The result of verifying a code. */
public sealed interface CodeVerification extends Variant<CodeVerification.Kind> {

    /** One kind per type below. */
    enum Kind {
        ACCEPTED,
        EMPTY,
        MALFORMED,
        WRONG,
        EXPIRED,
        EXHAUSTED,
        BLOCKED
    }

    /**
     * The code was correct and is consumed. Only {@link EmailOtpService}, {@link TotpAndRecoveryCodeVerifier} and
     * {@link OneTimePassService} can create this result.
     */
    final class Accepted implements CodeVerification {

        private final String userId;
        private final Factor factor;
        private final boolean ofPass;

        private Accepted(String userId, Factor factor, boolean ofPass) {
            this.userId = userId;
            this.factor = factor;
            this.ofPass = ofPass;
        }

        Accepted(String userId, Factor factor) {
            this(userId, factor, false);
        }

        /** A one-time pass, which counts as a recovery code. */
        static Accepted ofPass(String userId) {
            return new Accepted(userId, Factor.RECOVERY_CODE, true);
        }

        /** The user whose code it was. */
        public String userId() {
            return userId;
        }

        /** The factor that the code came from. */
        public Factor factor() {
            return factor;
        }

        /** Whether it was a one-time pass: good for this login, and for nothing that outlives it. */
        public boolean isOfPass() {
            return ofPass;
        }

        @Override
        public Kind kind() {
            return Kind.ACCEPTED;
        }
    }

    /** Nothing was submitted. Does not count as an attempt. */
    record Empty() implements CodeVerification {

        @Override
        public Kind kind() {
            return Kind.EMPTY;
        }
    }

    /**
     * The input cannot be a code. Does not count as an attempt.
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
     * The code has no attempts left and is invalid from now on.
     *
     * @param isWrongGuess whether this was the wrong code that used up the last attempt
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
     * @param until when the next attempt is possible
     * @param isWrongGuess whether this was the wrong code that used up the last attempt
     */
    record Blocked(Instant until, boolean isWrongGuess) implements CodeVerification {

        @Override
        public Kind kind() {
            return Kind.BLOCKED;
        }
    }

    /** Whether a wrong code was compared. Input that was not compared must not count as a guess. */
    default boolean isWrongGuess() {
        return false;
    }
}
