package dev.gatehouse.bench.lab.evaluate;

import java.util.List;

/** The goals of the model, and whether it reaches them. */
record Goals(List<Goal> goals) {

    /** Challenges are counted within this many first logins unless stated otherwise. */
    static final int LOGINS = 12;

    Goals {
        goals = List.copyOf(goals);
    }

    /**
     * One goal.
     *
     * @param name such as {@code G2}
     * @param what the measured quantity
     * @param figure the measured value
     * @param target the target
     * @param reached whether the target is reached
     */
    record Goal(String name, String what, String figure, String target, boolean reached) {

        static Goal atMost(String name, String what, Sample figure, double target) {
            return new Goal(
                    name,
                    what,
                    figure.percent(),
                    "at most " + Math.round(100 * target) + " %",
                    figure.mean() <= target);
        }

        static Goal atLeast(String name, String what, Sample figure, double target) {
            return new Goal(
                    name,
                    what,
                    figure.percent(),
                    "at least " + Math.round(100 * target) + " %",
                    figure.mean() >= target);
        }
    }

    /** The number of goals that are not reached. */
    long failed() {
        return goals.stream().filter(goal -> !goal.reached()).count();
    }
}
