package dev.gatehouse.recovery.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FallbackCodeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "7K2M-Q9XD",
                "7k2mq9xd",
                " 7K2M Q9XD ",
                "7K2M-Q9XD.",
                "\u201c7K2M-Q9XD\u201d",
                "Code: 7K2M-Q9XD",
                "Code: 7K2M\u2013Q9XD.",
                "Your code is 7K2M-Q9XD, until 8:13 PM"
            })
    void isReadFromWhatSurroundsIt(String typed) {
        assertThat(FallbackCode.read(typed).characters()).isEqualTo("7K2MQ9XD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7K2M-Q9XD 7K2M-Q9XE", "Code: 7K2M-Q9XDD", "x7K2M-Q9XD", "7K2M", ""})
    void isNotReadWhereItIsNotTheOnlyOneOrNotWhole(String typed) {
        assertThat(FallbackCode.read(typed).isWhole()).isFalse();
    }
}
