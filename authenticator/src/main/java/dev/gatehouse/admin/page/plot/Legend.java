package dev.gatehouse.admin.page.plot;

import java.util.ArrayList;
import java.util.List;

/** Names of series beside a sample of each, in as many rows as a narrow page needs. */
final class Legend {

    private static final int ROW = 22;
    private static final int SAMPLE = 12;
    private static final int TEXT = 18;
    private static final int GAP = 18;

    /** What is left of a page of 360 pixels. */
    private static final int WIDTH = 320;

    private final List<Entry> entries = new ArrayList<>();
    private final int rows;

    private record Entry(String name, int x, int row) {}

    Legend(List<String> names) {
        int x = 0;
        int row = 0;
        for (String name : names) {
            String clean = PlainText.clean(name);
            int width = TEXT + PlainText.width(PlainText.shorten(clean, WIDTH - TEXT));
            if (x > 0 && x + width > WIDTH) {
                x = 0;
                row++;
            }
            entries.add(new Entry(clean, x, row));
            x += width + GAP;
        }
        rows = row + 1;
    }

    int height() {
        return rows * ROW;
    }

    /**
     * Draws it from the top.
     *
     * @param margin by how much it begins before the plot, in pixels
     */
    void draw(SvgWriter svg, Series series, int margin) {
        ReadingDirection direction = series.direction();
        svg.open("svg", "x", direction.at(0), "overflow", "visible");
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            int x = entry.x - margin;
            int y = entry.row * ROW;
            double left = direction.left(x, SAMPLE, 0);
            series.draw(svg, i, "rect", "x", left, "y", y + 2, "width", SAMPLE, "height", SAMPLE, "rx", 2);
            svg.label(entry.name, WIDTH - TEXT, "class", "plot-name", "x", direction.ahead(x + TEXT), "y", y + 13);
        }
        svg.close();
    }
}
