package dev.gatehouse.risk.profile;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.provider.StatelessFactory;
import jakarta.persistence.EntityManager;
import java.util.List;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.provider.ProviderEvent;

/** Registers the profile table in Keycloak's database, and deletes rows together with their users and realms. */
public final class ProfileEntityProviderFactory extends StatelessFactory implements JpaEntityProviderFactory {

    // The name of the changelog table uses the first ten characters, so they must be unique among extensions.
    private static final String ID = "gatehouse-profile";

    @Override
    public String getId() {
        return ID;
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new ProfileEntityProvider();
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(ProfileEntityProviderFactory::removeOrphans);
        GatehouseCounter.PROFILE_FAILURES.begin("read");
        GatehouseCounter.PROFILE_FAILURES.begin("write");
    }

    private static void removeOrphans(ProviderEvent event) {
        if (event instanceof UserModel.UserRemovedEvent removed) {
            delete(removed.getKeycloakSession(), "userId", removed.getUser().getId());
        } else if (event instanceof RealmModel.RealmRemovedEvent removed) {
            delete(removed.getKeycloakSession(), "realmId", removed.getRealm().getId());
        }
    }

    private static void delete(KeycloakSession session, String column, String id) {
        EntityManager em = session.getProvider(JpaConnectionProvider.class).getEntityManager();
        em.createQuery("delete from ProfileEntity p where p." + column + " = :id")
                .setParameter("id", id)
                .executeUpdate();
    }

    private static final class ProfileEntityProvider implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of(ProfileEntity.class);
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/gatehouse-changelog.xml";
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
