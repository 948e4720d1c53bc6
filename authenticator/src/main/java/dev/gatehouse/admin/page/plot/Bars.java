package dev.gatehouse.admin.page.plot;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Horizontal bars, each with its label and value in words above it.
 *
 * @param bars from top to bottom, at most {@value #MOST}
 */
public record Bars(List<Bar> bars) implements Plot {

    /** More are a table, not a plot. */
    public static final int MOST = 60;

    /** What is smaller is not written as nothing. */
    private static final double SMALLEST_SHARE = 0.001;

    /**
     * Checks and copies the list.
     *
     * @throws IllegalArgumentException if there are too many
     */
    public Bars {
        bars = List.copyOf(bars);
        if (bars.size() > MOST) {
            throw new IllegalArgumentException(bars.size() + " bars");
        }
    }

    /**
     * One bar.
     *
     * @param label what it stands for
     * @param value 0 to {@value Plot#MAXIMUM}
     * @param note a short second text behind the value, e.g. a share in percent
     */
    public record Bar(String label, long value, Optional<String> note) {

        /** Checks the value. */
        public Bar {
            Plot.checked(value);
        }
    }

    /**
     * The largest counts with their shares of all, and the sum of the others in a last bar.
     *
     * @param counts by label
     * @param most how many have a bar of their own, less than {@value #MOST}
     * @param others the label of the last bar, which exists only if there are others
     * @param locale the language of the shares
     */
    public static Bars largest(Map<String, Long> counts, int most, String others, Locale locale) {
        long total = counts.values().stream().mapToLong(Long::longValue).sum();
        NumberFormat percent = NumberFormat.getPercentInstance(locale);
        percent.setMinimumFractionDigits(1);
        percent.setMaximumFractionDigits(1);
        List<Bar> bars = new ArrayList<>();
        long rest = 0;
        for (Map.Entry<String, Long> count : descending(counts)) {
            if (bars.size() < most) {
                bars.add(shared(count.getKey(), count.getValue(), total, percent));
            } else {
                rest += count.getValue();
            }
        }
        if (rest > 0) {
            bars.add(shared(others, rest, total, percent));
        }
        return new Bars(bars);
    }

    private static List<Map.Entry<String, Long>> descending(Map<String, Long> counts) {
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
    }

    private static Bar shared(String label, long count, long total, NumberFormat percent) {
        if (total == 0) {
            return new Bar(label, count, Optional.empty());
        }
        double share = (double) count / total;
        boolean isRoundedToNothing = count > 0 && share < SMALLEST_SHARE / 2;
        return new Bar(
                label,
                count,
                Optional.of(isRoundedToNothing ? "<" + percent.format(SMALLEST_SHARE) : percent.format(share)));
    }

    /** The largest value; 0 if there are none. */
    long largest() {
        return bars.stream().mapToLong(Bar::value).max().orElse(0);
    }

    @Override
    public boolean isEmpty() {
        return largest() == 0;
    }

    @Override
    public <R> R read(Cases<R> cases) {
        return cases.bars(this);
    }
}
