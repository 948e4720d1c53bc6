package dev.gatehouse.admin.page.plot;

/**
 * Places things from the side where lines begin: the left one, or the right one of a mirrored plot. Texts need no more than this, because
 * SVG's {@code text-anchor} follows the direction by itself.
 *
 * @param isRightToLeft whether lines begin at the right
 */
record ReadingDirection(boolean isRightToLeft) {

    /** The name in SVG and HTML. */
    String attribute() {
        return isRightToLeft ? "rtl" : "ltr";
    }

    /** A place as a share of the width, 0 at the side where lines begin. */
    String at(double fraction) {
        return SvgWriter.number(100 * (isRightToLeft ? 1 - fraction : fraction)) + "%";
    }

    /** The left side of a rectangle that begins at a share of the width. */
    String left(double fraction, double width) {
        return at(isRightToLeft ? fraction + width : fraction);
    }

    /** The left side of a rectangle in a drawing of some width. */
    double left(double x, double width, double total) {
        return isRightToLeft ? total - x - width : x;
    }

    /** A distance in the direction of reading. */
    double ahead(double pixels) {
        return isRightToLeft ? -pixels : pixels;
    }
}
