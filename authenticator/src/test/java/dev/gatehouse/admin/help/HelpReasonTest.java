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
    void isTakenFromTheBodyBeforeTheParameterAndStripped() {
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
        assertThat(problem(typed, null)).isEqualTo(HelpRefused.Why.REASON_MISSING);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[]", "\"ticket\"", "7", "{\"reason\":7}", "{\"reason\":[\"a\"]}", "null", "reason=a"})
    void aBodyMustBeAnObjectWithText(String body) {
        assertThat(problem("parameter", body)).isEqualTo(HelpRefused.Why.INVALID_BODY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"one\ntwo", "one\rtwo", "one\ttwo", "one\u0000two", "one\u2028two", "one\u2029two", "\ud800a"})
    void isOneLine(String typed) {
        assertThat(problem(typed, null)).isEqualTo(HelpRefused.Why.REASON_INVALID);
    }

    @Test
    void hasAtMostThreeHundredCharactersWhateverTheirSize() {
        assertThat(HelpReason.read("a".repeat(300), null).text()).hasSize(300);
        assertThat(HelpReason.read("a" + "\ud83d\ude80".repeat(299), null).text())
                .hasSize(599);
        assertThat(problem("a".repeat(301), null)).isEqualTo(HelpRefused.Why.REASON_TOO_LONG);
    }

    private static HelpRefused.Why problem(String parameter, String body) {
        return catchThrowableOfType(HelpRefused.class, () -> HelpReason.read(parameter, body))
                .why();
    }
}
