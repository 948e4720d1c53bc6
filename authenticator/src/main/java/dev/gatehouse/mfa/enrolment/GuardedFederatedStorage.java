package dev.gatehouse.mfa.enrolment;

import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.jpa.JpaUserFederatedStorageProvider;

/**
 * Keycloak's store for users whom an external store provides without importing them, with a check of who adds and removes factors. Their
 * links to identity providers are checked by {@link IdpLinkGuard}: Keycloak sends events for these wherever they are stored.
 */
final class GuardedFederatedStorage extends JpaUserFederatedStorageProvider {

    private final KeycloakSession session;
    private final CredentialGuard guard;

    GuardedFederatedStorage(KeycloakSession session, EntityManager em) {
        super(session, em);
        this.session = session;
        this.guard = new CredentialGuard(session);
    }

    /** Keycloak's methods that take a user delegate to this one. */
    @Override
    public CredentialModel createCredential(RealmModel realm, String userId, CredentialModel credential) {
        return guard.create(
                realm, () -> user(realm, userId), credential, () -> super.createCredential(realm, userId, credential));
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, String userId, String id) {
        return guard.remove(
                realm,
                () -> user(realm, userId),
                () -> getStoredCredentialById(realm, userId, id),
                () -> super.removeStoredCredential(realm, userId, id));
    }

    private @Nullable UserModel user(RealmModel realm, String id) {
        return session.users().getUserById(realm, id);
    }
}
