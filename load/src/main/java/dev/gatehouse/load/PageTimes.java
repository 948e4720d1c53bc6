package dev.gatehouse.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.apache.commons.math3.stat.StatUtils;

/**
 * How long one place took, each time that it was read.
 *
 * @param millis from the request until the last byte, at least once
 * @param processorMillis what one answer cost Keycloak and PostgreSQL together on average, without Java's compilers; unlike the others it
 *     hardly depends on what else the machine does
 * @param length of the latest answer, in characters
 */
record PageTimes(List<Double> millis, double processorMillis, int length) {

    /** The median must be below. */
    static final double GOAL_MILLIS = 300;

    /** The columns of {@link #row}, without the goal. */
    static final String COLUMNS =
            " | Median, ms | 95 of 100 within, ms | Most, ms | Processor on average, ms | Characters |";

    /** The line below. */
    static final String RULE = "| --- | ---: | ---: | ---: | ---: | ---: |";

    private static final int MEDIAN = 50;
    private static final int SLOW = 95;
    private static final double MILLIS = 1000;

    PageTimes {
        millis = List.copyOf(millis);
    }

    /**
     * One answer.
     *
     * @param millis from the request until the last byte
     * @param length in characters
     */
    record Reading(double millis, int length) {}

    /** Something to read. */
    interface Place {

        Reading read() throws IOException, InterruptedException;
    }

    /** Reads a place some times in a row, at least once. */
    static PageTimes measure(Supplier<Meter> meter, int times, Place place) throws IOException, InterruptedException {
        List<Double> all = new ArrayList<>();
        int length = 0;
        Meter before = meter.get();
        for (int time = 0; time < times; time++) {
            Reading reading = place.read();
            all.add(reading.millis());
            length = reading.length();
        }
        Meter.Usage used = meter.get().since(before);
        return new PageTimes(all, MILLIS * (used.keycloak() + used.postgres()) / times, length);
    }

    /** Whether the median is below the goal. */
    boolean isMet() {
        return percentile(MEDIAN) < GOAL_MILLIS;
    }

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
                "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,d |",
                name,
                percentile(MEDIAN),
                percentile(SLOW),
                StatUtils.max(array()),
                processorMillis,
                length);
        return hasGoal ? figures + (isMet() ? " **met** |" : " **missed** |") : figures;
    }
}
