package dev.gatehouse.mfa.otp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mfa.otp.SubmittedCode.Digits;
import dev.gatehouse.mfa.otp.SubmittedCode.Empty;
import dev.gatehouse.mfa.otp.SubmittedCode.Malformed;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SubmittedCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456",
                " 123456 ",
                "123 456",
                "123-456",
                "1 2 3 4 5 6",
                "123\u00a0456",
                "123\u2009456",
                "123\u2013456",
                "123\u2212456",
                "\u200b123456\u200b",
                "\u202a123456\u202c",
                "\ufeff123456",
                "\t123456\n",
                "\uff11\uff12\uff13\uff14\uff15\uff16",
                "\u0661\u0662\u0663\u0664\u0665\u0666",
                "\u06f1\u06f2\u06f3 \u06f4\u06f5\u06f6",
                "\u0967\u0968\u0969\u096a\u096b\u096c",
                "\ud835\udfcf\ud835\udfd0\ud835\udfd1\ud835\udfd2\ud835\udfd3\ud835\udfd4"
            })
    void acceptsSpacesHyphensAndTheDigitsOfOtherScripts(String submitted) {
        assertThat(SubmittedCode.parse(submitted)).isEqualTo(new Digits("123456"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0", "-", "\u200b", "\n"})
    void recognisesEmptyInput(String submitted) {
        assertThat(SubmittedCode.parse(submitted)).isInstanceOf(Empty.class);
        assertThat(SubmittedCode.parse(null)).isInstanceOf(Empty.class);
    }

    @ParameterizedTest
    @CsvSource({
        "12345,5",
        "1234567,7",
        "abcdef,6",
        "12345a,6",
        "12.345,6",
        "123456/123456,13",
        "123456 654321,12",
        "code 1234567,11",
        "+12345,6",
        "1e5,3",
        "\u00b2\u00b2\u00b2\u00b2\u00b2\u00b2,6"
    })
    void recognisesMalformedInput(String submitted, int length) {
        assertThat(SubmittedCode.parse(submitted)).isEqualTo(new Malformed(length));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "123456.",
                "\u201c123456\u201d",
                "'123456'",
                "Code: 123456",
                "(123 456)",
                "123456 is your Acme Phone security code",
                "123456 is your Acme 365 security code",
                "123456 365",
                "RE: 123-456 is your code, 8:13 PM",
                "\u0661\u0662\u0663\u0664\u0665\u0666 \u0647\u0648 \u0631\u0645\u0632\u0643",
                "\u78ba\u8a8d\u30b3\u30fc\u30c9\uff1a\uff11\uff12\uff13\uff14\uff15\uff16\u3002"
            })
    void takesTheOnlyNumberOfSixDigitsFromWhatSurroundsIt(String submitted) {
        assertThat(SubmittedCode.parse(submitted)).isEqualTo(new Digits("123456"));
    }

    @Test
    void doesNotShowTheDigits() {
        assertThat(SubmittedCode.parse("123456").toString()).doesNotContain("123456");
    }

    @Property
    void answersAnythingWithoutAnException(@ForAll String submitted) {
        SubmittedCode code = SubmittedCode.parse(submitted);
        if (code instanceof Digits digits) {
            assertThat(digits.value()).matches("[0-9]{6}");
        }
    }

    @Test
    void answersMegabytes() {
        assertThat(SubmittedCode.parse("1".repeat(10_000_000))).isEqualTo(new Malformed(10_000_000));
    }
}
