package dev.gatehouse.mfa.lockout;

import org.keycloak.models.KeycloakSession;
import org.keycloak.services.managers.BruteForceProtector;
import org.keycloak.services.managers.DefaultBruteForceProtectorFactory;

/** Creates {@link GuardedBruteForceProtector}s, under the id of Keycloak's own brute-force detection and with its options. */
public final class GuardedBruteForceProtectorFactory extends DefaultBruteForceProtectorFactory {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public BruteForceProtector create(KeycloakSession session) {
        return GuardedBruteForceProtector.of(session, super.create(session));
    }
}
