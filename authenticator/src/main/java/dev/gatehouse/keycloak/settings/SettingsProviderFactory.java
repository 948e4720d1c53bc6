package dev.gatehouse.keycloak.settings;

import java.util.List;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.Provider;
import org.keycloak.provider.ProviderEvent;

/** Registers the table of valid settings in Keycloak's database, and owns the {@link LastValidSettings} while the server runs. */
public final class SettingsProviderFactory implements JpaEntityProviderFactory {

    // The name of the changelog table uses the first ten characters, so they must be unique among extensions.
    private static final String ID = "gh-settings";

    private LastValidSettings lastValid;

    static SettingsProviderFactory of(KeycloakSession session) {
        return (SettingsProviderFactory)
                session.getKeycloakSessionFactory().getProviderFactory(JpaEntityProvider.class, ID);
    }

    LastValidSettings lastValid() {
        return lastValid;
    }

    @Override
    public String getId() {
        return ID;
    }

    /** Ensures that valid settings can still be stored when the server stops. */
    @Override
    public Set<Class<? extends Provider>> dependsOn() {
        return Set.of(JpaConnectionProvider.class);
    }

    @Override
    public JpaEntityProvider create(KeycloakSession session) {
        return new SettingsProvider();
    }

    @Override
    public void init(Config.Scope config) {
        // nothing to configure
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        lastValid = new LastValidSettings(factory, new LastValidRepository());
        factory.register(this::onEvent);
    }

    private void onEvent(ProviderEvent event) {
        if (event instanceof RealmModel.RealmRemovedEvent removed) {
            String realmId = removed.getRealm().getId();
            LastValidRepository.removeRealm(removed.getKeycloakSession(), realmId);
            lastValid.forget(realmId);
        } else if (event instanceof RealmModel.RealmPostCreateEvent created) {
            SettingsChangeListener.readAfterCommit(
                    created.getKeycloakSession(), created.getCreatedRealm().getId());
        }
    }

    @Override
    public void close() {
        if (lastValid != null) {
            lastValid.close();
        }
    }

    private static final class SettingsProvider implements JpaEntityProvider {

        @Override
        public List<Class<?>> getEntities() {
            return List.of();
        }

        @Override
        public String getChangelogLocation() {
            return "META-INF/gatehouse-settings-changelog.xml";
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
