package dev.gatehouse.admin.page.plot;

/**
 * Draws shapes in the colour and the texture of a series: every second one has horizontal lines, further apart each time, because they look
 * the same at any width.
 *
 * @param id of the plot
 * @param direction of the plot
 */
record Series(String id, ReadingDirection direction) {

    /** Distances of the lines in pixels. */
    private static final int[] LINES = {4, 7, 10};

    /** Defines the textures that the first series need. */
    void define(SvgWriter svg, int count) {
        if (count < 2) {
            return;
        }
        svg.open("defs");
        for (int index = 1; index < count; index += 2) {
            int distance = LINES[index / 2];
            svg.open(
                            "pattern",
                            "id",
                            texture(index),
                            "width",
                            distance,
                            "height",
                            distance,
                            "patternUnits",
                            "userSpaceOnUse")
                    .empty("path", "class", "plot-texture", "d", "M0 1h" + distance)
                    .close();
        }
        svg.close();
    }

    /** A shape of a series: once in its colour, and once more in its texture if it has one. */
    void draw(SvgWriter svg, int index, String shape, Object... attributes) {
        svg.open("g", "class", "plot-series-" + (index + 1))
                .empty(shape, attributes)
                .close();
        if (isTextured(index)) {
            svg.open("g", "fill", fill(index)).empty(shape, attributes).close();
        }
    }

    /** As {@link #draw}, for a long path, whose data is written only once. */
    void path(SvgWriter svg, int index, String data) {
        String path = id + "-series-" + (index + 1);
        svg.open("g", "class", "plot-series-" + (index + 1))
                .empty("path", "id", path, "d", data)
                .close();
        if (isTextured(index)) {
            svg.empty("use", "href", "#" + path, "fill", fill(index));
        }
    }

    private static boolean isTextured(int index) {
        return index % 2 == 1;
    }

    private String fill(int index) {
        return "url(#" + texture(index) + ")";
    }

    private String texture(int index) {
        return id + "-texture-" + (index + 1);
    }
}
