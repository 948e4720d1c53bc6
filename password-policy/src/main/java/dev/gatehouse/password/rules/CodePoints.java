package dev.gatehouse.password.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of Unicode code points, defined by ranges. Not by Unicode properties, because pages use the same ranges, and Java and a
 * browser may support different versions of Unicode.
 */
public final class CodePoints {

    /** {@code a-z}. */
    public static final CodePoints LOWER = of('a', 'z');

    /** {@code A-Z}. */
    public static final CodePoints UPPER = of('A', 'Z');

    /** {@code 0-9}. */
    public static final CodePoints DIGITS = of('0', '9');

    /**
     * Invisible characters: everything with the Unicode property White_Space, the control characters (category Cc), and the
     * invisible format characters (category Cf), such as the zero width space and the byte order mark. Excludes tag characters,
     * because an emoji can end with them.
     */
    public static final CodePoints BLANK = of(
            0x00, 0x20, 0x7F, 0xA0, 0xAD, 0xAD, 0x61C, 0x61C, 0x1680, 0x1680, 0x180E, 0x180E, 0x2000, 0x200F, 0x2028,
            0x202F, 0x205F, 0x2064, 0x2066, 0x206F, 0x3000, 0x3000, 0xFEFF, 0xFEFF, 0xFFF9, 0xFFFB);

    /** Surrogates. An unpaired surrogate is not a character: it cannot be encoded, typed or stored. */
    public static final CodePoints SURROGATES = of(Character.MIN_SURROGATE, Character.MAX_SURROGATE);

    /**
     * A range of code points.
     *
     * @param first the first code point
     * @param last the last code point, inclusive
     */
    public record Range(int first, int last) {}

    private final List<Range> ranges;

    /** The members below 128, one bit each: a fast path for most characters of most passwords. */
    private final long[] ascii = new long[2];

    private CodePoints(List<Range> ranges) {
        this.ranges = List.copyOf(ranges);
        for (int codePoint = 0; codePoint < 128; codePoint++) {
            ascii[codePoint >> 6] |= isInRange(codePoint) ? 1L << codePoint : 0;
        }
    }

    private static CodePoints of(int... bounds) {
        List<Range> ranges = new ArrayList<>();
        for (int at = 0; at < bounds.length; at += 2) {
            ranges.add(new Range(bounds[at], bounds[at + 1]));
        }
        return new CodePoints(ranges);
    }

    /** Returns the set of the characters in a text, in any order. */
    public static CodePoints in(String characters) {
        List<Range> ranges = new ArrayList<>();
        for (int codePoint : characters.codePoints().sorted().distinct().toArray()) {
            int previous = ranges.size() - 1;
            if (previous >= 0 && ranges.get(previous).last() == codePoint - 1) {
                ranges.set(previous, new Range(ranges.get(previous).first(), codePoint));
            } else {
                ranges.add(new Range(codePoint, codePoint));
            }
        }
        return new CodePoints(ranges);
    }

    /** Whether the code point belongs to the set. */
    public boolean contains(int codePoint) {
        return codePoint < 128 ? (ascii[codePoint >> 6] & 1L << codePoint) != 0 : isInRange(codePoint);
    }

    private boolean isInRange(int codePoint) {
        for (Range range : ranges) {
            if (codePoint <= range.last()) {
                return codePoint >= range.first();
            }
        }
        return false;
    }

    /** Returns the ranges, in ascending order, without overlap. */
    public List<Range> ranges() {
        return ranges;
    }

    /** Returns the ranges as pairs of numbers, for pages. */
    public List<List<Integer>> asPairs() {
        return ranges.stream()
                .map(range -> List.of(range.first(), range.last()))
                .collect(Collectors.toList());
    }
}
