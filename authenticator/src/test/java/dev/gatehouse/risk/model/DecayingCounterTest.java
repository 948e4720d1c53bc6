package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class DecayingCounterTest {

    @Property
    void aWeightHalvesEveryNinetyDaysAndIsDroppedAfterTwiceThatAtAnyTime(
            @ForAll("instants") Instant last, @ForAll("instants") Instant now) {
        Duration age = Duration.between(last, now);
        double expected = age.isNegative()
                ? 3
                : age.compareTo(Duration.ofDays(180)) > 0
                        ? 0
                        : 3
                                * Math.pow(
                                        2,
                                        -((double) age.toSeconds()
                                                / Duration.ofDays(90).toSeconds()));
        assertThat(DecayingCounter.decayed(3, last, now)).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Instant> instants() {
        Arbitrary<Instant> near =
                Arbitraries.longs().between(0, 200L * 24 * 3600 * 1000).map(Logins.START::plusMillis);
        Arbitrary<Instant> exact = Arbitraries.of(0, 90, 180).map(days -> Logins.START.plus(Duration.ofDays(days)));
        return Arbitraries.oneOf(
                near,
                exact,
                Arbitraries.of(
                        Instant.MIN,
                        Instant.MAX,
                        Instant.EPOCH,
                        Logins.START.plusNanos(1),
                        Logins.START.plusNanos(999_999_999)));
    }
}
