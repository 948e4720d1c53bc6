package dev.gatehouse.admin.logins;

import java.time.Instant;
import java.util.Optional;

/**
 * Which logins to read.
 *
 * @param userId only those of this user; empty for all users
 * @param from only those from this time on; empty for no limit
 * @param until only those until this time, inclusive: for a further page {@link LoginPage#next}; empty for the newest
 * @param max how many at most, from 1 to {@value #MOST}
 */
public record LoginQuery(Optional<String> userId, Optional<Instant> from, Optional<Instant> until, int max) {

    /** How many logins a page has at most. */
    public static final int MOST = 100;

    public LoginQuery {
        if (max < 1 || max > MOST) {
            throw new IllegalArgumentException("a page has from 1 to " + MOST + " logins, not " + max);
        }
    }

    /** The newest logins of all users. */
    public static LoginQuery newest(int max) {
        return new LoginQuery(Optional.empty(), Optional.empty(), Optional.empty(), max);
    }
}
