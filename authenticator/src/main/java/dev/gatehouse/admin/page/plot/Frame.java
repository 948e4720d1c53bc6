package dev.gatehouse.admin.page.plot;

import java.math.BigDecimal;

/**
 * The axis and the lines of a plot that stands on its lower edge.
 *
 * @param axis of the counts
 * @param top of the highest line, in pixels
 * @param direction of the plot
 * @param format of its numbers
 */
record Frame(CountAxis axis, int top, ReadingDirection direction, PlotFormat format) {

    /** The height of the plot without texts. */
    static final int HEIGHT = 200;

    /** The room for numbers beside it; the style sheet has the same. */
    static final int MARGIN = 56;

    /** The room for texts below it. */
    static final int BELOW = 26;

    private static final int TEXT = MARGIN - 8;

    int bottom() {
        return top + HEIGHT;
    }

    /** Where a value is. */
    double y(double value) {
        return bottom() - axis.height(value, HEIGHT);
    }

    /** Draws the lines and their numbers, and what they count above them. Columns are drawn over them. */
    void drawLines(SvgWriter svg, String name) {
        svg.label(
                name,
                250,
                "class",
                "plot-axis-text",
                "x",
                direction.at(0),
                "dx",
                direction.ahead(-MARGIN),
                "y",
                top - 14);
        for (BigDecimal tick : axis.ticks()) {
            double y = Math.rint(y(tick.doubleValue())) + 0.5;
            if (tick.signum() > 0) {
                svg.empty("line", "class", "plot-grid", "x1", "0", "x2", "100%", "y1", y, "y2", y);
            }
            svg.label(
                    format.count(tick, axis.top()),
                    TEXT + 8,
                    "class",
                    "plot-axis-text",
                    "x",
                    direction.at(0),
                    "dx",
                    direction.ahead(-8),
                    "y",
                    y + 4,
                    "text-anchor",
                    "end");
        }
    }

    /** Draws the line on which everything stands, over the columns. */
    void drawBase(SvgWriter svg) {
        double y = bottom() + 0.5;
        svg.empty("line", "class", "plot-axis", "x1", "0", "x2", "100%", "y1", y, "y2", y);
    }

    /**
     * Writes a text below the axis.
     *
     * @param fraction where, 0 to 1
     * @param isFine whether it stands only where the plot is wide
     */
    void drawTick(SvgWriter svg, String text, double fraction, boolean isFine) {
        svg.label(
                text,
                9 * 7,
                "class",
                isFine ? "plot-axis-text plot-fine" : "plot-axis-text",
                "x",
                direction.at(fraction),
                "y",
                bottom() + 19,
                "text-anchor",
                "middle");
    }

    /** Begins a drawing of some width that is stretched over the plot. It is as high as the plot, in pixels. */
    void openStretched(SvgWriter svg, int width) {
        svg.open(
                "svg",
                "y",
                top,
                "width",
                "100%",
                "height",
                HEIGHT,
                "viewBox",
                "0 0 " + width + " " + HEIGHT,
                "preserveAspectRatio",
                "none");
    }
}
