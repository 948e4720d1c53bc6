package dev.gatehouse.password.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes capital and small letters equal, one code point for one, in no particular language: what {@link String#equalsIgnoreCase} takes for
 * equal becomes the same. The table is told to pages, so that they do not depend on what their browser takes for a capital letter.
 */
public final class CaseFolding {

    private static final List<Step> STEPS = steps();

    private CaseFolding() {}

    /**
     * Some code points that all move by the same distance.
     *
     * @param first the first of them
     * @param last the last of them
     * @param delta how far each moves
     * @param stride the distance from one to the next: 2 where capital and small letters take turns
     */
    private record Step(int first, int last, int delta, int stride) {

        boolean takes(int codePoint, int itsDelta, int itsStride) {
            return itsDelta == delta && codePoint == last + itsStride && (first == last || itsStride == stride);
        }
    }

    /** Returns the code point that stands for all cases of this one. */
    public static int fold(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /** Returns the text with each of its code points folded. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(CaseFolding::fold).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Returns the table as pages are told it: first, last, distance to move, stride. */
    public static List<List<Integer>> table() {
        return STEPS.stream().map(step -> List.of(step.first(), step.last(), step.delta(), step.stride())).toList();
    }

    private static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            int delta = fold(codePoint) - codePoint;
            if (delta != 0) {
                append(steps, codePoint, delta);
            }
        }
        return List.copyOf(steps);
    }

    private static void append(List<Step> steps, int codePoint, int delta) {
        if (!steps.isEmpty()) {
            int end = steps.size() - 1;
            Step last = steps.get(end);
            for (int stride = 1; stride <= 2; stride++) {
                if (last.takes(codePoint, delta, stride)) {
                    steps.set(end, new Step(last.first(), codePoint, delta, stride));
                    return;
                }
            }
        }
        steps.add(new Step(codePoint, codePoint, delta, 1));
    }
}
