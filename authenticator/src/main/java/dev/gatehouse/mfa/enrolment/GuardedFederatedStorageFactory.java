package dev.gatehouse.mfa.enrolment;

import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserProvider;
import org.keycloak.storage.federated.UserFederatedStorageProvider;
import org.keycloak.storage.jpa.JpaUserFederatedStorageProviderFactory;

/**
 * Replaces Keycloak's store for users whom an external store provides without importing them, under the same id. The option of
 * {@link GuardedUserProviderFactory} switches both guards off.
 */
public final class GuardedFederatedStorageFactory extends JpaUserFederatedStorageProviderFactory {

    @Override
    public UserFederatedStorageProvider create(KeycloakSession session) {
        boolean isOff = session.getKeycloakSessionFactory().getProviderFactory(UserProvider.class, getId())
                        instanceof GuardedUserProviderFactory users
                && !users.isOn();
        return isOff
                ? super.create(session)
                : new GuardedFederatedStorage(
                        session,
                        session.getProvider(JpaConnectionProvider.class).getEntityManager());
    }

    @Override
    public int order() {
        return super.order() + 1000;
    }
}
