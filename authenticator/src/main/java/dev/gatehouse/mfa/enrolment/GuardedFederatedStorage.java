package dev.gatehouse.mfa.enrolment;

import jakarta.persistence.EntityManager;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.storage.jpa.JpaUserFederatedStorageProvider;

/**
 * Keycloak's store of what users have here whom an external store does not import, which looks at who adds and removes factors. Their links to
 * identity providers are looked at by {@link IdpLinkGuard}: Keycloak tells of these wherever they are stored.
 */
final class GuardedFederatedStorage extends JpaUserFederatedStorageProvider {

    private final KeycloakSession session;
    private final CredentialGuard guard;

    GuardedFederatedStorage(KeycloakSession session, EntityManager em) {
        super(session, em);
        this.session = session;
        this.guard = new CredentialGuard(session);
    }

    /** Keycloak's methods that are given a user end here too. */
    @Override
    public CredentialModel createCredential(RealmModel realm, String userId, CredentialModel credential) {
        return guard.create(realm, () -> user(realm, userId), credential, () -> super.createCredential(realm, userId, credential));
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, String userId, String id) {
        return guard.remove(realm, () -> user(realm, userId), () -> getStoredCredentialById(realm, userId, id),
                () -> super.removeStoredCredential(realm, userId, id));
    }

    private UserModel user(RealmModel realm, String id) {
        return session.users().getUserById(realm, id);
    }
}
