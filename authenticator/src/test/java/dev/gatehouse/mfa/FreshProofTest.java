package dev.gatehouse.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.common.util.Time;

/** How old a proof may be. */
class FreshProofTest {

    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Test
    void aProofOfNineMinutesAgoIsRecentAndOneOfElevenIsNot() {
        assertThat(FreshProof.isRecent(Long.toString(Time.currentTime() - 9 * 60), LIMIT)).isTrue();
        assertThat(FreshProof.isRecent(Long.toString(Time.currentTime() - 11 * 60), LIMIT)).isFalse();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "yesterday", "1e9"})
    void whatIsNoTimeIsNotRecent(String seconds) {
        assertThat(FreshProof.isRecent(seconds, LIMIT)).isFalse();
    }
}
