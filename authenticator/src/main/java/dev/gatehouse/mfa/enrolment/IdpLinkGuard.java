package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Looks at who adds and removes links to identity providers. Keycloak tells of each at the moment when it is stored. */
final class IdpLinkGuard {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final EnrolmentGuard guard;

    IdpLinkGuard(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.guard = new EnrolmentGuard(session);
    }

    void added(String alias) {
        if (PendingIdpLink.isTakingBack(session)) {
            return;
        }
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        if (login != null && FirstBrokerLogin.isNewcomer(login, user)) {
            return;
        }
        guard.hold(realm, user);
        EnrolledCredential link = link(alias);
        if (!isConfirmed(login) && !isRenamed(alias, link)) {
            if (isHeld(login)) {
                new PendingIdpLink(session, login).holdBeforeCommit(user, alias);
                return;
            }
            guard.check(realm, user);
        }
        guard.changed(realm, user, link, true);
    }

    void removed(FederatedIdentityModel identity) {
        if (PendingIdpLink.isTakingBack(session)) {
            return;
        }
        guard.hold(realm, user);
        EnrolledCredential link = link(identity.getIdentityProvider());
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        if (!isConfirmed(login) && !RequestPaths.isOfProvider(session, identity.getIdentityProvider())) {
            if (isHeld(login)) {
                new PendingIdpLink(session, login).restoreBeforeCommit(user, identity);
                return;
            }
            guard.check(realm, user);
        }
        guard.changed(realm, user, link, false);
    }

    /** Whether a link that the first login at a provider ends with, or removes for it, waits for a proof. */
    private boolean isHeld(AuthenticationSessionModel login) {
        return login != null && RequestPaths.isOfFirstBrokerLogin(session) && !guard.isAllowed(realm, user);
    }

    /** Whether a mail of this login has confirmed it, and the account was not secured since that was sent. */
    private boolean isConfirmed(AuthenticationSessionModel login) {
        return login != null && RequestPaths.isOfFirstBrokerLogin(session)
                && FirstBrokerLogin.isConfirmedByMail(session, login, realm, user) && !guard.isRevoked(login, user);
    }

    /**
     * Whether the provider itself has said that it knows the person by another id from now on: then Keycloak replaces the link while it takes in
     * the answer of this provider, and removes none there for another reason. In the answer of another one it may.
     */
    private boolean isRenamed(String alias, EnrolledCredential link) {
        return RequestPaths.isOfProvider(session, alias) && EnrolmentChanges.of(session, realm, user).hasRemoved(link);
    }

    private EnrolledCredential link(String alias) {
        // Providers are looked up in the realm that the session is bound to, which a task of the server may not have done.
        IdentityProviderModel provider = realm.equals(session.getContext().getRealm()) ? session.identityProviders().getByAlias(alias) : null;
        return EnrolledCredential.ofProvider(provider == null ? alias : KeycloakModelUtils.getIdentityProviderDisplayName(session, provider));
    }
}
