package dev.gatehouse.admin.page.plot;

import java.util.stream.IntStream;

/**
 * Which categories are named at the axis, counted back from the newest.
 *
 * @param coarse every so many on any page
 * @param fine every so many on a wide page; divides {@code coarse}
 */
record Thinning(int coarse, int fine) {

    private static final int NARROW = 4;
    private static final int WIDE = 8;

    /** Weeks are round numbers of days. */
    private static final int[] STEPS = {1, 2, 4, 7, 14, 28, 56, 112};

    static Thinning of(int count) {
        int coarse = IntStream.of(STEPS)
                .filter(step -> step * NARROW >= count)
                .findFirst()
                .orElseThrow();
        int fine = IntStream.of(STEPS)
                .filter(step -> coarse % step == 0 && step * WIDE >= count)
                .findFirst()
                .orElse(coarse);
        return new Thinning(coarse, fine);
    }
}
