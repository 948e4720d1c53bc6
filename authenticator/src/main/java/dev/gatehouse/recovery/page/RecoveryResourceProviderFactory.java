package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.provider.StatelessFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/** Serves the recovery pages below each realm. */
public final class RecoveryResourceProviderFactory extends StatelessFactory implements RealmResourceProviderFactory {

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
}
