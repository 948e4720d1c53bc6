package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.FederatedIdentityModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Checks who adds and removes links to identity providers. Keycloak sends an event for each link at the moment it is stored. */
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

    /** Whether a link that a first broker login creates, or removes to replace it, must wait for recent MFA. */
    private boolean isHeld(@Nullable AuthenticationSessionModel login) {
        return login != null && RequestPaths.isOfFirstBrokerLogin(session) && !guard.isAllowed(realm, user);
    }

    /** Whether an email of this login has confirmed the link, and the account was not secured since the email was sent. */
    private boolean isConfirmed(@Nullable AuthenticationSessionModel login) {
        return login != null
                && RequestPaths.isOfFirstBrokerLogin(session)
                && FirstBrokerLogin.isConfirmedByMail(session, login, realm, user)
                && !guard.isRevoked(login, user);
    }

    /**
     * Whether the provider itself has reported a new id of the user. Keycloak then replaces the link while it processes this provider's
     * response, and removes links in that response for no other reason. In the response of another provider it may.
     */
    private boolean isRenamed(String alias, EnrolledCredential link) {
        return RequestPaths.isOfProvider(session, alias)
                && EnrolmentChanges.of(session, realm, user).hasRemoved(link);
    }

    private EnrolledCredential link(String alias) {
        // Providers are looked up in the realm of the session, which a server task may not have set.
        IdentityProviderModel provider = realm.equals(session.getContext().getRealm())
                ? session.identityProviders().getByAlias(alias)
                : null;
        return EnrolledCredential.ofProvider(
                provider == null ? alias : KeycloakModelUtils.getIdentityProviderDisplayName(session, provider));
    }
}
