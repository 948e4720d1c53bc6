package dev.gatehouse.mfa.otp;

import java.util.Optional;
import java.util.Set;

/** Collects the numbers of a text that have as many digits as a code. Keeps only what it needs, however long the text is. */
final class DigitRuns {

    private final Set<Integer> lengths;
    private final StringBuilder run = new StringBuilder(SubmittedCode.MOST_DIGITS + 1);
    private String found = "";
    private int count;

    DigitRuns(Set<Integer> lengths) {
        this.lengths = lengths;
    }

    /** Adds a digit to the current number. */
    void add(int digit) {
        if (run.length() <= SubmittedCode.MOST_DIGITS) {
            run.append((char) ('0' + digit));
        }
    }

    /** Ends the current number, if there is one. */
    void endRun() {
        if (lengths.contains(run.length())) {
            found = run.toString();
            count++;
        }
        run.setLength(0);
    }

    /** The only number with the length of a code; empty if there is none, or more than one. Ends the current number. */
    Optional<String> only() {
        endRun();
        return count == 1 ? Optional.of(found) : Optional.empty();
    }
}
