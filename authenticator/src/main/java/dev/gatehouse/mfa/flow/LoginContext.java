package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** What a way in offers to the dialogues that ask for a factor: the flow, and the gate. */
interface LoginContext {

    KeycloakSession session();

    RealmModel realm();

    UserModel user();

    AuthenticationSessionModel authSession();

    HttpRequest request();

    EventBuilder event();

    LoginFormsProvider form();

    /**
     * Shows a page, and the login waits. Also for what was wrong, and for the last page of all: Keycloak is told of no failure, the second
     * step counts and tells its own.
     */
    void show(Response page);

    /** Lets the login go on. */
    void pass();

    /**
     * Lets the login go on after a factor was proven.
     *
     * @param credentialType what Keycloak is told of; brute-force detection forgets the failures of its kind
     */
    void passWith(String credentialType);

    /** Whose login it is; its security stamp must have been taken. */
    default LoginKey subject() {
        LoginSecurityStamp stamp = new LoginSecurityStamp(session(), authSession());
        return new LoginKey(realm(), user(), authSession().getClient(), authSession().getParentSession().getId(), stamp.securedAt());
    }
}
