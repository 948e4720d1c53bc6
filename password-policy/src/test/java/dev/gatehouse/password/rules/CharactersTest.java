package dev.gatehouse.password.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.password.config.Settings;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CharactersTest {

    private static final Pattern WHITE_SPACE = Pattern.compile("\\p{IsWhite_Space}");

    @Test
    void allWhiteSpaceAndControlCharactersOfUnicodeAreBlank() {
        assertThat(everyCodePoint()
                        .filter(CharactersTest::isWhiteSpaceOrControl)
                        .filter(codePoint -> !CodePoints.BLANK.contains(codePoint)))
                .isEmpty();
    }

    @Test
    void allOtherBlankCharactersAreInvisibleFormatCharacters() {
        int[] others = everyCodePoint()
                .filter(CodePoints.BLANK::contains)
                .filter(codePoint -> !isWhiteSpaceOrControl(codePoint))
                .toArray();
        assertThat(others).hasSize(32);
        assertThat(IntStream.of(others)).allMatch(codePoint -> Character.getType(codePoint) == Character.FORMAT);
    }

    @Test
    void thereAreExactly28SpecialCharactersAndTheyArePartOfAscii() {
        CodePoints special = CodePoints.in(Settings.DEFAULT.specials());
        int[] members = everyCodePoint().filter(special::contains).toArray();
        assertThat(members).hasSize(28);
        assertThat(new String(members, 0, 28)).isEqualTo("!#$%&'()*+,-./:;<>?@[]^_{|}~");
    }

    @Test
    void rangesAreInOrderAndDoNotOverlap() {
        for (CodePoints set : List.of(CodePoints.BLANK, CodePoints.SURROGATES, CodePoints.in("zaZA9!b"))) {
            int before = -1;
            for (CodePoints.Range range : set.ranges()) {
                assertThat(range.first()).isGreaterThan(before).isLessThanOrEqualTo(range.last());
                before = range.last();
            }
        }
    }

    @Test
    void theTableForPagesFoldsEveryCodePointLikeTheServer() {
        List<List<Integer>> table = CaseFolding.table();
        assertThat(everyCodePoint().filter(codePoint -> byTable(table, codePoint) != CaseFolding.fold(codePoint)))
                .isEmpty();
    }

    @Test
    void foldingMatchesEqualsIgnoreCase() {
        for (String[] pair : new String[][] {
            {"\u00c9", "\u00e9"}, {"\u03a3", "\u03c2"}, {"\u03c3", "\u03c2"}, {"\u0416", "\u0436"}, {"\u212a", "k"}
        }) {
            assertThat(pair[0]).isEqualToIgnoringCase(pair[1]);
            assertThat(CaseFolding.fold(pair[0])).isEqualTo(CaseFolding.fold(pair[1]));
        }
    }

    private static int byTable(List<List<Integer>> table, int codePoint) {
        for (List<Integer> step : table) {
            if (codePoint >= step.get(0) && codePoint <= step.get(1) && (codePoint - step.get(0)) % step.get(3) == 0) {
                return codePoint + step.get(2);
            }
        }
        return codePoint;
    }

    private static boolean isWhiteSpaceOrControl(int codePoint) {
        return Character.getType(codePoint) == Character.CONTROL
                || WHITE_SPACE.matcher(Character.toString(codePoint)).matches();
    }

    private static IntStream everyCodePoint() {
        return IntStream.rangeClosed(0, Character.MAX_CODE_POINT);
    }
}
