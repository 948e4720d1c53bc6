package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.notification.notice.AccountNotices;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The factors and linked providers that one request adds to an account and removes from it. */
final class EnrolmentChanges {

    private static final String ATTRIBUTE = "gatehouse.enrolment.changes:";

    private final List<EnrolledCredential.Change> changes = new ArrayList<>();

    private EnrolmentChanges() {}

    /** The changes of this request to an account. Its owner is notified of them once they are committed. */
    static EnrolmentChanges of(KeycloakSession session, RealmModel realm, UserModel user) {
        EnrolmentChanges before = session.getAttribute(ATTRIBUTE + user.getId(), EnrolmentChanges.class);
        if (before != null) {
            return before;
        }
        EnrolmentChanges made = new EnrolmentChanges();
        session.setAttribute(ATTRIBUTE + user.getId(), made);
        if (RequestPaths.isOne(session) && !isNew(session, realm, user)) {
            new AccountNotices(session, realm)
                    .enrolmentsChanged(user.getId(), made::notifiable, RequestPaths.isOfAdministration(session));
        }
        return made;
    }

    void add(EnrolledCredential.Change change) {
        changes.add(change);
    }

    /** Whether this request has removed the credential. */
    boolean hasRemoved(EnrolledCredential what) {
        return changes.contains(new EnrolledCredential.Change(what, false));
    }

    /** The changes that the owner is notified of. For a list of codes or a link that replaces another, only that it was added. */
    private List<EnrolledCredential.Change> notifiable() {
        return changes.stream()
                .filter(change ->
                        change.isAdded() || !changes.contains(new EnrolledCredential.Change(change.credential(), true)))
                .toList();
    }

    /** Whether this request creates the account: then what it is created with is no news to its owner. */
    private static boolean isNew(KeycloakSession session, RealmModel realm, UserModel user) {
        return RealmJob.call(
                        session.getKeycloakSessionFactory(),
                        realm.getId(),
                        (own, committed) -> Optional.ofNullable(own.users().getUserById(committed, user.getId())))
                .isEmpty();
    }
}
