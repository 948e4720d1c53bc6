package dev.gatehouse.admin.help;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EmptySource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The reason that a helper types. */
class HelpReasonTest {

    @Test
    void isTakenFromTheBodyBeforeTheParameterAndStripped() throws HelpReason.Invalid {
        assertThat(HelpReason.read("parameter", "{\"reason\":\"  body \"}").text())
                .isEqualTo("body");
        assertThat(HelpReason.read(" parameter ", "").text()).isEqualTo("parameter");
        assertThat(HelpReason.read("parameter", null).text()).isEqualTo("parameter");
        assertThat(HelpReason.read("parameter", "{\"other\":1}").text()).isEqualTo("parameter");
    }

    @ParameterizedTest
    @NullSource
    @EmptySource
    @ValueSource(strings = {" ", "\u200b", "...", " - ", "\u00a0\u3000"})
    void mustSaySomething(String typed) {
        assertThat(problem(typed, null)).isEqualTo(HelpReason.Problem.MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"ticket\"", "7", "{\"reason\":7}", "{\"reason\":[\"a\"]}", "null", "reason=a"})
    void aBodyMustBeAnObjectWithText(String body) {
        assertThat(problem("parameter", body)).isEqualTo(HelpReason.Problem.BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one\ntwo", "one\rtwo", "one\ttwo", "one\u0000two", "one\u2028two", "one\u2029two", "\ud800a"})
    void isOneLine(String typed) {
        assertThat(problem(typed, null)).isEqualTo(HelpReason.Problem.CONTROL_CHARACTERS);
    }

    @Test
    void hasAtMostThreeHundredCharactersWhateverTheirSize() throws HelpReason.Invalid {
        assertThat(HelpReason.read("a".repeat(300), null).text()).hasSize(300);
        assertThat(HelpReason.read("a" + "\ud83d\ude80".repeat(299), null).text())
                .hasSize(599);
        assertThat(problem("a".repeat(301), null)).isEqualTo(HelpReason.Problem.TOO_LONG);
    }

    private static HelpReason.Problem problem(String parameter, String body) {
        return catchThrowableOfType(HelpReason.Invalid.class, () -> HelpReason.read(parameter, body))
                .problem();
    }
}
