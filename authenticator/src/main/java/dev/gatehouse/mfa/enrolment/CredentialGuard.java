package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;

/**
 * Looks at who adds and removes factors, in whichever of Keycloak's stores they are kept. A change of a stored one, such as a counter, is none. In
 * realms that do not use the gate it does nothing.
 */
final class CredentialGuard {

    private final KeycloakSession session;
    private final EnrolmentGuard guard;

    CredentialGuard(KeycloakSession session) {
        this.session = session;
        this.guard = new EnrolmentGuard(session);
    }

    /**
     * Stores a credential, if whoever asks for it may.
     *
     * @param owner finds the user whose it will be; asked for factors only
     */
    CredentialModel create(RealmModel realm, Supplier<UserModel> owner, CredentialModel credential, Supplier<CredentialModel> storing) {
        Optional<EnrolledCredential> added = GuardedUserProviderFactory.isUsedBy(realm) ? EnrolledCredential.ofCredential(credential.getType()) : Optional.empty();
        if (added.isEmpty()) {
            return storing.get();
        }
        UserModel user = owner.get();
        if (isImported(user)) {
            return storing.get();
        }
        check(realm, user);
        CredentialModel created = storing.get();
        guard.changed(realm, user, added.get(), true);
        return created;
    }

    /**
     * Removes a credential, if whoever asks for it may.
     *
     * @param owner finds the user whose it is; asked for factors only
     * @param finding finds what is to be removed; {@code null} where there is none
     * @param removing says whether it was there
     */
    boolean remove(RealmModel realm, Supplier<UserModel> owner, Supplier<CredentialModel> finding, BooleanSupplier removing) {
        CredentialModel stored = GuardedUserProviderFactory.isUsedBy(realm) ? finding.get() : null;
        Optional<EnrolledCredential> removed = stored == null ? Optional.empty() : EnrolledCredential.ofCredential(stored.getType());
        if (removed.isEmpty()) {
            return removing.getAsBoolean();
        }
        UserModel user = owner.get();
        if (isImported(user)) {
            return removing.getAsBoolean();
        }
        if (!isUsedUp(stored)) {
            check(realm, user);
        }
        boolean isGone = removing.getAsBoolean();
        if (isGone) {
            guard.changed(realm, user, removed.get(), false);
        }
        return isGone;
    }

    /** An import brings what people of an external store have here, also of those whom that store does not know. There is nobody to tell. */
    private boolean isImported(UserModel user) {
        return user == null && RequestPaths.isOfAdministration(session);
    }

    private void check(RealmModel realm, UserModel user) {
        if (user == null) {
            throw new RecentMfaRequired(session, realm).refusal();
        }
        guard.check(realm, user);
    }

    /** A list without a code is good for nothing, and goes as its last code is accepted. */
    private static boolean isUsedUp(CredentialModel credential) {
        return RecoveryAuthnCodesCredentialModel.TYPE.equals(credential.getType())
                && RecoveryAuthnCodesCredentialModel.createFromCredentialModel(credential).allCodesUsed();
    }
}
