package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.account.TypedName;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetRequest;
import dev.gatehouse.recovery.token.ReturnTarget;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.RootAuthenticationSessionModel;

/**
 * The only execution of the reset credentials flow: records what the user was about to do, and redirects to the recovery page. Nothing
 * after that depends on this login, and the flow never succeeds: it signs no user in. A login that Keycloak created for this request is
 * removed.
 */
final class ForgotPasswordAuthenticator implements Authenticator {

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        // Not a failure, because brute-force detection could count it.
        context.forceChallenge(
                Response.seeOther(isMadeByThisRequest(context) ? withoutLogin(context) : ofLogin(context))
                        .build());
    }

    private static URI ofLogin(AuthenticationFlowContext context) {
        KeycloakSession session = context.getSession();
        RealmSecret secret = RealmSecret.active(session, context.getRealm());
        ResetRequest resetRequest = new RecoveryService(session, context.getRealm())
                .requests()
                .openOfLogin(
                        secret, returnTargetOf(context.getAuthenticationSession()), hint(context), LinkPurpose.RESET);
        return page(context, resetRequest.page().printed());
    }

    /** Stores nothing, because any client can send any number of these GET requests: the page reads the app from its own URL. */
    private static URI withoutLogin(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        String rootId = login.getParentSession().getId();
        String realmId = context.getRealm().getId();
        KeycloakSessionFactory sessions = context.getSession().getKeycloakSessionFactory();
        // Keycloak writes to the login until the request ends.
        AfterCommit.run(
                context.getSession(),
                () -> RealmJob.run(sessions, realmId, (jobSession, realm) -> remove(jobSession, realm, rootId)));
        return ReturnApp.of(login)
                .printed()
                .map(app -> page(context, RecoveryUrls.FROM, app))
                .orElseGet(() -> page(context));
    }

    private static void remove(KeycloakSession jobSession, RealmModel realm, String rootId) {
        RootAuthenticationSessionModel root =
                jobSession.authenticationSessions().getRootAuthenticationSession(realm, rootId);
        if (root != null) {
            jobSession.authenticationSessions().removeRootAuthenticationSession(realm, root);
        }
    }

    /**
     * Whether Keycloak has created the login for this request: the browser has sent no cookie of it. The URL is no evidence, because any
     * client can construct it.
     */
    private static boolean isMadeByThisRequest(AuthenticationFlowContext context) {
        RootAuthenticationSessionModel current = new AuthenticationSessionManager(context.getSession())
                .getCurrentRootAuthenticationSession(context.getRealm());
        return current == null
                || !current.getId()
                        .equals(context.getAuthenticationSession()
                                .getParentSession()
                                .getId());
    }

    private static URI page(AuthenticationFlowContext context, String... path) {
        String[] whole =
                Stream.concat(Stream.of(RecoveryUrls.FORGOT), Stream.of(path)).toArray(String[]::new);
        return RecoveryUrls.of(context.getSession().getContext().getUri().getBaseUri(), context.getRealm(), whole);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    /** The return target of a login in progress. */
    static ReturnTarget returnTargetOf(AuthenticationSessionModel login) {
        return new ReturnTarget(
                login.getClient().getClientId(),
                Objects.requireNonNullElse(login.getRedirectUri(), ""),
                login.getParentSession().getId(),
                login.getTabId());
    }

    /** The user name that was typed on the previous page, or the app's login hint. */
    private static Optional<ResetRequest.Target> hint(AuthenticationFlowContext context) {
        AuthenticationSessionModel login = context.getAuthenticationSession();
        return Stream.of(
                        login.getAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME),
                        login.getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM))
                .filter(text -> text != null && !text.isBlank())
                .findFirst()
                .map(text -> TypedName.of(text).shown())
                .map(ResetRequest.Hint::new);
    }

    @Override
    public boolean requiresUser() {
        return false;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // nothing to set up
    }

    @Override
    public void close() {
        // holds nothing
    }
}
