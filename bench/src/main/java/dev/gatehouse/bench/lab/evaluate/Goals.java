package dev.gatehouse.bench.lab.evaluate;

import java.util.List;

/** What the model is to reach, and whether it does. */
record Goals(List<Goal> goals) {

    /** Challenges are counted within this many first logins, where nothing else is said. */
    static final int LOGINS = 12;

    Goals {
        goals = List.copyOf(goals);
    }

    /**
     * One goal.
     *
     * @param name such as {@code G2}
     * @param what what is measured
     * @param figure what was measured
     * @param target what is to be reached
     * @param reached whether it is
     */
    record Goal(String name, String what, String figure, String target, boolean reached) {

        static Goal atMost(String name, String what, Sample figure, double target) {
            return new Goal(name, what, figure.percent(), "at most " + Math.round(100 * target) + " %", figure.mean() <= target);
        }
    }

    /** How many of them are not reached. */
    long failed() {
        return goals.stream().filter(goal -> !goal.reached()).count();
    }
}
