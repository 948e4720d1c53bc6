package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The login as the challenge forms see it, independent of whether a flow execution or the gate runs them. */
abstract class LoginContext {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final AuthenticationSessionModel authSession;
    private final HttpRequest request;
    private final EventBuilder event;

    LoginContext(AuthenticationFlowContext context) {
        this.session = context.getSession();
        this.realm = context.getRealm();
        this.user = context.getUser();
        this.authSession = context.getAuthenticationSession();
        this.request = context.getHttpRequest();
        this.event = context.getEvent();
    }

    LoginContext(RequiredActionContext context) {
        this.session = context.getSession();
        this.realm = context.getRealm();
        this.user = context.getUser();
        this.authSession = context.getAuthenticationSession();
        this.request = context.getHttpRequest();
        this.event = context.getEvent();
    }

    final KeycloakSession session() {
        return session;
    }

    final RealmModel realm() {
        return realm;
    }

    final UserModel user() {
        return user;
    }

    final AuthenticationSessionModel authSession() {
        return authSession;
    }

    final HttpRequest request() {
        return request;
    }

    final EventBuilder event() {
        return event;
    }

    abstract LoginFormsProvider form();

    /**
     * Shows a page and waits for the user. Also used for rejected answers and final error pages: no failure is reported to Keycloak,
     * because the MFA step counts and reports its own.
     */
    abstract void show(Response page);

    /** Lets the login continue. */
    abstract void pass();

    /**
     * Lets the login continue after a factor was verified.
     *
     * @param credentialType the credential type reported to Keycloak; brute-force detection resets the failures of this type
     */
    abstract void passWith(String credentialType);

    /** Identifies the login; its security stamp must have been taken. */
    LoginKey loginKey() {
        LoginSecurityStamp stamp = new LoginSecurityStamp(session, authSession);
        return new LoginKey(
                realm,
                user,
                authSession.getClient(),
                authSession.getParentSession().getId(),
                stamp.securedAt());
    }
}
