package dev.gatehouse.recovery.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret is found in whatever email tools make of a link, and in nothing else. */
class ResetTokenTest {

    /** Letters around a random secret look like another secret once in a thousand times; around this one they do not. */
    private static final ResetToken FIXED = new ResetToken("7QK2M9XTRW4HB8ZN3CVD6PGFSJ");

    private final ResetToken token = ResetToken.mint();

    @Test
    void isWrittenWithLettersAndDigitsOnlyAndTellsNothingWhenLogged() {
        assertThat(token.printed()).matches("[0-9A-Z]{28}").doesNotContain("I", "L", "O", "U");
        assertThat(token.toString()).doesNotContain(token.body());
        assertThat(ResetToken.mint()).isNotEqualTo(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "/%s",
                "?%s",
                "/?%s=",
                "%s.",
                "%s>",
                "%s%%20",
                "%s%%3E",
                "%s%%253E",
                "<%s>",
                "%%3C%s%%3E",
                "%s&utm_source=mail",
                "utm_source=mail&%s",
                "%s&amp;c=E,1,x",
                "%s%%E2%%80%%8B",
                "%%E2%%80%%8B%s",
                "%s/",
                "?token=3D%s",
                "%s%%",
                "%s%%2",
                "%s=\r\n",
                "%s\u200b",
                "\u201c%s\u201d",
                "%s;",
                "%s#x"
            })
    void isFoundWhateverStandsAround(String around) {
        assertThat(ResetToken.findIn(String.format(Locale.ROOT, around, FIXED.printed())))
                .startsWith(FIXED);
        assertThat(ResetToken.findIn(String.format(Locale.ROOT, around, token.printed())))
                .contains(token);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ">",
                " ",
                "%20",
                "%0D%0A",
                "%250A",
                "=3D",
                "=\r\n",
                "\r\n> ",
                "-",
                "&shy;",
                "%E2%80%8B",
                "\u00ad",
                "+"
            })
    void isFoundWhateverBreaksIt(String breaks) {
        for (int at = 1; at < token.printed().length(); at++) {
            String broken =
                    token.printed().substring(0, at) + breaks + token.printed().substring(at);
            assertThat(ResetToken.findIn("/" + broken)).as(broken).contains(token);
        }
    }

    @Test
    void isFoundInLowerCaseWithLookAlikesInWideLettersAndWithoutItsCheck() {
        String printed = token.printed();
        assertThat(ResetToken.findIn(printed.toLowerCase(Locale.ROOT))).startsWith(token);
        assertThat(ResetToken.findIn(printed.replace('0', 'o').replace('1', 'l')))
                .startsWith(token);
        assertThat(ResetToken.findIn(printed.replace('1', 'I'))).startsWith(token);
        assertThat(ResetToken.findIn(wide(printed))).startsWith(token);
        assertThat(ResetToken.findIn("/?" + printed.substring(0, 27))).startsWith(token);
        assertThat(ResetToken.findIn("/?" + printed.substring(0, 26))).startsWith(token);
        assertThat(ResetToken.findIn("/?" + printed.substring(0, 25))).isEmpty();
    }

    @Property(tries = 500)
    void isFoundBehindAnyTextThatIsNotMadeOfItsOwnCharacters(
            @ForAll("noise") String before, @ForAll("noise") String behind) {
        String link = before + token.printed() + behind;
        assertThat(ResetToken.findIn(link)).contains(token);
        assertThat(ResetToken.findIn(
                        URLEncoder.encode(URLEncoder.encode(link, StandardCharsets.UTF_8), StandardCharsets.UTF_8)))
                .contains(token);
    }

    @Property(tries = 500)
    void anyTextIsReadWithoutAnError(@ForAll String text) {
        List<ResetToken> found = ResetToken.findIn(text);
        assertThat(found).hasSizeLessThanOrEqualTo(8).doesNotContain(token);
    }

    @Provide
    Arbitrary<String> noise() {
        return Arbitraries.strings()
                .withChars("<>\"'()[]{}.,;:!-_~ \t\u200b\u00a0/?#&*")
                .ofMaxLength(20);
    }

    private static String wide(String text) {
        return text.chars()
                .map(character -> character + 0xfee0)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
