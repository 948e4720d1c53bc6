package dev.gatehouse.testsupport.server.clock;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Creates {@link ClockResource}s. */
public final class ClockResourceFactory implements RealmResourceProviderFactory {

    /** The provider's id. */
    public static final String ID = "test-clock";

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new ClockResource();
    }

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        // nothing to do
    }

    @Override
    public void close() {
        // holds nothing
    }
}
