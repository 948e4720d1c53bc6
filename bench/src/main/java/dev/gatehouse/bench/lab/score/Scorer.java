package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;

/**
 * A way to score logins. Rows come in order of time. A scorer holds what it knows of everybody; what it knows of one user is handed in and
 * back, so that it can be kept anywhere.
 *
 * @param <H> what is known of one user; may be changed in place by {@link #learn}
 */
public interface Scorer<H> {

    /** The name in tables. */
    String name();

    /** What is known of a user who never logged in. */
    H newcomer();

    /**
     * Scores a login whose first factor was right. Changes nothing.
     *
     * @param history what is known of the user; at least one login, where the score is to say anything
     * @return never NaN; the higher, the more suspicious
     */
    Score score(LoginRow row, H history);

    /** Learns from a login of the user's own; returns what is known of the user from now on. */
    H learn(LoginRow row, H history);

    /** Takes note of a try with a wrong password. */
    default void failed(LoginRow row) {}
}
