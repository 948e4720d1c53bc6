package dev.gatehouse.admin.page;

import dev.gatehouse.access.AppAccess;
import dev.gatehouse.keycloak.grant.TokenGrant;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.text.StoredText;
import dev.gatehouse.mfa.decision.SessionGate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.OAuth2Constants;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.protocol.oidc.encode.AccessTokenContext;
import org.keycloak.protocol.oidc.encode.TokenContextEncoderProvider;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.resources.admin.AdminAuth;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/**
 * Finds out who opens the page, by the identity cookie that Keycloak has set at the login. The cookie alone gives less than the tokens of
 * the Admin Console: the session must have entered it or this page, with whatever the flow, the level and the roles of the Admin Console
 * require, must have passed the gate, and nothing may be due that an app would wait for.
 * Client policies for authorization requests do not see the page's sign-in, which has none.
 */
final class Visitors {

    private final KeycloakSession session;
    private final RealmModel home;

    /**
     * Visitors of one realm.
     *
     * @param home the realm whose cookie counts
     */
    Visitors(KeycloakSession session, RealmModel home) {
        this.session = session;
        this.home = home;
    }

    /**
     * Who sent the current request.
     *
     * @param named the realm that the page is to be about; {@code null} for the visitor's own
     */
    Visitor current(@Nullable String named) {
        AuthenticationManager.AuthResult result = AuthenticationManager.authenticateIdentityCookie(session, home, true);
        if (result == null || !hasEntered(result) || !isSecured(result.session()) || isAnythingDue(result.user())) {
            return new Visitor.SignedOut();
        }
        RealmModel realm = realm(named);
        if (realm == null) {
            return new Visitor.NoRealm();
        }
        PageAdmin admin = admin(realm, result);
        return Sections.visibleTo(admin).isEmpty()
                ? new Visitor.Refused(result.user().getUsername())
                : new Visitor.SignedIn(admin);
    }

    /**
     * The session of this browser, if it is that of somebody who may see anything of the realm: signing in again continues it, so that
     * signing out of any app still ends it.
     *
     * @param named the realm that the page is to be about; {@code null} for the visitor's own
     */
    Optional<UserSessionModel> continued(@Nullable String named) {
        AuthenticationManager.AuthResult result = AuthenticationManager.authenticateIdentityCookie(session, home, true);
        RealmModel realm = realm(named);
        return result == null
                        || realm == null
                        || Sections.visibleTo(admin(realm, result)).isEmpty()
                ? Optional.empty()
                : Optional.of(result.session());
    }

    /** Whether the session has entered the Admin Console, or this page on its behalf, and its user still may. */
    private boolean hasEntered(AuthenticationManager.AuthResult result) {
        ClientModel console = home.getClientByClientId(Constants.ADMIN_CONSOLE_CLIENT_ID);
        return console != null
                && console.isEnabled()
                && isInConsole(result.session(), console)
                && new AppAccess(session, home).decide(result.user(), console) == AppAccess.Admission.ADMITTED;
    }

    private static boolean isInConsole(UserSessionModel login, @Nullable ClientModel console) {
        return console != null && login.getAuthenticatedClientSessionByClient(console.getId()) != null;
    }

    /** Administrators of one realm do not learn which others exist. */
    private @Nullable RealmModel realm(@Nullable String named) {
        if (named == null || named.equals(home.getName())) {
            return home;
        }
        return Config.getAdminRealm().equals(home.getName()) && StoredText.isPossible(named)
                ? session.realms().getRealmByName(named)
                : null;
    }

    private boolean isSecured(UserSessionModel login) {
        return !GatehouseRealm.of(home).isGateEnabled()
                || new SessionGate(session, home)
                                .tokens(new TokenGrant.OfSession(login, List.of(), TokenGrant.Occasion.LOGIN))
                        != SessionGate.Verdict.REFUSED;
    }

    /** An app gets no tokens before that is done, e.g. before a temporary password is changed. */
    private static boolean isAnythingDue(UserModel user) {
        return user.getRequiredActionsStream().findAny().isPresent();
    }

    private PageAdmin admin(RealmModel realm, AuthenticationManager.AuthResult result) {
        // As in the Admin Console, the roles of the account count and not those of a token.
        ClientModel console = home.getClientByClientId(Constants.ADMIN_CONSOLE_CLIENT_ID);
        AccessToken token = new AccessToken();
        token.issuedFor(Constants.ADMIN_CONSOLE_CLIENT_ID);
        token.id(tokenId(isInConsole(result.session(), console)));
        token.issuedNow();
        token.subject(result.user().getId());
        token.setSessionId(result.session().getId());
        // As for the Admin REST API: Keycloak reads from it how roles count.
        session.getContext().setClient(console);
        AdminAuth adminAuth = new AdminAuth(home, token, result.user(), console);
        AdminPermissionEvaluator auth = AdminPermissions.evaluator(session, realm, adminAuth);
        AdminEventBuilder event = new AdminEventBuilder(
                realm, adminAuth, session, session.getContext().getConnection());
        return new PageAdmin(session, realm, home, result.user(), result.session(), auth, event);
    }

    /**
     * Keycloak 26.5 reads the kind of a token from its id. Those of the Admin Console have no roles in them: it then reads the roles of the
     * account, by the session of the console.
     */
    private String tokenId(boolean isInConsole) {
        String id = KeycloakModelUtils.generateId();
        return isInConsole
                ? session.getProvider(TokenContextEncoderProvider.class)
                        .encodeTokenId(new AccessTokenContext(
                                AccessTokenContext.SessionType.ONLINE,
                                AccessTokenContext.TokenType.LIGHTWEIGHT,
                                OAuth2Constants.AUTHORIZATION_CODE,
                                id))
                : id;
    }
}
