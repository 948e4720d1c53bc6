package dev.gatehouse.admin.page.plot;

/** The inside of a plot. Places across are in percent, so that it fills any width; the height is fixed. */
interface Drawing {

    /** The class that says how much room it needs beside it. */
    String kind();

    /** In pixels. */
    int height();

    /** How many rows at its top only a narrow plot needs; the style sheet takes them away from a wide one. */
    default int spareRows() {
        return 0;
    }

    /** Draws it from 0 to {@link #height}. */
    void draw(SvgWriter svg);
}
