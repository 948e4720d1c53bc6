package dev.gatehouse.risk.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChallengeHistoryTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);

    @Property
    void countsTheLastThirtyDaysInAnyOrder(@ForAll @Size(max = 30) List<@IntRange(min = 0, max = 60) Integer> ages) {
        ChallengeHistory challenges = ChallengeHistory.NEVER;
        for (int age : ages) {
            challenges = challenges.plus(DAY.minusDays(age));
        }
        ChallengeHistory kept = ChallengeHistory.decode(challenges.encode());
        assertThat(kept).isEqualTo(challenges);
        assertThat(kept.asOf(DAY)).isEqualTo((int)
                ages.stream().filter(age -> age < ChallengeHistory.DAYS).count());
        assertThat(kept.asOf(DAY.plusDays(ChallengeHistory.DAYS))).isZero();
    }

    @Test
    void isBoundedForAnyNumberOfChallenges() {
        ChallengeHistory challenges = ChallengeHistory.NEVER;
        for (int time = 0; time < 1000; time++) {
            challenges = challenges.plus(DAY);
        }
        assertThat(challenges.asOf(DAY)).isEqualTo(35);
        assertThat(challenges.encode()).hasSizeLessThanOrEqualTo(ChallengeHistory.MAX_LENGTH);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "20000:",
                "20000:abc",
                "-1:000000000000000000000000000000",
                "99999999999:000000000000000000000000000000"
            })
    void invalidTextIsAnEmptyHistory(String text) {
        assertThat(ChallengeHistory.decode(text)).isEqualTo(ChallengeHistory.NEVER);
    }

    @Test
    void aNewHistoryHasNoChallenges() {
        assertThat(ChallengeHistory.NEVER.encode()).isNull();
        assertThat(ChallengeHistory.decode(null).asOf(DAY)).isZero();
    }
}
