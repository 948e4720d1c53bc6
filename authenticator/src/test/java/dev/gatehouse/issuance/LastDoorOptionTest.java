package dev.gatehouse.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.protocol.LoginProtocolFactory;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;
import org.keycloak.protocol.saml.SamlProtocolFactory;
import org.keycloak.services.managers.BruteForceProtectorFactory;

/** When the last door is on, and that its classes stand in for Keycloak's. */
class LastDoorOptionTest {

    @ParameterizedTest
    @ValueSource(strings = {"true", "", "no", "0", "flase", "off"})
    void anythingButAClearNoMeansYes(String value) {
        assertThat(LastDoorOption.isOn(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "FALSE", " false "})
    void aClearNoSwitchesItOff(String value) {
        assertThat(LastDoorOption.isOn(value)).isFalse();
    }

    @Test
    void withoutTheOptionItIsOn() {
        assertThat(LastDoorOption.isOn((String) null)).isTrue();
    }

    @Test
    void itsClassesHaveKeycloaksIdsAndComeFirst() {
        assertThat(ServiceLoader.load(LoginProtocolFactory.class)).anySatisfy(factory -> {
            assertThat(factory).isInstanceOf(GuardedOidcProtocolFactory.class);
            assertThat(factory.getId()).isEqualTo(new OIDCLoginProtocolFactory().getId());
            assertThat(factory.order()).isGreaterThan(new OIDCLoginProtocolFactory().order());
        }).anySatisfy(factory -> {
            assertThat(factory).isInstanceOf(GuardedSamlProtocolFactory.class);
            assertThat(factory.getId()).isEqualTo(new SamlProtocolFactory().getId());
            assertThat(factory.order()).isGreaterThan(new SamlProtocolFactory().order());
        });
        assertThat(ServiceLoader.load(BruteForceProtectorFactory.class)).anySatisfy(factory -> {
            assertThat(factory).isInstanceOf(PatientProtectorFactory.class);
            assertThat(factory.getId()).isEqualTo("default-brute-force-detector");
            assertThat(factory.order()).isPositive();
        });
    }
}
