package dev.gatehouse.mfa.enrolment;

import jakarta.persistence.EntityManager;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.jpa.JpaUserProvider;

/** Keycloak's user store, with a check of who adds and removes factors. */
final class GuardedUserProvider extends JpaUserProvider {

    private final CredentialGuard guard;

    GuardedUserProvider(KeycloakSession session, EntityManager em) {
        super(session, em);
        this.guard = new CredentialGuard(session);
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        return guard.create(realm, () -> user, credential, () -> super.createCredential(realm, user, credential));
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, UserModel user, String id) {
        return guard.remove(
                realm,
                () -> user,
                () -> getStoredCredentialById(realm, user, id),
                () -> super.removeStoredCredential(realm, user, id));
    }
}
