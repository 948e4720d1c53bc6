package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.RecentMfa;
import dev.gatehouse.mfa.decision.SessionGate;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Guards factors and linked providers where they are stored, so that no path bypasses the check: neither a page of a login, nor the account
 * REST interface, nor an extension.
 */
final class EnrolmentGuard {

    private final KeycloakSession session;

    EnrolmentGuard(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Called before a change.
     *
     * @throws jakarta.ws.rs.WebApplicationException if the caller has not proven a second factor recently, or the account was secured
     *     since; the whole request is rolled back
     */
    void check(RealmModel realm, UserModel user) {
        hold(realm, user);
        if (isAllowed(realm, user)) {
            return;
        }
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        RecentMfaRequired required = new RecentMfaRequired(session, realm);
        throw login != null && isRevoked(login, user) ? required.inNewLogin(login) : required.refusal();
    }

    /** Called after a change. The owner is notified once it is committed. */
    void changed(RealmModel realm, UserModel user, EnrolledCredential what, boolean isAdded) {
        EnrolmentChanges.of(session, realm, user).add(new EnrolledCredential.Change(what, isAdded));
    }

    /**
     * Keeps the account from being secured while a change is in progress, e.g. by "This was not me", which lists what to remove: either it
     * sees the change, or the change is rejected.
     */
    void hold(RealmModel realm, UserModel user) {
        if (!RequestPaths.isOfAdministration(session) && !new RecentMfa(session, realm).isGrantedByEmailedLink(user)) {
            new SecurityStampService(session, realm).hold(user);
        }
    }

    /** Whether the caller may change the factors and linked providers of this account. */
    boolean isAllowed(RealmModel realm, UserModel user) {
        RecentMfa proof = new RecentMfa(session, realm);
        if (proof.isGrantedByEmailedLink(user)) {
            return true;
        }
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        // Keycloak has one for a service account that calls the Admin REST API, too.
        if (login != null && !RequestPaths.isOfAdministration(session)) {
            return FirstBrokerLogin.isNewcomer(login, user)
                    || (!isRevoked(login, user) && (!proof.isRequired(user) || proof.isGiven(login, user)));
        }
        UserSessionModel caller = session.getContext().getUserSession();
        if (caller == null || caller.getUser() == null) {
            // An administrative task knows no other user. Any other request without a session comes from an external
            // caller.
            return RequestPaths.isOfAdministration(session) || !proof.isRequired(user);
        }
        // An administrator or a service account, e.g. for SCIM, does not act in a session of this user.
        return !caller.getUser().getId().equals(user.getId())
                || (!new SessionGate(session, realm).isRevoked(caller)
                        && (!proof.isRequired(user) || proof.isGiven(caller, user)));
    }

    /**
     * Whether a login rests on what was proven before the account was secured. The gate rejects it too, but later: an identity provider's
     * response, which creates links, is no page that the gate could roll back, and a session's access token meets no gate as long as it is
     * valid.
     */
    boolean isRevoked(AuthenticationSessionModel login, UserModel user) {
        if (login.getAuthenticatedUser() != null
                && login.getAuthenticatedUser().getId().equals(user.getId())) {
            // No earlier check may have seen this login.
            new LoginSecurityStamp(session, login).begin(user);
        }
        return new SessionGate(session, login.getRealm()).isRevoked(login, user);
    }
}
