package dev.gatehouse.mfa.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.mfa.lockout.GuardedBruteForceProtectorFactory;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.keycloak.protocol.LoginProtocolFactory;
import org.keycloak.protocol.oidc.OIDCLoginProtocolFactory;
import org.keycloak.protocol.saml.SamlProtocolFactory;
import org.keycloak.services.managers.BruteForceProtectorFactory;

/** The classes of the token issuance guard take the place of Keycloak's. */
class StandInsTest {

    @Test
    void theyHaveKeycloaksIdsAndComeFirst() {
        assertThat(ServiceLoader.load(LoginProtocolFactory.class))
                .anySatisfy(factory -> {
                    assertThat(factory).isInstanceOf(GuardedOidcProtocolFactory.class);
                    assertThat(factory.getId()).isEqualTo(new OIDCLoginProtocolFactory().getId());
                    assertThat(factory.order()).isGreaterThan(new OIDCLoginProtocolFactory().order());
                })
                .anySatisfy(factory -> {
                    assertThat(factory).isInstanceOf(GuardedSamlProtocolFactory.class);
                    assertThat(factory.getId()).isEqualTo(new SamlProtocolFactory().getId());
                    assertThat(factory.order()).isGreaterThan(new SamlProtocolFactory().order());
                });
        assertThat(ServiceLoader.load(BruteForceProtectorFactory.class)).anySatisfy(factory -> {
            assertThat(factory).isInstanceOf(GuardedBruteForceProtectorFactory.class);
            assertThat(factory.getId()).isEqualTo("default-brute-force-detector");
            assertThat(factory.order()).isPositive();
        });
    }
}
