package dev.gatehouse.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How long one place took, each time that it was read.
 *
 * @param millis from the request until the last byte
 * @param length of the latest answer, in characters
 */
record PageTimes(List<Double> millis, int length) {

    /** The median must be below. */
    static final double GOAL_MILLIS = 300;

    /** Nothing was measured. */
    static final PageTimes NONE = new PageTimes(List.of(), 0);

    private static final int MEDIAN = 50;
    private static final int SLOW = 95;

    PageTimes {
        millis = List.copyOf(millis);
    }

    /** With one more answer. */
    PageTimes plus(double more, int lengthOfAnswer) {
        List<Double> all = new ArrayList<>(millis);
        all.add(more);
        return new PageTimes(all, lengthOfAnswer);
    }

    /** Whether the median is below the goal; not, if nothing was measured. */
    boolean isMet() {
        return percentile(MEDIAN) < GOAL_MILLIS;
    }

    /** NaN if nothing was measured. */
    private double percentile(int percent) {
        return StatUtils.percentile(array(), percent);
    }

    private double[] array() {
        return millis.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A row of a table in Markdown. */
    String row(String name, boolean hasGoal) {
        String figures = String.format(
                Locale.ROOT,
                "| %s | %,.1f | %,.1f | %,.1f | %,d |",
                name,
                percentile(MEDIAN),
                percentile(SLOW),
                StatUtils.max(array()),
                length);
        return hasGoal ? figures + (isMet() ? " **met** |" : " **missed** |") : figures;
    }
}
