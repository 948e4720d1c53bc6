package dev.gatehouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.population.CompletedLogin.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.util.JsonSerialization;

class WeighedTest {

    @ParameterizedTest
    @EnumSource
    void aNoteOfALoginIsReadAsItWasWritten(Outcome outcome) throws IOException {
        Weighed weighed = new Weighed(outcome, outcome == Outcome.PASSED ? null : 1.5, List.of("score"), List.of("country_new"));
        assertThat(JsonSerialization.readValue(JsonSerialization.writeValueAsString(weighed), Weighed.class)).isEqualTo(weighed);
    }
}
