package dev.gatehouse.testsupport.server.external;

import org.keycloak.component.ComponentModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.storage.adapter.AbstractUserAdapterFederatedStorage;

/** A user of whom the external store knows only the name. */
public final class ExternalUser extends AbstractUserAdapterFederatedStorage {

    private final String name;

    ExternalUser(KeycloakSession session, RealmModel realm, ComponentModel store, String name) {
        super(session, realm, store);
        this.name = name;
    }

    @Override
    public String getUsername() {
        return name;
    }

    @Override
    public void setUsername(String username) {
        // names cannot be changed
    }
}
