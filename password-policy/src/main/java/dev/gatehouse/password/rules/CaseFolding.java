package dev.gatehouse.password.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Folds upper and lower case, one code point to one, independent of language: texts that are equal by
 * {@link String#equalsIgnoreCase} become identical. Pages receive the table, so that they do not depend on the browser's version of
 * Unicode.
 */
public final class CaseFolding {

    private static final List<Step> STEPS = steps();

    private CaseFolding() {}

    /**
     * A range of code points that fold by the same distance.
     *
     * @param first the first code point
     * @param last the last code point
     * @param delta the distance to the folded code point
     * @param stride the distance between code points of the range: 2 if upper and lower case alternate
     */
    private record Step(int first, int last, int delta, int stride) {

        boolean canInclude(int codePoint, int newDelta, int newStride) {
            return newDelta == delta && codePoint == last + newStride && (first == last || newStride == stride);
        }
    }

    /** Returns the folded code point. */
    public static int fold(int codePoint) {
        return Character.toLowerCase(Character.toUpperCase(codePoint));
    }

    /** Returns the text with each code point folded. */
    public static String fold(String text) {
        StringBuilder folded = new StringBuilder(text.length());
        text.codePoints().map(CaseFolding::fold).forEach(folded::appendCodePoint);
        return folded.toString();
    }

    /** Returns the table for pages: first, last, delta, stride. */
    public static List<List<Integer>> table() {
        return STEPS.stream()
                .map(step -> List.of(step.first(), step.last(), step.delta(), step.stride()))
                .toList();
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
                if (last.canInclude(codePoint, delta, stride)) {
                    steps.set(end, new Step(last.first(), codePoint, delta, stride));
                    return;
                }
            }
        }
        steps.add(new Step(codePoint, codePoint, delta, 1));
    }
}
