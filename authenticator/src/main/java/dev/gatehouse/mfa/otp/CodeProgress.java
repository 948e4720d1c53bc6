package dev.gatehouse.mfa.otp;

import java.time.Duration;

/** Is told how far a user comes with an emailed code. Called while the code is verified, so it must return at once and not throw. */
public interface CodeProgress {

    /** Tells nobody. */
    CodeProgress UNOBSERVED = new CodeProgress() {
        @Override
        public void tried() {
            // not observed
        }

        @Override
        public void accepted(Duration sinceIssue) {
            // not observed
        }
    };

    /** Digits were submitted for the first time while the code was valid, right or wrong. Called once for a code. */
    void tried();

    /**
     * The code was accepted.
     *
     * @param sinceIssue the time since the code was issued, just before its first email; may be negative by what the clocks of two nodes
     *     differ
     */
    void accepted(Duration sinceIssue);
}
