package dev.gatehouse.admin.page.plot;

import java.util.List;

/** Draws a sentence in an empty frame. */
final class EmptyDrawing implements Drawing {

    private static final int LINE = 20;
    private static final int PADDING = 44;
    private static final int WIDTH = 280;

    private final List<String> lines;

    EmptyDrawing(PlotText text) {
        lines = PlainText.lines(PlainText.clean(text.noData()), WIDTH, text.locale());
    }

    @Override
    public String kind() {
        return "plot-level";
    }

    @Override
    public int height() {
        return 2 * PADDING + lines.size() * LINE;
    }

    @Override
    public void draw(SvgWriter svg) {
        svg.empty("rect", "class", "plot-frame", "x", "0", "y", 0.5, "width", "100%", "height", height() - 1, "rx", 8);
        for (int i = 0; i < lines.size(); i++) {
            svg.text(
                    "text",
                    lines.get(i),
                    "class",
                    "plot-note",
                    "x",
                    "50%",
                    "y",
                    PADDING + 14 + i * LINE,
                    "text-anchor",
                    "middle");
        }
    }
}
