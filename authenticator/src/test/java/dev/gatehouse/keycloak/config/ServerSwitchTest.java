package dev.gatehouse.keycloak.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When the options are on that protect people. */
class ServerSwitchTest {

    @ParameterizedTest
    @ValueSource(strings = {"true", "", "no", "0", "flase", "off"})
    void anythingButAClearNoMeansYes(String value) {
        assertThat(ServerSwitch.isOn(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", " false "})
    void aClearNoSwitchesItOff(String value) {
        assertThat(ServerSwitch.isOn(value)).isFalse();
    }

    @Test
    void withoutTheOptionItIsOn() {
        assertThat(ServerSwitch.isOn((String) null)).isTrue();
    }
}
