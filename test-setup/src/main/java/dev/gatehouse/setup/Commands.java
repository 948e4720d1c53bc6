package dev.gatehouse.setup;

import java.time.Duration;
import java.util.List;

/** The programs of this machine. */
interface Commands {

    /** Whether there is a program of this name. */
    boolean has(String program);

    /** Runs a program to its end, without input. One that cannot be started, or that takes longer than the limit, has failed. */
    Outcome run(Duration limit, List<String> command);

    /**
     * How a program ended.
     *
     * @param succeeded whether it ended in time, with 0
     * @param output what it printed, errors included
     */
    record Outcome(boolean succeeded, String output) {}
}
