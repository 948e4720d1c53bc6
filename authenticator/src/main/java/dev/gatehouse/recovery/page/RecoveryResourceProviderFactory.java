package dev.gatehouse.recovery.page;

import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Puts the pages of recovery under each realm. */
public final class RecoveryResourceProviderFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return RecoveryUrls.NAME;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new RecoveryResource(session);
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
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
