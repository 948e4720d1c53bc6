package dev.gatehouse.bench.lab.evaluate;

import java.util.List;
import java.util.function.IntPredicate;

/**
 * Users with a similar number of logins.
 *
 * @param least the minimum number of logins
 * @param most the maximum number of logins
 */
record Group(int least, int most) {

    /** From infrequent to frequent. */
    static final List<Group> BY_FREQUENCY =
            List.of(new Group(2, 4), new Group(5, 11), new Group(12, 24), new Group(25, Integer.MAX_VALUE));

    /** Users with about this many logins in total, as in the published table. */
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
