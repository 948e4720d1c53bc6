package dev.gatehouse.admin.logins;

import dev.gatehouse.keycloak.provider.StatelessFactory;
import java.util.List;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;

/** Registers the table of feedback in Keycloak's database, and deletes rows together with their users and realms. */
public final class FeedbackTableFactory extends StatelessFactory implements JpaEntityProviderFactory {

    // The name of the changelog table uses the first ten characters, so they must be unique among extensions.
    private static final String ID = "gh-feedback";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new FeedbackTableProvider();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(FeedbackTableFactory::removeOrphans);
    }

    private static void removeOrphans(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            FeedbackStore.deleteOfUser(
                    removed.getKeycloakSession(),
                    removed.getRealm(),
                    removed.getUser().getId());
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            FeedbackStore.deleteOfRealm(
                    removed.getKeycloakSession(), removed.getRealm().getId());
        }
    }

    private static final class FeedbackTableProvider implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of(FeedbackEntity.class);
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/gatehouse-feedback-changelog.xml";
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
