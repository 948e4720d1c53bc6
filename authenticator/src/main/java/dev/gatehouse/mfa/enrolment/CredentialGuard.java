package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.credential.CredentialModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;

/**
 * Checks who adds and removes factors, in whichever of Keycloak's stores they are kept. An update of a stored factor, e.g. of its counter,
 * is not checked. Does nothing in realms that do not use the gate.
 */
final class CredentialGuard {

    private final KeycloakSession session;
    private final EnrolmentGuard guard;

    CredentialGuard(KeycloakSession session) {
        this.session = session;
        this.guard = new EnrolmentGuard(session);
    }

    /**
     * Stores a credential if the caller may.
     *
     * @param owner finds the user who will own it; called for factors only
     * @param storing stores it
     */
    CredentialModel create(
            RealmModel realm,
            Supplier<@Nullable UserModel> owner,
            CredentialModel credential,
            Supplier<CredentialModel> storing) {
        Optional<EnrolledCredential> added = GuardedUserProviderFactory.isUsedBy(realm)
                ? EnrolledCredential.ofCredential(credential.getType())
                : Optional.empty();
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
     * Removes a credential if the caller may.
     *
     * @param owner finds the user who owns it; called for factors only
     * @param finding finds the credential to remove; returns {@code null} if there is none
     * @param removing removes it, and returns whether it existed
     */
    boolean remove(
            RealmModel realm,
            Supplier<@Nullable UserModel> owner,
            Supplier<@Nullable CredentialModel> finding,
            BooleanSupplier removing) {
        CredentialModel stored = GuardedUserProviderFactory.isUsedBy(realm) ? finding.get() : null;
        Optional<EnrolledCredential> removed =
                stored == null ? Optional.empty() : EnrolledCredential.ofCredential(stored.getType());
        if (stored == null || removed.isEmpty()) {
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

    /** Whether an import brings a credential of a user whom the external store does not know. There is no owner to notify. */
    private boolean isImported(@Nullable UserModel user) {
        return user == null && RequestPaths.isOfAdministration(session);
    }

    private void check(RealmModel realm, @Nullable UserModel user) {
        if (user == null) {
            throw new RecentMfaRequired(session, realm).refusal();
        }
        guard.check(realm, user);
    }

    /** A list whose codes are all used is worthless. Keycloak removes it when its last code is accepted. */
    private static boolean isUsedUp(CredentialModel credential) {
        return RecoveryAuthnCodesCredentialModel.TYPE.equals(credential.getType())
                && RecoveryAuthnCodesCredentialModel.createFromCredentialModel(credential)
                        .allCodesUsed();
    }
}
