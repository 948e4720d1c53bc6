package dev.gatehouse.keycloak.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When options that protect users are on. */
class ServerSwitchTest {

    @ParameterizedTest
    @ValueSource(strings = {"true", "", "no", "0", "flase", "off"})
    void anyOtherValueThanFalseMeansOn(String value) {
        assertThat(ServerSwitch.isOn(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", " false "})
    void falseSwitchesItOff(String value) {
        assertThat(ServerSwitch.isOn(value)).isFalse();
    }

    @Test
    void withoutTheOptionItIsOn() {
        assertThat(ServerSwitch.isOn((String) null)).isTrue();
    }
}
