package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;

/** The maximum age of MFA evidence. */
class RecentMfaTest {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Test
    void evidenceOfNineMinutesAgoIsRecentAndOfElevenIsNot() {
        assertThat(RecentMfa.isRecent(Long.toString(Time.currentTime() - 9 * 60), LIMIT))
                .isTrue();
        assertThat(RecentMfa.isRecent(Long.toString(Time.currentTime() - 11 * 60), LIMIT))
                .isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "yesterday", "1e9"})
    void anInvalidTimeIsNotRecent(String seconds) {
        assertThat(RecentMfa.isRecent(seconds, LIMIT)).isFalse();
    }
}
