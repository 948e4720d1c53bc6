package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mfa.enforcement.EnforcementScope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RolloutTest {

    private static final Instant NOW = Instant.parse("2026-12-07T07:00:00Z");

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, EVERYBODY",
                "-, 2026-12-07T07:00:01Z, NOBODY",
                "-, 2026-12-07T07:00:00Z, EVERYBODY",
                "staff, -, PILOT",
                "staff, 2026-12-07T07:00:01Z, PILOT",
                "staff, 2026-12-07T06:59:59Z, EVERYBODY"
            })
    void thePilotComesFirstAndEverybodyFromTheTimeOn(String pilot, Instant from, EnforcementScope scope) {
        Rollout rollout = new Rollout(pilot == null ? List.of() : List.of(pilot), Optional.ofNullable(from));
        assertThat(rollout.scope(NOW)).isEqualTo(scope);
        assertThat(rollout.notForEverybody().scope(NOW))
                .as("never everybody")
                .isEqualTo(pilot == null ? EnforcementScope.NOBODY : EnforcementScope.PILOT);
        assertThat(rollout.forEverybody().scope(NOW)).isEqualTo(EnforcementScope.EVERYBODY);
    }

    @ParameterizedTest
    @CsvSource({"off, NOBODY", "observe, NOBODY", "enforce, PILOT"})
    void onlyEnforceReachesAnybody(String mode, EnforcementScope scope) {
        MfaSettings settings = MfaSettings.parse(Map.of("mode", mode, "pilot", "staff"));
        assertThat(settings.scope(NOW)).isEqualTo(scope);
        assertThat(settings.observing().isLenient()).isTrue();
        assertThat(settings.observing().isUnreached()).isEqualTo(mode.equals("enforce"));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-12-07T08:00+01:00",
        "2026-12-07T07:00:00Z",
        "2026-12-07T07:00Z",
        "2026-12-07T08:00+01:00[Europe/Berlin]"
    })
    void theTimeHasAnOffset(String text) {
        MfaSettings settings = MfaSettings.parse(Map.of("mode", "enforce", "enforceFrom", text));
        assertThat(settings.problems()).isEmpty();
        assertThat(settings.rollout().everybodyFrom()).contains(NOW);
    }

    @Test
    void anExecutionHasNeitherAPilotNorATime() {
        assertThat(MfaSettings.OF_EXECUTION)
                .extracting(setting -> setting.key())
                .doesNotContain("pilot", "enforceFrom");
    }
}
