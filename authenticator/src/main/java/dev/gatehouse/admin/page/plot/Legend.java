package dev.gatehouse.admin.page.plot;

import java.util.ArrayList;
import java.util.List;

/** Names of series beside a sample of each, in rows: as many as a page of 320 pixels needs, and fewer where a plot is wide. */
final class Legend {

    /** The height of a row; the style sheet has the same. */
    static final int ROW = 22;

    private static final int SAMPLE = 12;
    private static final int TEXT = 17;
    private static final int GAP = 15;

    private static final int NARROW = 250;
    private static final int WIDE = 520;

    private final List<Entry> narrow;
    private final List<Entry> wide;

    private record Entry(String name, int x, int row) {}

    Legend(List<String> names) {
        List<String> clean = names.stream().map(PlainText::clean).toList();
        narrow = inRows(clean, NARROW);
        wide = inRows(clean, WIDE);
    }

    private static List<Entry> inRows(List<String> names, int width) {
        List<Entry> entries = new ArrayList<>();
        int x = 0;
        int row = 0;
        for (String name : names) {
            int entry = TEXT + PlainText.width(PlainText.shorten(name, NARROW - TEXT));
            if (x > 0 && x + entry > width) {
                x = 0;
                row++;
            }
            entries.add(new Entry(name, x, row));
            x += entry + GAP;
        }
        return entries;
    }

    private static int rows(List<Entry> entries) {
        return entries.isEmpty() ? 0 : entries.get(entries.size() - 1).row + 1;
    }

    /** The height of all rows of a narrow page, in pixels. */
    int height() {
        return rows(narrow) * ROW;
    }

    /** How many rows fewer a wide plot needs. */
    int spareRows() {
        return rows(narrow) - rows(wide);
    }

    /**
     * Draws it from the top, or where a plot is wide below its spare rows.
     *
     * @param margin by how much it begins before the plot, in pixels
     */
    void draw(SvgWriter svg, Series series, int margin) {
        svg.open("svg", "x", series.direction().at(0), "overflow", "visible");
        if (spareRows() == 0) {
            draw(svg, series, margin, narrow, 0);
        } else {
            svg.open("g", "class", "plot-coarse");
            draw(svg, series, margin, narrow, 0);
            svg.close().open("g", "class", "plot-fine");
            draw(svg, series, margin, wide, spareRows());
            svg.close();
        }
        svg.close();
    }

    private static void draw(SvgWriter svg, Series series, int margin, List<Entry> entries, int firstRow) {
        ReadingDirection direction = series.direction();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            int x = entry.x - margin;
            int y = (firstRow + entry.row) * ROW;
            double left = direction.left(x, SAMPLE, 0);
            series.draw(svg, i, "rect", "x", left, "y", y + 2, "width", SAMPLE, "height", SAMPLE, "rx", 2);
            svg.label(entry.name, NARROW - TEXT, "class", "plot-name", "x", direction.ahead(x + TEXT), "y", y + 13);
        }
    }
}
