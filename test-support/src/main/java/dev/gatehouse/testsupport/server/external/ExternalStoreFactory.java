package dev.gatehouse.testsupport.server.external;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.storage.UserStorageProviderFactory;

/** Creates {@link ExternalStore}. */
public final class ExternalStoreFactory implements UserStorageProviderFactory<ExternalStore> {

    /** The provider's id. */
    public static final String ID = "test-external-store";

    @Override
    public ExternalStore create(KeycloakSession session, ComponentModel model) {
        return new ExternalStore(session, model);
    }

    @Override
    public String getId() {
        return ID;
    }
}
