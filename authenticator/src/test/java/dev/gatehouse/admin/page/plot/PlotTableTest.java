package dev.gatehouse.admin.page.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class PlotTableTest {

    @Property(tries = 200)
    void theTableHasTheValuesOfThePlot(
            @ForAll @Size(10) List<@LongRange(min = 1, max = Plot.MAXIMUM) Long> first,
            @ForAll @Size(10) List<@LongRange(min = 0, max = Plot.MAXIMUM) Long> second) {
        PlotTable table = PlotTable.of(Plots.days(first, second), Plots.english());
        assertThat(table.headers()).containsExactly("Day", "series 1", "series 2");
        assertThat(column(table, 1)).isEqualTo(first);
        assertThat(column(table, 2)).isEqualTo(second);
        assertThat(table.rows().get(0).get(0)).isEqualTo("Sep 4, 2026");
    }

    private static List<Long> column(PlotTable table, int column) {
        return table.rows().stream()
                .map(row -> Long.valueOf(row.get(column).replace(",", "")))
                .toList();
    }

    @Test
    void barsHaveAColumnForTheirSecondTextIfAnyHasOne() {
        assertThat(PlotTable.of(Plots.bars("first", "80 %"), Plots.english()))
                .isEqualTo(new PlotTable(
                        "Logins",
                        List.of("Day", "Logins", "Share"),
                        List.of(List.of("first", "40", "80 %"), List.of("second", "10", "20 %"))));
        assertThat(PlotTable.of(new Bars(List.of(new Bars.Bar("only", 3, Optional.empty()))), Plots.english()))
                .isEqualTo(new PlotTable("Logins", List.of("Day", "Logins"), List.of(List.of("only", "3"))));
    }

    @Test
    void aDistributionHasARowForEachBin() {
        assertThat(PlotTable.of(Plots.scores("threshold"), Plots.english()).rows())
                .startsWith(List.of("-2 \u2013 0", "5"), List.of("0 \u2013 2", "80"))
                .hasSize(5);
    }

    @Test
    void anEmptyPlotHasNoRows() {
        assertThat(PlotTable.of(Plots.days(List.of(0L)), Plots.english()).isEmpty())
                .isTrue();
    }

    @Test
    void theLargestCountsHaveBarsAndTheOthersShareOne() {
        Bars bars = Bars.largest(Map.of("a", 700L, "b", 200L, "c", 99L, "d", 1L), 2, "Others", Locale.GERMANY);
        assertThat(bars.bars())
                .containsExactly(
                        new Bars.Bar("a", 700, Optional.of("70,0\u00a0%")),
                        new Bars.Bar("b", 200, Optional.of("20,0\u00a0%")),
                        new Bars.Bar("Others", 100, Optional.of("10,0\u00a0%")));
    }

    @Test
    void aShareThatRoundsToNothingIsNotWrittenAsNothing() {
        Bars bars = Bars.largest(Map.of("a", 100_000L, "b", 1L, "c", 0L), 3, "Others", Locale.ENGLISH);
        assertThat(bars.bars().stream().map(bar -> bar.note().orElseThrow()))
                .containsExactly("100.0%", "<0.1%", "0.0%");
    }
}
