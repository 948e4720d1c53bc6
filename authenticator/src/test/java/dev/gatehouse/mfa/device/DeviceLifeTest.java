package dev.gatehouse.mfa.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class DeviceLifeTest {

    private static final Instant PROVEN = Instant.parse("2026-01-01T00:00:00Z");
    private static final DeviceLife LIFE = new DeviceLife(Duration.ofDays(90), Duration.ofDays(365));

    @Test
    void aDeviceThatIsUsedIsKnownForLonger() {
        assertThat(LIFE.end(PROVEN, PROVEN)).isEqualTo(PROVEN.plus(Duration.ofDays(90)));
        assertThat(LIFE.end(PROVEN.plus(Duration.ofDays(80)), PROVEN)).isEqualTo(PROVEN.plus(Duration.ofDays(170)));
    }

    @Test
    void howeverOftenItIsUsedItsLifeEnds() {
        assertThat(LIFE.end(PROVEN.plus(Duration.ofDays(364)), PROVEN)).isEqualTo(PROVEN.plus(Duration.ofDays(365)));
    }

    @Test
    void anAgeBelowTheLifetimeEndsItSooner() {
        DeviceLife week = new DeviceLife(Duration.ofDays(90), Duration.ofDays(7));
        assertThat(week.end(PROVEN, PROVEN)).isEqualTo(PROVEN.plus(Duration.ofDays(7)));
    }
}
