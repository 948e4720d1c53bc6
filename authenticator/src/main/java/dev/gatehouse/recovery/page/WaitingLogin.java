package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.mfa.decision.RecoveredLogin;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetLink;
import java.net.URI;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel;

/**
 * The login that was left for a forgotten password, and waits in the browser of the current request. Only the browser that asked has it: the
 * cookie of the login decides, whoever has the link or the code.
 */
final class WaitingLogin {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationSessionModel tab;
    private final UserModel user;

    private WaitingLogin(KeycloakSession session, RealmModel realm, AuthenticationSessionModel tab, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.tab = tab;
        this.user = user;
    }

    /**
     * The login that waits for this user; empty if this browser did not ask, if the login is gone, went on or belongs to another user, or if
     * the browser is signed in as another user.
     */
    static Optional<WaitingLogin> of(KeycloakSession session, RealmModel realm, ResetLink link, UserModel user) {
        return Optional.of(link)
                .filter(opened -> opened.purpose() == LinkPurpose.RESET)
                .flatMap(opened -> ReturnUrls.begunTab(session, realm, opened.returnTarget()))
                .filter(tab -> tab.getClient().isEnabled() && isWaiting(tab) && mayBeOf(tab, user))
                .filter(tab -> !isSignedInAsAnother(session, realm, user))
                .map(tab -> new WaitingLogin(session, realm, tab, user));
    }

    /** Lets the login run again from its top; returns the URL at which it does. */
    URI begin() {
        new RecoveredLogin(session, tab).begin(user);
        return LoginRestart.top(session, realm, tab);
    }

    /** Whether the tab is where it was left: nobody went back to the login page, signed in or restarted the login since. */
    private static boolean isWaiting(AuthenticationSessionModel tab) {
        return LoginActionsService.RESET_CREDENTIALS_PATH.equals(
                        tab.getAuthNote(AuthenticationProcessor.CURRENT_FLOW_PATH))
                && CommonClientSessionModel.Action.AUTHENTICATE.name().equals(tab.getAction())
                && leadsToApp(tab);
    }

    /** A link of Keycloak's opens such a tab too, for required actions only: there is no app in which the user could be signed in. */
    private static boolean leadsToApp(AuthenticationSessionModel tab) {
        return tab.getRedirectUri() != null
                && tab.getAuthNote(AuthenticationManager.END_AFTER_REQUIRED_ACTIONS) == null;
    }

    /** A login has a user already where an app demands that its user signs in again. */
    private static boolean mayBeOf(AuthenticationSessionModel tab, UserModel user) {
        return tab.getAuthenticatedUser() == null
                || tab.getAuthenticatedUser().getId().equals(user.getId());
    }

    private static boolean isSignedInAsAnother(KeycloakSession session, RealmModel realm, UserModel user) {
        AuthenticationManager.AuthResult signedIn =
                AuthenticationManager.authenticateIdentityCookie(session, realm, true);
        return signedIn != null && !signedIn.user().getId().equals(user.getId());
    }
}
