package dev.gatehouse.enrolment;

import dev.gatehouse.factor.Enrolment;
import jakarta.persistence.EntityManager;
import java.util.Optional;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.jpa.JpaUserProvider;

/** Keycloak's store of users, which looks at who adds and removes factors. A change of a stored one, such as a counter, is none. */
final class GuardedUserProvider extends JpaUserProvider {

    private final EnrolmentGuard guard;

    GuardedUserProvider(KeycloakSession session, EntityManager em) {
        super(session, em);
        this.guard = new EnrolmentGuard(session);
    }

    @Override
    public CredentialModel createCredential(RealmModel realm, UserModel user, CredentialModel credential) {
        Optional<Enrolment> added = Enrolment.ofCredential(credential.getType()).filter(factor -> GuardedUserProviderFactory.isUsedBy(realm));
        if (added.isEmpty()) {
            return super.createCredential(realm, user, credential);
        }
        guard.check(realm, user);
        CredentialModel created = super.createCredential(realm, user, credential);
        guard.changed(realm, user, added.get(), true);
        return created;
    }

    @Override
    public boolean removeStoredCredential(RealmModel realm, UserModel user, String id) {
        if (!GuardedUserProviderFactory.isUsedBy(realm)) {
            return super.removeStoredCredential(realm, user, id);
        }
        CredentialModel credential = getStoredCredentialById(realm, user, id);
        Optional<Enrolment> removed = credential == null ? Optional.empty() : Enrolment.ofCredential(credential.getType());
        if (removed.isEmpty()) {
            return super.removeStoredCredential(realm, user, id);
        }
        if (!isUsedUp(credential)) {
            guard.check(realm, user);
        }
        boolean isGone = super.removeStoredCredential(realm, user, id);
        if (isGone) {
            guard.changed(realm, user, removed.get(), false);
        }
        return isGone;
    }

    /** A list without a code is good for nothing, and goes as its last code is accepted. */
    private static boolean isUsedUp(CredentialModel credential) {
        return RecoveryAuthnCodesCredentialModel.TYPE.equals(credential.getType())
                && RecoveryAuthnCodesCredentialModel.createFromCredentialModel(credential).allCodesUsed();
    }
}
