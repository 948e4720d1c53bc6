package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class TotpTest {

    @Test
    void aCodeHasSixDigitsAndLastsHalfAMinute() {
        assertThat(Totp.code(Instant.ofEpochSecond(60)))
                .matches("[0-9]{6}")
                .isEqualTo(Totp.code(Instant.ofEpochSecond(89)))
                .isNotEqualTo(Totp.code(Instant.ofEpochSecond(90)));
    }
}
