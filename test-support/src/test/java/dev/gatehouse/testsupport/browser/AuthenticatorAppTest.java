package dev.gatehouse.testsupport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class AuthenticatorAppTest {

    @Test
    void aCodeHasSixDigitsAndLastsHalfAMinute() {
        AuthenticatorApp app = new AuthenticatorApp("only-for-measurement");
        assertThat(app.codeAt(Instant.ofEpochSecond(60)))
                .matches("[0-9]{6}")
                .isEqualTo(app.codeAt(Instant.ofEpochSecond(89)))
                .isNotEqualTo(app.codeAt(Instant.ofEpochSecond(90)));
    }
}
