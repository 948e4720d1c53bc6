package dev.gatehouse.risk.signals;

import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;

/** Whoever opens the databases of addresses when the server starts. */
public interface AddressDataOwner {

    /** What this server knows of addresses. */
    AddressData addresses();

    /** What this server knows of addresses. */
    static AddressData of(KeycloakSession session) {
        return session.getKeycloakSessionFactory().getProviderFactoriesStream(Authenticator.class)
                .filter(AddressDataOwner.class::isInstance)
                .map(AddressDataOwner.class::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no authenticator of Gatehouse has been registered"))
                .addresses();
    }
}
