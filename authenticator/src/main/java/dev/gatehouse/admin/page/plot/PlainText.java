package dev.gatehouse.admin.page.plot;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Makes text from anywhere fit to be drawn: no characters that XML forbids or that reorder what follows, and short enough. */
final class PlainText {

    /** No name is longer than what Keycloak stores. */
    private static final int MOST_CODE_POINTS = 255;

    private static final String ELLIPSIS = "\u2026";

    /** Widths in pixels of a character at 13 pixels, generous for common fonts: a browser may have any. */
    private static final int NARROW = 7;

    private static final int WIDE = 13;

    private PlainText() {}

    /** The text without control characters, lone surrogates, noncharacters and marks of direction; at most 255 code points. */
    static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .map(character -> Character.isWhitespace(character) ? ' ' : character)
                .filter(PlainText::isDrawn)
                .limit(MOST_CODE_POINTS)
                .forEach(clean::appendCodePoint);
        return clean.toString().strip();
    }

    private static boolean isDrawn(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE -> false;
            default -> !isNoncharacter(character) && !isMarkOfDirection(character) && character != 0xfeff;
        };
    }

    private static boolean isNoncharacter(int character) {
        return (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
    }

    private static boolean isMarkOfDirection(int character) {
        return (character >= 0x202a && character <= 0x202e)
                || (character >= 0x2066 && character <= 0x2069)
                || character == 0x200e
                || character == 0x200f
                || character == 0x61c;
    }

    /** About how wide a text is drawn, in pixels. */
    static int width(String text) {
        return text.codePoints()
                .map(character -> isWide(character) ? WIDE : NARROW)
                .sum();
    }

    private static boolean isWide(int character) {
        return character >= 0x1f000
                || Character.isIdeographic(character)
                || switch (Character.UnicodeScript.of(character)) {
                    case HANGUL, HIRAGANA, KATAKANA -> true;
                    default ->
                        (character >= 0x3000 && character <= 0x303f) || (character >= 0xff01 && character <= 0xff60);
                };
    }

    /** The beginning of a text with an ellipsis if it is too wide. It is cut between what users see as characters. */
    static String shorten(String text, int width) {
        if (width(text) <= width) {
            return text;
        }
        int end = text.offsetByCodePoints(0, fitting(text, width - NARROW));
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(text);
        if (!characters.isBoundary(end)) {
            end = characters.preceding(end);
        }
        return text.substring(0, end).stripTrailing() + ELLIPSIS;
    }

    private static int fitting(String text, int width) {
        int[] characters = text.codePoints().toArray();
        int used = 0;
        for (int count = 0; count < characters.length; count++) {
            used += isWide(characters[count]) ? WIDE : NARROW;
            if (used > width) {
                return count;
            }
        }
        return characters.length;
    }

    /** The text in lines, broken where its language allows. What cannot be broken is shortened. */
    static List<String> lines(String text, int width, Locale locale) {
        BreakIterator breaks = BreakIterator.getLineInstance(locale);
        breaks.setText(text);
        List<String> lines = new ArrayList<>();
        int start = 0;
        int last = 0;
        for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
            if (last > start && width(text.substring(start, end).strip()) > width) {
                lines.add(shorten(text.substring(start, last).strip(), width));
                start = last;
            }
            last = end;
        }
        lines.add(shorten(text.substring(start).strip(), width));
        return lines;
    }
}
