package dev.gatehouse.testsupport.server.store;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.storage.UserStorageProviderFactory;

/** Creates {@link ReadOnlyStore}. */
public final class ReadOnlyStoreFactory implements UserStorageProviderFactory<ReadOnlyStore> {

    /** The provider's id. */
    public static final String ID = "test-read-only-store";

    @Override
    public ReadOnlyStore create(KeycloakSession session, ComponentModel model) {
        return new ReadOnlyStore();
    }

    @Override
    public String getId() {
        return ID;
    }
}
