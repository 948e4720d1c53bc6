package dev.gatehouse.holes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseTest {

    @ParameterizedTest
    @CsvSource({"26.5.7,26.5.7", "26.7.1.Final,26.7.1", "26.10.1,26.10.1", "999.0.0-SNAPSHOT,999.0.0"})
    void isReadFromWhatKeycloakSays(String version, String release) {
        assertThat(Release.parse(version)).hasToString("Optional[" + release + "]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nightly", "26", "26.7", "26.7.x", "26.7.1000000"})
    void ofAnythingElseNothingIsClaimed(String version) {
        assertThat(Release.parse(version)).isEmpty();
    }

    @Test
    void comesAfterOneWithALesserNumber() {
        assertThat(release("26.10.0")).isGreaterThan(release("26.9.9")).isGreaterThan(release("26.2.10"));
        assertThat(release("27.0.0")).isGreaterThan(release("26.10.0"));
    }

    @Test
    void aRangeBeginsWithItsFirstAndEndsBeforeItsLast() {
        Range range = Range.parse(">=26.7.0 <26.7.10");
        assertThat(range.has(release("26.7.0"))).isTrue();
        assertThat(range.has(release("26.7.9"))).isTrue();
        assertThat(range.has(release("26.7.10"))).isFalse();
        assertThat(range.has(release("26.6.7"))).isFalse();
        assertThatThrownBy(() -> Range.parse("<26.7.1")).isInstanceOf(IllegalArgumentException.class);
    }

    private static Release release(String version) {
        return Release.parse(version).orElseThrow();
    }
}
