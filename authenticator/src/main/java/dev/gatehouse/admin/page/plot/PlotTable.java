package dev.gatehouse.admin.page.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The values of a plot as a table. Plain text in the plot's language, without control characters: the page must escape it.
 *
 * @param caption the title of the plot
 * @param headers of the columns; the first column names the rows
 * @param rows as many texts each as there are headers; none if the plot is empty
 */
public record PlotTable(String caption, List<String> headers, List<List<String>> rows) {

    /** Copies the lists. */
    public PlotTable {
        headers = List.copyOf(headers);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The table of a plot. */
    public static PlotTable of(Plot plot, PlotText text) {
        return plot.read(new Tables(text));
    }

    /** Whether the plot had no values. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    private record Tables(PlotText text, PlotFormat format) implements Plot.Cases<PlotTable> {

        Tables(PlotText text) {
            this(text, new PlotFormat(text.locale()));
        }

        @Override
        public PlotTable columns(StackedColumns columns) {
            return table(
                    columns,
                    Stream.concat(
                            Stream.of(text.names().category()),
                            columns.series().stream().map(StackedColumns.Series::name)),
                    IntStream.range(0, columns.categories().size())
                            .mapToObj(row -> Stream.concat(
                                    Stream.of(format.full(columns.categories().get(row))),
                                    columns.series().stream()
                                            .map(series -> format.number(
                                                    series.values().get(row))))));
        }

        @Override
        public PlotTable bars(Bars bars) {
            boolean hasNotes = bars.bars().stream().anyMatch(bar -> bar.note().isPresent());
            return table(
                    bars,
                    withNote(
                            text.names().category(),
                            text.names().value(),
                            hasNotes,
                            text.names().note()),
                    bars.bars().stream()
                            .map(bar -> withNote(
                                    bar.label(),
                                    format.number(bar.value()),
                                    hasNotes,
                                    bar.note().orElse(""))));
        }

        private static Stream<String> withNote(String first, String second, boolean hasNotes, String note) {
            return hasNotes ? Stream.of(first, second, note) : Stream.of(first, second);
        }

        @Override
        public PlotTable distribution(Distribution distribution) {
            return table(
                    distribution,
                    Stream.of(text.names().category(), text.names().value()),
                    IntStream.range(0, distribution.counts().size())
                            .mapToObj(bin -> Stream.of(
                                    format.range(distribution.edge(bin), distribution.edge(bin + 1)),
                                    format.number(distribution.counts().get(bin)))));
        }

        private PlotTable table(Plot plot, Stream<String> headers, Stream<Stream<String>> rows) {
            List<List<String>> cleaned = new ArrayList<>();
            if (!plot.isEmpty()) {
                rows.forEach(row -> cleaned.add(row.map(PlainText::clean).toList()));
            }
            return new PlotTable(
                    PlainText.clean(text.title()), headers.map(PlainText::clean).toList(), cleaned);
        }
    }
}
