package dev.gatehouse.mfa.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.config.SettingProblem;
import dev.gatehouse.notification.notice.NoticeListenerFactory;
import dev.gatehouse.sharing.SharedLoginDetectorFactory;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderFactory;

/** The form of the gate includes settings of other features, each contributed by its feature. */
class GateFormTest {

    @Test
    void theGateComesFirstThenSharedLoginsThenNotices() {
        MfaGateFactory gate = new MfaGateFactory();
        gate.postInit(
                holding(new NoticeListenerFactory(), new LoginListenerFactory(), new SharedLoginDetectorFactory()));
        assertThat(gate.getConfigMetadata())
                .extracting(ProviderConfigProperty::getName)
                .containsExactly(
                        "mode",
                        "pilot",
                        "enforceFrom",
                        "targetRate",
                        "threshold",
                        "lowestThreshold",
                        "companyNetworks",
                        "codeMinutes",
                        "deviceLifetime",
                        "deviceMaxAge",
                        "codeInSubject",
                        "acrLevel",
                        "acrLevelStronger",
                        "emailStandsIn",
                        "signInNotice",
                        "privileged",
                        "policy",
                        "hours",
                        "trusted",
                        "factorMinutes",
                        "rememberAddress",
                        "authnContexts",
                        "sharedPlaces",
                        "sharedDevices",
                        "sharedMinutes",
                        "accountNotices");
    }

    @Test
    void problemsOfAllSectionsAreFound() {
        MfaGateFactory gate = new MfaGateFactory();
        gate.postInit(holding(new NoticeListenerFactory(), new SharedLoginDetectorFactory()));
        assertThat(gate.problems(Map.of("sharedPlaces", "many", "hours", "many", "mode", "Observe")))
                .extracting(SettingProblem::setting)
                .containsExactly("mode", "hours", "sharedPlaces");
        assertThat(gate.problems(null)).isEmpty();
        assertThat(gate.problems(Map.of("accountNotices", "perhaps", "mode", "flow", "targetRate", "2,5")))
                .isEmpty();
    }

    @Test
    void keysThatNoSettingHasAreFound() {
        MfaGateFactory gate = new MfaGateFactory();
        gate.postInit(holding(new NoticeListenerFactory(), new SharedLoginDetectorFactory()));
        assertThat(gate.unknownKeys(
                        Map.of("treshold", "1", "mode", "off", "codeLifetime", "300", "max_auth_age", "300")))
                .containsExactly(SettingProblem.of("treshold", SettingProblem.Reason.NO_SETTING));
        assertThat(gate.unknownKeys(null)).isEmpty();
    }

    /** A session factory with these event listener factories, in any order. */
    private static KeycloakSessionFactory holding(ProviderFactory<?>... listeners) {
        return (KeycloakSessionFactory) Proxy.newProxyInstance(
                KeycloakSessionFactory.class.getClassLoader(),
                new Class<?>[] {KeycloakSessionFactory.class},
                (proxy, method, arguments) ->
                        method.getName().equals("getProviderFactoriesStream") ? Stream.of(listeners) : null);
    }
}
