package dev.gatehouse.setup;

import java.time.Duration;
import java.util.List;

/** Runs programs of this machine. */
interface Commands {

    /** Whether there is a program with this name. */
    boolean has(String program);

    /** Runs a program without input and waits for its end. A program that cannot be started or exceeds the limit counts as failed. */
    Outcome run(Duration limit, List<String> command);

    /**
     * The result of a program.
     *
     * @param succeeded whether it ended in time with exit code 0
     * @param output its output, including errors
     */
    record Outcome(boolean succeeded, String output) {}
}
