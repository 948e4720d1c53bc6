package dev.gatehouse.admin.page.plot;

/** Draws horizontal bars below their labels, which so have nearly the whole width, also on a phone. */
final class BarsDrawing implements Drawing {

    private static final int ROW = 42;
    private static final int BASELINE = 13;
    private static final int BAR = 21;
    private static final int THICKNESS = 10;

    /** What the texts above a bar have on a page of 320 pixels. */
    private static final int WIDTH = 250;

    /** How much wider a plot with {@code plot-fine} texts is at least. */
    private static final int MORE_WHERE_WIDE = 140;

    private static final int GAP = 14;
    private static final int LONGEST_NOTE = 100;
    private static final int LEAST = 60;

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
        labelWidth = Math.max(LEAST, WIDTH - noteColumn() - GAP - PlainText.width(format.number(bars.largest())));
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
        drawLabel(svg, bar.label(), y);
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

    /** Once as it is, or twice if a phone has less room than other screens. */
    private void drawLabel(SvgWriter svg, String label, int y) {
        String x = series.direction().at(0);
        if (PlainText.width(PlainText.clean(label)) <= labelWidth) {
            svg.label(label, labelWidth, "class", "plot-name", "x", x, "y", y);
        } else {
            svg.label(label, labelWidth, "class", "plot-name plot-coarse", "x", x, "y", y);
            svg.label(label, labelWidth + MORE_WHERE_WIDE, "class", "plot-name plot-fine", "x", x, "y", y);
        }
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
