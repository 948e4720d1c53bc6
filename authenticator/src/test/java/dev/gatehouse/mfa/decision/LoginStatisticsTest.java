package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.risk.population.CompletedLogin.Outcome;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keycloak.util.JsonSerialization;

class LoginStatisticsTest {

    @ParameterizedTest
    @EnumSource
    void isReadFromTheNotesOfALoginAsItWasWritten(Outcome outcome) throws IOException {
        for (Double score : new Double[] {-3.25, null}) {
            LoginStatistics statistics = new LoginStatistics(
                    outcome,
                    score,
                    score == null ? null : 5.0,
                    List.of("score"),
                    List.of("network_new", "device_unknown"),
                    score == null ? null : "pilot",
                    List.of("acme"));
            assertThat(JsonSerialization.readValue(
                            JsonSerialization.writeValueAsString(statistics), LoginStatistics.class))
                    .isEqualTo(statistics);
        }
    }
}
