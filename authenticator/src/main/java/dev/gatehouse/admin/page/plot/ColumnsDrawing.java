package dev.gatehouse.admin.page.plot;

import java.util.List;

/** Draws stacked columns: a path for each series, whose rectangles meet those of the series below at the same rounded height. */
final class ColumnsDrawing implements Drawing {

    /** The width of a column with its gap, in units that are stretched. */
    private static final int PITCH = 10;

    /** The gap of few columns; many have a smaller one. */
    private static final int GAP = 3;

    private static final int FEW = 45;

    private final StackedColumns columns;
    private final PlotText text;
    private final PlotFormat format;
    private final Legend legend;
    private final Frame frame;
    private final Series series;

    ColumnsDrawing(StackedColumns columns, PlotText text) {
        this.columns = columns;
        this.text = text;
        format = new PlotFormat(text.locale());
        legend = new Legend(
                columns.series().stream().map(StackedColumns.Series::name).toList());
        series = new Series(text.id(), new ReadingDirection(text.isRightToLeft()));
        frame = new Frame(CountAxis.upTo(columns.highest()), legendHeight() + 30, series.direction(), format);
    }

    private boolean hasLegend() {
        return columns.series().size() > 1;
    }

    private int legendHeight() {
        return hasLegend() ? legend.height() : 0;
    }

    @Override
    public String kind() {
        return "plot-upright";
    }

    @Override
    public int height() {
        return frame.bottom() + Frame.BELOW;
    }

    @Override
    public int spareRows() {
        return hasLegend() ? legend.spareRows() : 0;
    }

    @Override
    public void draw(SvgWriter svg) {
        series.define(svg, columns.series().size());
        if (hasLegend()) {
            legend.draw(svg, series, Frame.MARGIN);
        }
        frame.drawLines(svg, text.names().value());
        drawColumns(svg);
        frame.drawBase(svg);
        drawCategories(svg);
    }

    private void drawColumns(SvgWriter svg) {
        int count = columns.categories().size();
        frame.openStretched(svg, count * PITCH);
        long[] below = new long[count];
        for (int index = 0; index < columns.series().size(); index++) {
            String data = path(columns.series().get(index).values(), below);
            if (!data.isEmpty()) {
                series.path(svg, index, data);
            }
        }
        svg.close();
    }

    /** The rectangles of a series on top of those below, to which it is added. */
    private String path(List<Long> values, long[] below) {
        int gap = values.size() > FEW ? 1 : GAP;
        int width = PITCH - gap;
        StringBuilder data = new StringBuilder();
        for (int column = 0; column < below.length; column++) {
            double lower = rounded(below[column]);
            below[column] += values.get(column);
            double height = rounded(below[column]) - lower;
            if (height > 0) {
                double x = series.direction().left(column * PITCH + gap / 2.0, width, below.length * PITCH);
                data.append('M').append(SvgWriter.number(x));
                data.append(' ').append(SvgWriter.number(Frame.HEIGHT - lower));
                data.append('h').append(width);
                data.append('v').append(SvgWriter.number(-height));
                data.append('h').append(-width).append('z');
            }
        }
        return data.toString();
    }

    private double rounded(long value) {
        return Math.rint(frame.axis().height((double) value, Frame.HEIGHT) * 100) / 100;
    }

    private void drawCategories(SvgWriter svg) {
        int count = columns.categories().size();
        Thinning thinning = Thinning.of(count);
        for (int column = (count - 1) % thinning.fine(); column < count; column += thinning.fine()) {
            frame.drawTick(
                    svg,
                    format.brief(columns.categories().get(column)),
                    (column + 0.5) / count,
                    (count - 1 - column) % thinning.coarse() != 0);
        }
    }
}
