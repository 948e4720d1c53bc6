package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.util.stream.Stream;

/** Makes a log out of nothing but a seed. */
public interface LoginGenerator {

    /** The log, in order of time, made as it is read. The stream is sequential and the same at each call. */
    Stream<LoginRow> rows();

    /** Whether this user, by the name in the log, lives outside of the main country. */
    boolean isMinority(String user);
}
