package dev.gatehouse.admin.page.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.admin.page.plot.ParsedSvg.Rectangle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class SvgPlotTest {

    /** Coordinates have two decimals. */
    private static final Offset<Double> ROUNDED = within(0.011);

    @Property(tries = 300)
    void theHeightsOfTheSeriesAreProportionalToTheirValuesAndStandOnEachOther(
            @ForAll @Size(30) List<@LongRange(min = 0, max = 100_000) Long> first,
            @ForAll @Size(30) List<@LongRange(min = 0, max = 100_000) Long> second) {
        StackedColumns columns = Plots.days(first, second);
        if (columns.isEmpty()) {
            return;
        }
        ParsedSvg svg = ParsedSvg.of(SvgPlot.of(columns, Plots.english()));
        double perLogin = Frame.HEIGHT / CountAxis.upTo(columns.highest()).top().doubleValue();
        for (int column = 0; column < 30; column++) {
            Optional<Rectangle> lower = at(svg.rectangles(1), column);
            Optional<Rectangle> upper = at(svg.rectangles(2), column);
            assertThat(height(lower)).isCloseTo(first.get(column) * perLogin, ROUNDED);
            assertThat(height(upper)).isCloseTo(second.get(column) * perLogin, ROUNDED);
            lower.ifPresent(
                    rectangle -> assertThat(rectangle.y() + rectangle.height()).isCloseTo(Frame.HEIGHT, within(1e-6)));
            upper.ifPresent(rectangle -> assertThat(rectangle.y() + rectangle.height())
                    .as("no gap between the two")
                    .isCloseTo(lower.map(Rectangle::y).orElse((double) Frame.HEIGHT), within(1e-6)));
        }
    }

    private static Optional<Rectangle> at(List<Rectangle> rectangles, int column) {
        return rectangles.stream()
                .filter(rectangle -> (int) (rectangle.x() / 10) == column)
                .findFirst();
    }

    private static double height(Optional<Rectangle> rectangle) {
        return rectangle.map(Rectangle::height).orElse(0.0);
    }

    @Test
    void aPlotFromRightToLeftIsTheMirrorImage() {
        StackedColumns columns = Plots.days(Plots.values(30, 5), Plots.values(30, 90));
        ParsedSvg plain = ParsedSvg.of(SvgPlot.of(columns, Plots.english()));
        ParsedSvg mirrored = ParsedSvg.of(SvgPlot.of(columns, Plots.mirrored()));
        assertThat(mirrored.root().getAttribute("direction")).isEqualTo("rtl");
        for (int series = 1; series <= 2; series++) {
            assertMirrored(plain.rectangles(series), mirrored.rectangles(series), 300);
        }
        List<Double> places = percentages(plain, "plot-axis-text");
        assertThat(percentages(mirrored, "plot-axis-text")).hasSameSizeAs(places);
        for (int i = 0; i < places.size(); i++) {
            assertThat(percentages(mirrored, "plot-axis-text").get(i)).isCloseTo(100 - places.get(i), ROUNDED);
        }
    }

    @Test
    void aDistributionFromRightToLeftIsTheMirrorImageWithItsMarker() {
        ParsedSvg plain = ParsedSvg.of(SvgPlot.of(Plots.scores("threshold"), Plots.english()));
        ParsedSvg mirrored = ParsedSvg.of(SvgPlot.of(Plots.scores("threshold"), Plots.mirrored()));
        assertMirrored(plain.rectangles(1), mirrored.rectangles(1), 1000);
        assertMirrored(plain.rectangles(2), mirrored.rectangles(2), 1000);
        assertThat(plain.ofClass("plot-marker").get(0).getAttribute("x1")).isEqualTo("60%");
        assertThat(mirrored.ofClass("plot-marker").get(0).getAttribute("x1")).isEqualTo("40%");
    }

    private static void assertMirrored(List<Rectangle> plain, List<Rectangle> mirrored, double width) {
        assertThat(plain).isNotEmpty().hasSameSizeAs(mirrored);
        for (int i = 0; i < plain.size(); i++) {
            Rectangle rectangle = plain.get(i);
            assertThat(mirrored.get(i).x()).isCloseTo(width - rectangle.x() - rectangle.width(), ROUNDED);
            assertThat(mirrored.get(i).y()).isEqualTo(rectangle.y());
            assertThat(mirrored.get(i).height()).isEqualTo(rectangle.height());
        }
    }

    private static List<Double> percentages(ParsedSvg svg, String type) {
        return svg.ofClass(type).stream()
                .map(element -> Double.valueOf(element.getAttribute("x").replace("%", "")))
                .toList();
    }

    @Test
    void theWidthOfABarIsItsShareOfTheLargest() {
        ParsedSvg plain = ParsedSvg.of(SvgPlot.of(Plots.bars("first", "80 %"), Plots.english()));
        ParsedSvg mirrored = ParsedSvg.of(SvgPlot.of(Plots.bars("first", "80 %"), Plots.mirrored()));
        assertThat(bars(plain, "width")).containsExactly("100%", "25%");
        assertThat(bars(plain, "x")).containsExactly("0%", "0%");
        assertThat(bars(mirrored, "x")).containsExactly("0%", "75%");
        assertThat(plain.texts()).containsExactly("first", "40", "80 %", "second", "10", "20 %");
    }

    private static List<String> bars(ParsedSvg svg, String attribute) {
        return svg.ofClass("plot-series-1").stream()
                .map(bar -> ((Element) bar.getFirstChild()).getAttribute(attribute))
                .toList();
    }

    @Test
    void theMarkerSplitsTheBinThatItCrosses() {
        Distribution crossed =
                new Distribution(0, 4, List.of(3L, 2L), Optional.of(new Distribution.Marker(3, "threshold")));
        ParsedSvg svg = ParsedSvg.of(SvgPlot.of(crossed, Plots.english()));
        assertThat(svg.rectangles(1)).hasSize(2);
        assertThat(svg.rectangles(2)).singleElement().satisfies(rectangle -> {
            assertThat(rectangle.x()).isEqualTo(750);
            assertThat(rectangle.height()).isEqualTo(svg.rectangles(1).get(1).height());
        });
    }

    @Test
    void aMarkerOutsideTheRangeIsAtItsEdge() {
        for (double place : new double[] {Double.NEGATIVE_INFINITY, -100, 100, Double.POSITIVE_INFINITY}) {
            Distribution outside =
                    new Distribution(0, 4, List.of(3L, 2L), Optional.of(new Distribution.Marker(place, "threshold")));
            ParsedSvg svg = ParsedSvg.of(SvgPlot.of(outside, Plots.english()));
            assertThat(svg.ofClass("plot-marker").get(0).getAttribute("x1")).isEqualTo(place < 0 ? "0%" : "100%");
        }
    }

    @Test
    void ninetyDaysOfFourSeriesAreSmall() {
        StackedColumns columns = Plots.days(
                Plots.values(90, 3000), Plots.values(90, 123_456), Plots.values(90, 77), Plots.values(90, 9_999));
        assertThat(SvgPlot.of(columns, Plots.english()).getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(20_000);
    }

    @Test
    void theImageIsNamedByItsTitleAndItsDescription() {
        ParsedSvg svg = ParsedSvg.of(SvgPlot.of(Plots.days(List.of(1L)), Plots.english()));
        assertThat(svg.root().getAttribute("role")).isEqualTo("img");
        assertThat(Stream.of(svg.root().getAttribute("aria-labelledby").split(" "))
                        .map(id -> text(svg, id)))
                .containsExactly("Logins", "Logins by day");
    }

    private static String text(ParsedSvg svg, String id) {
        return svg.elements("*").stream()
                .filter(element -> element.getAttribute("id").equals(id))
                .map(Element::getTextContent)
                .reduce((first, second) -> {
                    throw new AssertionError("two of " + id);
                })
                .orElseThrow();
    }

    @Test
    void noIdOccursTwiceAndAllBeginWithThatOfThePlot() {
        List<String> ids = ParsedSvg.of(SvgPlot.of(Plots.days(Plots.values(9, 1), Plots.values(9, 2)), Plots.english()))
                .attributes()
                .filter(attribute -> attribute.getName().equals("id"))
                .map(attribute -> attribute.getValue())
                .toList();
        assertThat(ids).hasSizeGreaterThan(3).doesNotHaveDuplicates().allMatch(id -> id.startsWith("logins-"));
    }

    @Test
    void aWidePlotHasItsLegendInFewerRowsAndTheStyleSheetTakesTheSpareOnesAway() {
        List<Long> one = List.of(1L);
        ParsedSvg svg = ParsedSvg.of(SvgPlot.of(Plots.days(one, one, one, one), Plots.english()));
        assertThat(svg.ofClass("plot-coarse")
                        .get(0)
                        .getElementsByTagName("text")
                        .getLength())
                .isEqualTo(4);
        assertThat(svg.ofClass("plot-fine").get(0).getElementsByTagName("text").getLength())
                .isEqualTo(4);
        assertThat(svg.root().getAttribute("class")).endsWith(" plot-spare-1");
        assertThat(PlotStyle.sheet()).contains(".plot-spare-1 { margin-block-start: -" + Legend.ROW + "px; }");
        assertThat(PlotStyle.sheet()).contains(".plot-upright { padding-inline: " + Frame.MARGIN + "px ");
    }

    @Test
    void anEmptyPlotSaysSo() {
        for (Plot empty : List.of(
                Plots.days(List.of(0L, 0L)),
                Plots.days(List.of()),
                new Bars(List.of()),
                new Distribution(0, 1, List.of(), Optional.empty()))) {
            ParsedSvg svg = ParsedSvg.of(SvgPlot.of(empty, Plots.english()));
            assertThat(svg.texts()).containsExactly("No logins in this period");
            assertThat(text(svg, "logins-description")).isEqualTo("No logins in this period");
            assertThat(svg.elements("path")).isEmpty();
        }
    }

    @Test
    void numbersAndDaysAreWrittenInTheLanguage() {
        StackedColumns columns = Plots.days(List.of(1500L, 4000L));
        assertThat(texts(columns, Locale.ENGLISH)).contains("4,000", "Sep 4", "Sep 5");
        assertThat(texts(columns, Locale.GERMANY)).contains("4.000", "04.09.", "05.09.");
        assertThat(texts(columns, Locale.forLanguageTag("ar-EG")))
                .anyMatch(text -> text.contains("\u0664"))
                .noneMatch(text ->
                        text.matches(".*\\d.*") && text.chars().anyMatch(digit -> digit >= '0' && digit <= '9'));
        assertThat(texts(Plots.days(List.of(1_400_000L)), Locale.ENGLISH)).contains("1.5M", "500K");
    }

    private static List<String> texts(Plot plot, Locale locale) {
        return ParsedSvg.of(SvgPlot.of(plot, Plots.text("Logins", "Logins by day", locale, false)))
                .texts();
    }

    @Test
    void theSameColumnsHaveTheSamePictureInAnyDefaultLocale() {
        Locale before = Locale.getDefault();
        try {
            String english = SvgPlot.of(Plots.days(Plots.values(30, 7)), Plots.english());
            Locale.setDefault(Locale.forLanguageTag("ar-EG"));
            assertThat(SvgPlot.of(Plots.days(Plots.values(30, 7)), Plots.english()))
                    .isEqualTo(english);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anExportIsAWholeFileWithTheSamePicture() {
        StackedColumns columns = Plots.days(Plots.values(30, 5), Plots.values(30, 90));
        String file = SvgPlot.standalone(columns, Plots.english());
        ParsedSvg svg = ParsedSvg.of(file);
        assertThat(file)
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?><svg xmlns=\"http://www.w3.org/2000/svg\"");
        assertThat(svg.rectangles(2))
                .isEqualTo(ParsedSvg.of(SvgPlot.of(columns, Plots.english())).rectangles(2));
        assertThat(svg.elements("style")).singleElement().satisfies(style -> assertThat(style.getTextContent())
                .contains(".plot-ground { fill: #fff; }", "prefers-color-scheme: dark"));
        assertThat(svg.texts()).contains("Logins", "Logins by day");
    }

    @Test
    void aLongDescriptionOfAnExportIsBrokenIntoLines() {
        String sentence =
                "Who was asked for a second factor in this period. ".repeat(5).strip();
        String file =
                SvgPlot.standalone(Plots.days(List.of(1L)), Plots.text("Logins", sentence, Locale.ENGLISH, false));
        List<String> lines = ParsedSvg.of(file).ofClass("plot-note").stream()
                .map(Element::getTextContent)
                .toList();
        assertThat(lines).hasSizeBetween(2, 4);
        assertThat(String.join(" ", lines)).isEqualTo(sentence);
    }

    @Test
    void whatCannotBeDrawnIsRefused() {
        List<Runnable> refused = new ArrayList<>();
        refused.add(() -> Plots.days(List.of(-1L)));
        refused.add(() -> Plots.days(List.of(Plot.MAXIMUM + 1)));
        refused.add(() -> Plots.days(List.of(1L), List.of(1L, 2L)));
        refused.add(() -> Plots.days());
        refused.add(() -> Plots.days(Plots.values(StackedColumns.MOST_CATEGORIES + 1, 0)));
        refused.add(() -> new Bars.Bar("negative", -1, Optional.empty()));
        refused.add(() -> new Distribution(1, 1, List.of(), Optional.empty()));
        refused.add(() -> new Distribution(0, Double.NaN, List.of(), Optional.empty()));
        refused.add(() -> new Distribution.Marker(Double.NaN, "nowhere"));
        refused.add(() -> new PlotText("\"x", "", "", "", new PlotText.Names("", "", ""), Locale.ENGLISH, false));
        assertThat(refused)
                .allSatisfy(each -> assertThatThrownBy(each::run).isInstanceOf(IllegalArgumentException.class));
    }
}
