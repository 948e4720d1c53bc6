package dev.gatehouse.admin.page.plot;

/** The inside of a plot. Places across are in percent, so that it fills any width; the height is fixed. */
interface Drawing {

    /** The class that says how much room it needs beside it. */
    String kind();

    /** In pixels. */
    int height();

    /** Draws it from 0 to {@link #height}. */
    void draw(SvgWriter svg);
}
