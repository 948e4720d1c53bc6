package dev.gatehouse.risk.signals;

import org.keycloak.models.KeycloakSession;
import org.keycloak.provider.Provider;

/** Gives access to what this server knows of addresses. */
public interface IpAddressDataProvider extends Provider {

    /** What this server knows of addresses. */
    IpAddressData addressData();

    /** What this server knows of addresses. */
    static IpAddressData of(KeycloakSession session) {
        return session.getProvider(IpAddressDataProvider.class).addressData();
    }

    @Override
    default void close() {
        // the data lives as long as the server
    }
}
