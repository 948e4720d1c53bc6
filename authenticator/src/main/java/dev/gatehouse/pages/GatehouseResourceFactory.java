package dev.gatehouse.pages;

import dev.gatehouse.keycloak.provider.StatelessFactory;
import dev.gatehouse.recovery.page.RecoveryPages;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Serves the pages below each realm. */
public final class GatehouseResourceFactory extends StatelessFactory implements RealmResourceProviderFactory {

    @Override
    public String getId() {
        return RecoveryPages.NAME;
    }

    @Override
    public RealmResourceProvider create(KeycloakSession session) {
        return new RealmResourceProvider() {
            @Override
            public Object getResource() {
                return new GatehouseResource(session);
            }

            @Override
            public void close() {
                // holds nothing
            }
        };
    }
}
