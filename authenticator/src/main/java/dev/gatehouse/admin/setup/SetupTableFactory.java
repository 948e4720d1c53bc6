package dev.gatehouse.admin.setup;

import dev.gatehouse.keycloak.provider.StatelessFactory;
import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;

/** Registers the table of the set-up in Keycloak's database, and deletes rows together with their realms. */
public final class SetupTableFactory extends StatelessFactory implements JpaEntityProviderFactory {

    // The name of the changelog table uses the first ten characters, so they must be unique among extensions.
    private static final String ID = "gh-setup";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new SetupTableProvider();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(event -> {
            if (event instanceof RealmModel.RealmRemovedEvent removed) {
                new SetupTable(removed.getKeycloakSession())
                        .remove(removed.getRealm().getId());
            }
        });
    }

    private static final class SetupTableProvider implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of();
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/gatehouse-setup-changelog.xml";
        }

        @Override
        public String getFactoryId() {
            return ID;
        }

        @Override
        public void close() {
            // holds nothing
        }
    }
}
