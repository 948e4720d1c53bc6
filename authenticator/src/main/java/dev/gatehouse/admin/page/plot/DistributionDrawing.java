package dev.gatehouse.admin.page.plot;

import java.math.BigDecimal;

/** Draws a histogram with a line. The bin that the line crosses has a colour on either side. */
final class DistributionDrawing implements Drawing {

    private static final int WIDTH = 1000;

    private static final int NARROW = 4;
    private static final int WIDE = 8;

    /** The height of the marker's label. */
    private static final int LABEL = 24;

    private final Distribution distribution;
    private final PlotText text;
    private final PlotFormat format;
    private final Frame frame;
    private final Series series;

    DistributionDrawing(Distribution distribution, PlotText text) {
        this.distribution = distribution;
        this.text = text;
        format = new PlotFormat(text.locale());
        series = new Series(text.id(), new ReadingDirection(text.isRightToLeft()));
        frame = new Frame(CountAxis.upTo(distribution.highest()), LABEL + 30, series.direction(), format);
    }

    @Override
    public String kind() {
        return "plot-upright";
    }

    @Override
    public int height() {
        return frame.bottom() + Frame.BELOW + 18;
    }

    @Override
    public void draw(SvgWriter svg) {
        series.define(svg, 2);
        frame.drawLines(svg, text.names().value());
        double split = distribution
                .marker()
                .map(marker -> distribution.fraction(marker.at()))
                .orElse(1.0);
        frame.openStretched(svg, WIDTH);
        drawBins(svg, 0, 0, split);
        drawBins(svg, 1, split, 1);
        svg.close();
        frame.drawBase(svg);
        drawScores(svg);
        distribution.marker().ifPresent(marker -> drawMarker(svg, marker, split));
    }

    /** Draws the parts of the bins that are between two places. */
    private void drawBins(SvgWriter svg, int index, double from, double to) {
        int bins = distribution.counts().size();
        double gap = Math.min(0.1 / bins, 0.002);
        StringBuilder data = new StringBuilder();
        for (int bin = 0; bin < bins; bin++) {
            double left = Math.max(from, (double) bin / bins + gap);
            double right = Math.min(to, (bin + 1.0) / bins - gap);
            double height = frame.axis().height(distribution.counts().get(bin), Frame.HEIGHT);
            if (height > 0 && right > left) {
                double width = (right - left) * WIDTH;
                data.append('M').append(SvgWriter.number(series.direction().left(left * WIDTH, width, WIDTH)));
                data.append(' ').append(Frame.HEIGHT);
                data.append('h').append(SvgWriter.number(width));
                data.append('v').append(SvgWriter.number(-height));
                data.append('h').append(SvgWriter.number(-width)).append('z');
            }
        }
        if (data.length() > 0) {
            series.path(svg, index, data.toString());
        }
    }

    private void drawScores(SvgWriter svg) {
        double range = distribution.to() - distribution.from();
        RoundStep coarse = RoundStep.dividing(range, NARROW);
        RoundStep finer = RoundStep.dividing(range, WIDE);
        RoundStep fine = finer.divides(coarse) ? finer : coarse;
        for (BigDecimal tick : fine.within(distribution.from(), distribution.to())) {
            frame.drawTick(
                    svg,
                    format.score(tick.doubleValue()),
                    distribution.fraction(tick.doubleValue()),
                    tick.remainder(coarse.size()).signum() != 0);
        }
        svg.label(
                text.names().category(),
                300,
                "class",
                "plot-axis-text",
                "x",
                "50%",
                "y",
                frame.bottom() + 38,
                "text-anchor",
                "middle");
    }

    private void drawMarker(SvgWriter svg, Distribution.Marker marker, double place) {
        boolean isInFirstHalf = place < 0.5;
        String x = series.direction().at(place);
        svg.empty("line", "class", "plot-marker", "x1", x, "x2", x, "y1", 2, "y2", frame.bottom());
        svg.label(
                marker.label(),
                150,
                "class",
                "plot-marker-text",
                "x",
                x,
                "dx",
                series.direction().ahead(isInFirstHalf ? 7 : -7),
                "y",
                13,
                "text-anchor",
                isInFirstHalf ? "start" : "end");
    }
}
