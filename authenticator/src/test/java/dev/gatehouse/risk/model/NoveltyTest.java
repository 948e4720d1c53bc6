package dev.gatehouse.risk.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class NoveltyTest {

    private static final Instant NOW = Logins.START;

    @Property(tries = 300)
    void aShareIsAboveZeroAndAtMostOne(
            @ForAll @DoubleRange(max = 1e6) double fresh, @ForAll @DoubleRange(max = 1e6) double logins) {
        Novelty novelty = new Novelty(fresh, fresh);
        assertThat(novelty.shareOfNewPrefixes(logins)).isGreaterThan(0).isLessThanOrEqualTo(1);
        assertThat(novelty.shareOfNewAddresses(logins)).isEqualTo(novelty.shareOfNewPrefixes(logins));
    }

    @Property(tries = 300)
    void whoIsMoreOftenInNewNetworksIsMoreExpectedThere(
            @ForAll @DoubleRange(max = 1e4) double fresh,
            @ForAll @DoubleRange(max = 1e4) double more,
            @ForAll @DoubleRange(max = 1e4) double logins) {
        assertThat(new Novelty(fresh + more, 0).shareOfNewPrefixes(logins))
                .isGreaterThanOrEqualTo(new Novelty(fresh, 0).shareOfNewPrefixes(logins));
        assertThat(new Novelty(fresh, 0).shareOfNewPrefixes(logins + more))
                .isLessThanOrEqualTo(new Novelty(fresh, 0).shareOfNewPrefixes(logins));
    }

    @Test
    void itDecaysLikeTheLoginsThatItIsComparedWith() {
        Instant later = NOW.plus(DecayingCounter.HALF_LIFE);
        assertThat(new Novelty(4, 8).decayed(NOW, later)).isEqualTo(new Novelty(2, 4));
        assertThat(new Novelty(4, 8).decayed(NOW, later.plus(Duration.ofDays(365))))
                .isEqualTo(Novelty.NONE);
    }

    @Test
    void aWeightBelowZeroOrWithoutEndIsRejected() {
        for (double wrong : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> new Novelty(wrong, 0)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> new Novelty(0, wrong)).isInstanceOf(IllegalArgumentException.class);
        }
    }
}
