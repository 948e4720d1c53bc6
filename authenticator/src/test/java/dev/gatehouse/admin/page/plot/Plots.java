package dev.gatehouse.admin.page.plot;

import dev.gatehouse.admin.page.plot.StackedColumns.Series;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.LongStream;

/** Plots and texts for tests. */
final class Plots {

    static final LocalDate FIRST = LocalDate.of(2026, 9, 4);

    private Plots() {}

    static PlotText english() {
        return text("Logins", "Logins by day", Locale.ENGLISH, false);
    }

    static PlotText mirrored() {
        return text("Logins", "Logins by day", Locale.ENGLISH, true);
    }

    static PlotText text(String title, String description, Locale locale, boolean isRightToLeft) {
        return new PlotText(
                "logins",
                title,
                description,
                "No logins in this period",
                new PlotText.Names("Day", "Logins", "Share"),
                locale,
                isRightToLeft);
    }

    /** Columns of days whose values are those of the series. */
    @SafeVarargs
    static StackedColumns days(List<Long>... values) {
        return StackedColumns.ofDays(
                FIRST,
                java.util.stream.IntStream.range(0, values.length)
                        .mapToObj(index -> new Series("series " + (index + 1), values[index]))
                        .toList());
    }

    /** Values without a pattern. */
    static List<Long> values(int count, long from) {
        return LongStream.range(0, count)
                .mapToObj(index -> from + (index * 7919) % 1013)
                .toList();
    }

    static Bars bars(String label, String note) {
        return new Bars(
                List.of(new Bars.Bar(label, 40, Optional.of(note)), new Bars.Bar("second", 10, Optional.of("20 %"))));
    }

    static Distribution scores(String marker) {
        return new Distribution(-2, 8, List.of(5L, 80L, 40L, 10L, 5L), Optional.of(new Distribution.Marker(4, marker)));
    }

    /** One of each type, all of whose names are the same. */
    static List<Plot> named(String name) {
        return List.of(
                new StackedColumns(
                        List.of(new StackedColumns.Label(name), new StackedColumns.Label("second")),
                        List.of(new Series(name, List.of(1L, 2L)), new Series(name, List.of(3L, 0L)))),
                bars(name, name),
                scores(name),
                new Bars(List.of()));
    }
}
