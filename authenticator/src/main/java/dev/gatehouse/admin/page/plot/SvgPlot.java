package dev.gatehouse.admin.page.plot;

import java.util.List;

/**
 * Plots as SVG. Everything is escaped, and there are no scripts, handlers and style attributes, so a strict content security policy allows
 * them. {@link PlotStyle} has the colours.
 */
public final class SvgPlot {

    private static final int EXPORT_WIDTH = 800;
    private static final int EXPORT_MARGIN = 24;
    private static final int EXPORT_LINE = 19;

    /** The height of the title in an export. */
    private static final int EXPORT_TITLE = 48;

    private SvgPlot() {}

    /**
     * An {@code <svg>} element for a page: as wide as what contains it, from 250 pixels on, with texts of the same size at any width. Within
     * an element of the class {@code plot-figure} it has more labels where there is room. Pages must not escape it again.
     */
    public static String of(Plot plot, PlotText text) {
        Drawing drawing = drawing(plot, text);
        SvgWriter svg = new SvgWriter();
        svg.open(
                "svg",
                "class",
                "plot plot-inline " + drawing.kind() + spare(drawing),
                "role",
                "img",
                "aria-labelledby",
                ids(text),
                "direction",
                direction(text),
                "width",
                "100%",
                "height",
                drawing.height(),
                "overflow",
                "visible");
        writeTexts(svg, plot, text);
        drawing.draw(svg);
        return svg.close().written();
    }

    /**
     * A whole SVG file of {@value #EXPORT_WIDTH} pixels' width with the title, the description, the style sheet and a ground, in UTF-8. It is
     * dark where the reader prefers that.
     */
    public static String standalone(Plot plot, PlotText text) {
        Drawing drawing = drawing(plot, text);
        List<String> description =
                PlainText.lines(PlainText.clean(text.description()), EXPORT_WIDTH - 2 * EXPORT_MARGIN, text.locale());
        int top =
                EXPORT_TITLE + description.size() * EXPORT_LINE + EXPORT_MARGIN / 2 - drawing.spareRows() * Legend.ROW;
        int height = top + drawing.height() + EXPORT_MARGIN;
        SvgWriter svg = new SvgWriter().declaration();
        svg.open(
                "svg",
                "xmlns",
                "http://www.w3.org/2000/svg",
                "class",
                "plot plot-export",
                "role",
                "img",
                "aria-labelledby",
                ids(text),
                "direction",
                direction(text),
                "viewBox",
                "0 0 " + EXPORT_WIDTH + " " + height,
                "width",
                EXPORT_WIDTH,
                "height",
                height);
        writeTexts(svg, plot, text);
        svg.open("style").characters(PlotStyle.sheet()).close();
        svg.empty("rect", "class", "plot-ground", "width", EXPORT_WIDTH, "height", height);
        int start = text.isRightToLeft() ? EXPORT_WIDTH - EXPORT_MARGIN : EXPORT_MARGIN;
        svg.label(text.title(), 500, "class", "plot-title", "x", start, "y", 38);
        for (int i = 0; i < description.size(); i++) {
            svg.text("text", description.get(i), "class", "plot-note", "x", start, "y", 62 + i * EXPORT_LINE);
        }
        boolean isUpright = "plot-upright".equals(drawing.kind());
        int before = EXPORT_MARGIN + (isUpright ? Frame.MARGIN : 0);
        int width = EXPORT_WIDTH - before - EXPORT_MARGIN;
        svg.open(
                "svg",
                "x",
                text.isRightToLeft() ? EXPORT_MARGIN : before,
                "y",
                top,
                "width",
                width,
                "height",
                drawing.height(),
                "overflow",
                "visible");
        drawing.draw(svg);
        return svg.close().close().written();
    }

    private static Drawing drawing(Plot plot, PlotText text) {
        return plot.isEmpty() ? new EmptyDrawing(text) : plot.read(new Drawings(text));
    }

    private record Drawings(PlotText text) implements Plot.Cases<Drawing> {

        @Override
        public Drawing columns(StackedColumns columns) {
            return new ColumnsDrawing(columns, text);
        }

        @Override
        public Drawing bars(Bars bars) {
            return new BarsDrawing(bars, text);
        }

        @Override
        public Drawing distribution(Distribution distribution) {
            return new DistributionDrawing(distribution, text);
        }
    }

    private static String spare(Drawing drawing) {
        return drawing.spareRows() == 0 ? "" : " plot-spare-" + drawing.spareRows();
    }

    private static String direction(PlotText text) {
        return new ReadingDirection(text.isRightToLeft()).attribute();
    }

    private static String ids(PlotText text) {
        return text.id() + "-title " + text.id() + "-description";
    }

    /** The texts for a screen reader, to which the inside of an image is not read. */
    private static void writeTexts(SvgWriter svg, Plot plot, PlotText text) {
        svg.text("title", text.title(), "id", text.id() + "-title");
        svg.text("desc", plot.isEmpty() ? text.noData() : text.description(), "id", text.id() + "-description");
    }
}
