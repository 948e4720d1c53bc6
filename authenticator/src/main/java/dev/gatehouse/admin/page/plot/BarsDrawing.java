package dev.gatehouse.admin.page.plot;

/** Draws horizontal bars below their labels, which so have nearly the whole width, also on a phone. */
final class BarsDrawing implements Drawing {

    private static final int ROW = 42;
    private static final int BASELINE = 13;
    private static final int BAR = 21;
    private static final int THICKNESS = 10;

    /** What the text above a bar has on a phone. */
    private static final int WIDTH = 330;

    private static final int GAP = 14;
    private static final int LONGEST_NOTE = 120;

    private final Bars bars;
    private final PlotFormat format;
    private final Series series;
    private final int noteWidth;
    private final int labelWidth;

    BarsDrawing(Bars bars, PlotText text) {
        this.bars = bars;
        format = new PlotFormat(text.locale());
        series = new Series(text.id(), new ReadingDirection(text.isRightToLeft()));
        noteWidth = bars.bars().stream()
                .flatMap(bar -> bar.note().stream())
                .mapToInt(note -> Math.min(LONGEST_NOTE, PlainText.width(PlainText.clean(note))))
                .max()
                .orElse(0);
        labelWidth = WIDTH - noteColumn() - GAP - PlainText.width(format.number(bars.largest()));
    }

    private int noteColumn() {
        return noteWidth == 0 ? 0 : noteWidth + GAP;
    }

    @Override
    public String kind() {
        return "plot-level";
    }

    @Override
    public int height() {
        return bars.bars().size() * ROW - (ROW - BAR - THICKNESS) + 1;
    }

    @Override
    public void draw(SvgWriter svg) {
        for (int row = 0; row < bars.bars().size(); row++) {
            drawTexts(svg, bars.bars().get(row), row * ROW + BASELINE);
            drawBar(svg, bars.bars().get(row), row * ROW + BAR);
        }
    }

    private void drawTexts(SvgWriter svg, Bars.Bar bar, int y) {
        ReadingDirection direction = series.direction();
        svg.label(bar.label(), labelWidth, "class", "plot-name", "x", direction.at(0), "y", y);
        svg.label(
                format.number(bar.value()),
                WIDTH,
                "class",
                "plot-value",
                "x",
                direction.at(1),
                "dx",
                direction.ahead(-noteColumn()),
                "y",
                y,
                "text-anchor",
                "end");
        bar.note()
                .ifPresent(note -> svg.label(
                        note, LONGEST_NOTE, "class", "plot-note", "x", direction.at(1), "y", y, "text-anchor", "end"));
    }

    private void drawBar(SvgWriter svg, Bars.Bar bar, int y) {
        svg.empty("rect", "class", "plot-track", "x", "0", "y", y, "width", "100%", "height", THICKNESS, "rx", 3);
        double share = (double) bar.value() / bars.largest();
        if (share > 0) {
            series.draw(
                    svg,
                    0,
                    "rect",
                    "x",
                    series.direction().left(0, share),
                    "y",
                    y,
                    "width",
                    SvgWriter.number(100 * share) + "%",
                    "height",
                    THICKNESS,
                    "rx",
                    3);
        }
    }
}
