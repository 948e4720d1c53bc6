package dev.gatehouse.demo;

import java.io.PrintStream;
import java.time.Duration;

/** The output of the demo in the terminal. */
final class Console {

    private static final int STEPS = 5;

    private final PrintStream out = System.out;
    private final boolean terminal = System.console() != null;

    /** Announces a step; the first one was the build. */
    void step(int number, String what) {
        out.printf("[%d/%d] %s%n", number, STEPS, what);
    }

    /** Shows on one line how long a wait has lasted; prints nothing if there is no terminal. */
    void elapsed(Duration duration) {
        if (terminal) {
            out.printf("\r      %d s", duration.toSeconds());
            out.flush();
        }
    }

    /** Ends the line of {@link #elapsed}. */
    void elapsedEnd() {
        if (terminal) {
            out.print("\r            \r");
        }
    }

    void say(String text) {
        out.println(text);
    }

    /** Prints a failure, which is a sentence for users. */
    void failure(String sentence) {
        System.err.println(sentence);
    }
}
