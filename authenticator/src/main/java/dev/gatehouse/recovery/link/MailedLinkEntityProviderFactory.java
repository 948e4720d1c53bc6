package dev.gatehouse.recovery.link;

import dev.gatehouse.keycloak.provider.StatelessFactory;
import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;

/** Registers the table of links in Keycloak's database, and deletes rows together with their users and realms. */
public final class MailedLinkEntityProviderFactory extends StatelessFactory implements JpaEntityProviderFactory {

    // The name of the changelog table uses the first ten letters, so they must be unique among extensions.
    private static final String ID = "gh-links";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new LinkEntities();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(MailedLinkEntityProviderFactory::removeOrphans);
    }

    private static void removeOrphans(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            MailedLinkStore.deleteOfUser(
                    removed.getKeycloakSession(), removed.getUser().getId());
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            MailedLinkStore.deleteOfRealm(
                    removed.getKeycloakSession(), removed.getRealm().getId());
        }
    }

    private static final class LinkEntities implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of(MailedLinkEntity.class);
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/gatehouse-links-changelog.xml";
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
