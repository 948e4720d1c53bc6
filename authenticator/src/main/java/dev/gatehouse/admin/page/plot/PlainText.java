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

    /** Widths in pixels of characters at 13 pixels, generous for common fonts: a browser may have any. */
    private static final int THIN = 4;

    private static final int NARROW = 7;
    private static final int BROAD = 10;
    private static final int WIDE = 13;

    private static final String THIN_CHARACTERS = "ijlrtfI1 .,:;'|!()[]-";
    private static final String BROAD_CHARACTERS = "mwMW@%";

    private PlainText() {}

    /**
     * The text without control characters, lone surrogates, noncharacters, and embedded, overridden or isolated directions, which could reach over its end; at
     * most 255 code points. Marks of direction stay: numbers have them in some languages.
     */
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
            default -> !isNoncharacter(character) && !isOverrideOfDirection(character) && character != 0xfeff;
        };
    }

    private static boolean isNoncharacter(int character) {
        return (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
    }

    private static boolean isOverrideOfDirection(int character) {
        return (character >= 0x202a && character <= 0x202e) || (character >= 0x2066 && character <= 0x2069);
    }

    /** About how wide a text is drawn, in pixels. */
    static int width(String text) {
        return text.codePoints().map(PlainText::width).sum();
    }

    private static int width(int character) {
        if (isWide(character)) {
            return WIDE;
        }
        if (Character.getType(character) == Character.FORMAT) {
            return 0;
        }
        if (THIN_CHARACTERS.indexOf(character) >= 0) {
            return THIN;
        }
        boolean isBroad = BROAD_CHARACTERS.indexOf(character) >= 0 || Character.isUpperCase(character);
        return isBroad ? BROAD : NARROW;
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
        int end = text.offsetByCodePoints(0, fitting(text, width - WIDE));
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
            used += width(characters[count]);
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
