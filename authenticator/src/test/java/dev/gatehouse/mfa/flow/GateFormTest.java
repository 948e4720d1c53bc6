package dev.gatehouse.mfa.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.config.GateFormSection;
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
                        "privileged",
                        "policy",
                        "hours",
                        "trusted",
                        "factorMinutes",
                        "authnContexts",
                        "sharedPlaces",
                        "sharedDevices",
                        "sharedMinutes",
                        "accountNotices");
    }

    @Test
    void eachSectionFindsItsOwnProblems() {
        GateFormSection sharing = new SharedLoginDetectorFactory();
        assertThat(sharing.problems(Map.of("sharedPlaces", "many", "hours", "many")))
                .singleElement()
                .asString()
                .startsWith("sharedPlaces");
        assertThat(sharing.problems(null)).isEmpty();
        assertThat(new NoticeListenerFactory().problems(Map.of("accountNotices", "perhaps")))
                .isEmpty();
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
