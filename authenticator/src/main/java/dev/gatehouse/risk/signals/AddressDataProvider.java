package dev.gatehouse.risk.signals;

import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;

/** Gives access to what this server knows of addresses. */
public interface AddressDataProvider extends Provider {

    /** What this server knows of addresses. */
    AddressData addressData();

    /** What this server knows of addresses. */
    static AddressData of(KeycloakSession session) {
        return session.getProvider(AddressDataProvider.class).addressData();
    }

    @Override
    default void close() {
        // the data lives as long as the server
    }
}
