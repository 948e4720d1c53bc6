package dev.gatehouse.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeycloaksOwnResetTest {

    @ParameterizedTest
    @ValueSource(strings = {"26.5.0", "26.5.6", "26.5.7", "26.6.0", "26.6.5", "26.7.0", "26.7.1", "26.7.1.Final"})
    void isOpenWhereNobodyHasMendedIt(String version) {
        assertThat(KeycloaksOwnReset.isOpenIn(version)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"26.4.15", "26.6.6", "26.6.10", "26.7.2", "26.7.3", "26.7.3.Final", "26.8.0", "26.10.1", "27.0.0", "999.0.0-SNAPSHOT", ""})
    void isClosedWhereItWasMendedAndNotClaimedWhereTheVersionIsNone(String version) {
        assertThat(KeycloaksOwnReset.isOpenIn(version)).isFalse();
    }
}
