package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.util.stream.Stream;

/** Generates a log from a seed. */
public interface LoginGenerator {

    /** The log in chronological order, generated as it is read. The stream is sequential, and the same for each call. */
    Stream<LoginRow> rows();

    /** Whether the user with this name in the log lives outside the main country. */
    boolean isMinority(String user);
}
