package dev.gatehouse.admin.page.plot;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns of several series on top of each other, one column for each category. The first series stands on the axis, where its height is
 * read best: put the rare one that matters first.
 *
 * @param categories from the oldest to the newest, at most {@value #MOST_CATEGORIES}
 * @param series at least 1, at most {@value #MOST_SERIES}
 */
public record StackedColumns(List<Category> categories, List<Series> series) implements Plot {

    /** More would be narrower than a pixel. */
    public static final int MOST_CATEGORIES = 400;

    /** More could not be told apart. */
    public static final int MOST_SERIES = 6;

    /**
     * Checks and copies the lists.
     *
     * @throws IllegalArgumentException if there are too many, or a series has not one value for each category
     */
    public StackedColumns {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
        if (categories.size() > MOST_CATEGORIES) {
            throw new IllegalArgumentException(categories.size() + " categories");
        }
        if (series.isEmpty() || series.size() > MOST_SERIES) {
            throw new IllegalArgumentException(series.size() + " series");
        }
        for (Series each : series) {
            if (each.values().size() != categories.size()) {
                throw new IllegalArgumentException(
                        each.values().size() + " values for " + categories.size() + " categories");
            }
        }
    }

    /** Columns of consecutive days, written in the language of the plot. */
    public static StackedColumns ofDays(LocalDate first, List<Series> series) {
        int days = series.isEmpty() ? 0 : series.get(0).values().size();
        return new StackedColumns(
                IntStream.range(0, days)
                        .<Category>mapToObj(day -> new Day(first.plusDays(day)))
                        .toList(),
                series);
    }

    /** Columns with names of the caller. */
    public static StackedColumns ofLabels(List<String> labels, List<Series> series) {
        return new StackedColumns(labels.stream().<Category>map(Label::new).toList(), series);
    }

    /** What a column stands for. */
    public sealed interface Category {}

    /** A day. */
    public record Day(LocalDate date) implements Category {}

    /** A name. */
    public record Label(String text) implements Category {}

    /**
     * One part of every column.
     *
     * @param name for the legend and the table
     * @param values for each category, 0 to {@value Plot#MAXIMUM}
     */
    public record Series(String name, List<Long> values) {

        /** Checks and copies the values. */
        public Series {
            values = List.copyOf(values);
            values.forEach(Plot::checked);
        }
    }

    /** The height of the highest column. */
    long highest() {
        return IntStream.range(0, categories.size())
                .mapToLong(column -> series.stream()
                        .mapToLong(each -> each.values().get(column))
                        .sum())
                .max()
                .orElse(0);
    }

    @Override
    public boolean isEmpty() {
        return highest() == 0;
    }

    @Override
    public <R> R read(Cases<R> cases) {
        return cases.columns(this);
    }
}
