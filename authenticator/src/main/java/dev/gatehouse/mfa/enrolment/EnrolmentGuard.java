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
 * Stands where factors and linked providers are stored, so that no way of changing them leads round it: neither a page of a login, nor the
 * account REST interface, nor an extension.
 */
final class EnrolmentGuard {

    private final KeycloakSession session;

    EnrolmentGuard(KeycloakSession session) {
        this.session = session;
    }

    /**
     * Called before a change.
     *
     * @throws jakarta.ws.rs.WebApplicationException if whoever makes the change has not proven a second factor lately, or the account was secured
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

    /** Called after a change: its owner is told, once it is committed. */
    void changed(RealmModel realm, UserModel user, EnrolledCredential what, boolean isAdded) {
        EnrolmentChanges.of(session, realm, user).add(new EnrolledCredential.Change(what, isAdded));
    }

    /**
     * Keeps the account from being secured by the side of a change, by "This was not me" say, which lists what to remove: either the change is there by
     * then, or it is refused.
     */
    void hold(RealmModel realm, UserModel user) {
        if (!RequestPaths.isOfAdministration(session) && !new RecentMfa(session, realm).isGrantedByMailedLink(user)) {
            new SecurityStampService(session, realm).hold(user);
        }
    }

    /** Whether whoever makes the request may change what this account can be entered with. */
    boolean isAllowed(RealmModel realm, UserModel user) {
        RecentMfa proof = new RecentMfa(session, realm);
        if (proof.isGrantedByMailedLink(user)) {
            return true;
        }
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        // Keycloak has one for a program that administers by an account of its own, too.
        if (login != null && !RequestPaths.isOfAdministration(session)) {
            return FirstBrokerLogin.isNewcomer(login, user)
                    || !isRevoked(login, user) && (!proof.isRequired() || proof.isGiven(login, user));
        }
        UserSessionModel caller = session.getContext().getUserSession();
        if (caller == null || caller.getUser() == null) {
            // Of an administration's task nobody else is known. Of another request somebody outside has asked for it.
            return RequestPaths.isOfAdministration(session) || !proof.isRequired();
        }
        // An administrator, or a program with an account of its own, SCIM say, acts for no session of this user.
        return !caller.getUser().getId().equals(user.getId())
                || !new SessionGate(session, realm).isRevoked(caller) && (!proof.isRequired() || proof.isGiven(caller, user));
    }

    /**
     * Whether a login rests on what was before the account was secured. The gate refuses it too, but later: a provider's answer, which links, is in
     * no page that the gate could take back, and a session's access token meets no gate for as long as it lives.
     */
    boolean isRevoked(AuthenticationSessionModel login, UserModel user) {
        if (login.getAuthenticatedUser() != null && login.getAuthenticatedUser().getId().equals(user.getId())) {
            // Nobody may have looked at this login before.
            new LoginSecurityStamp(session, login).begin(user);
        }
        return new SessionGate(session, login.getRealm()).isRevoked(login, user);
    }
}
