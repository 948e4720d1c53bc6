package dev.gatehouse.admin.page.plot;

import java.util.List;
import java.util.Optional;

/**
 * A histogram with bins of equal width.
 *
 * @param from where the first bin begins
 * @param to where the last bin ends, greater than {@code from}
 * @param counts how many are in each bin, 0 to {@value Plot#MAXIMUM}; at most {@value #MOST} bins
 * @param marker a vertical line, e.g. at the threshold; what is above it has another colour
 */
public record Distribution(double from, double to, List<Long> counts, Optional<Marker> marker) implements Plot {

    /** More would be narrower than a pixel. */
    public static final int MOST = 200;

    /**
     * Checks the limits and copies the counts.
     *
     * @throws IllegalArgumentException if the range is empty or not finite, or there are too many bins
     */
    public Distribution {
        counts = List.copyOf(counts);
        counts.forEach(Plot::checked);
        if (!Double.isFinite(to - from) || from >= to) {
            throw new IllegalArgumentException("from " + from + " to " + to);
        }
        if (counts.size() > MOST) {
            throw new IllegalArgumentException(counts.size() + " bins");
        }
    }

    /**
     * A vertical line.
     *
     * @param at where; outside the range it is drawn at the nearer edge
     * @param label what it is, in a few words
     */
    public record Marker(double at, String label) {

        /** Checks the place. */
        public Marker {
            if (Double.isNaN(at)) {
                throw new IllegalArgumentException("a marker has a place");
            }
        }
    }

    /** Where a bin begins; the end of the last bin if there is no such bin. */
    double edge(int bin) {
        return from + (to - from) * bin / counts.size();
    }

    /** Where a value is between the edges of the plot, 0 to 1. */
    double fraction(double value) {
        return Math.min(1, Math.max(0, (value - from) / (to - from)));
    }

    /** The largest count; 0 if there are none. */
    long highest() {
        return counts.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    @Override
    public boolean isEmpty() {
        return highest() == 0;
    }

    @Override
    public <R> R read(Cases<R> cases) {
        return cases.distribution(this);
    }
}
