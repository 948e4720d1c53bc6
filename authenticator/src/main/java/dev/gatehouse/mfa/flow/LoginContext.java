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

/** What a way in offers to the dialogues that ask for a factor: the flow, and the gate. */
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
     * Shows a page, and the login waits. Also for what was wrong, and for the last page of all: Keycloak is told of no failure, the second
     * step counts and tells its own.
     */
    abstract void show(Response page);

    /** Lets the login go on. */
    abstract void pass();

    /**
     * Lets the login go on after a factor was proven.
     *
     * @param credentialType what Keycloak is told of; brute-force detection forgets the failures of its kind
     */
    abstract void passWith(String credentialType);

    /** Whose login it is; its security stamp must have been taken. */
    LoginKey subject() {
        LoginSecurityStamp stamp = new LoginSecurityStamp(session, authSession);
        return new LoginKey(realm, user, authSession.getClient(), authSession.getParentSession().getId(), stamp.securedAt());
    }
}
