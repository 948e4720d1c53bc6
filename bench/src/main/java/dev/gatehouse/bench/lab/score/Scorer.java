package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;

/**
 * Scores logins in chronological order. A scorer holds the state of the population; the history of a user is passed in and
 * returned, so that it can be stored anywhere.
 *
 * @param <H> the history of one user; {@link #learn} may modify it in place
 */
public interface Scorer<H> {

    /** The name in tables. */
    String name();

    /** The history of a user who never logged in. */
    H emptyHistory();

    /**
     * Scores a login whose first factor was correct. Has no side effects.
     *
     * @param history the history of the user; meaningful scores need at least one login
     * @return never NaN; the higher, the more suspicious
     */
    Score score(LoginRow row, H history);

    /** Learns from a login of the user; returns the user's new history. */
    H learn(LoginRow row, H history);

    /** Records a failed attempt. */
    default void failed(LoginRow row) {}
}
