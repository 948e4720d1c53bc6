package dev.gatehouse.bench.lab.evaluate;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Users who log in about equally often.
 *
 * @param least how many logins they have at least
 * @param most how many at most
 */
record Group(int least, int most) {

    /** From seldom to often. */
    static final List<Group> BY_FREQUENCY = List.of(new Group(2, 4), new Group(5, 11), new Group(12, 24), new Group(25, Integer.MAX_VALUE));

    /** Users with about this many logins in all, as the published table has them. */
    static Group about(int logins) {
        return new Group(logins, logins + logins / 4);
    }

    IntPredicate in(Run run) {
        return user -> run.logins(user) >= least && run.logins(user) <= most;
    }

    String label() {
        return most == Integer.MAX_VALUE ? least + " or more" : least + "–" + most;
    }
}
