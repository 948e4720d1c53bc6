package dev.gatehouse.mfa.flow;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The second step as an execution of a flow. */
record FlowLoginContext(AuthenticationFlowContext context) implements LoginContext {

    @Override
    public KeycloakSession session() {
        return context.getSession();
    }

    @Override
    public RealmModel realm() {
        return context.getRealm();
    }

    @Override
    public UserModel user() {
        return context.getUser();
    }

    @Override
    public AuthenticationSessionModel authSession() {
        return context.getAuthenticationSession();
    }

    @Override
    public HttpRequest request() {
        return context.getHttpRequest();
    }

    @Override
    public EventBuilder event() {
        return context.getEvent();
    }

    @Override
    public LoginFormsProvider form() {
        return context.form();
    }

    @Override
    public void show(Response page) {
        // Not failureChallenge(): Keycloak 26.5 counts the failures of every authenticator.
        context.challenge(page);
    }

    @Override
    public void pass() {
        context.success();
    }

    @Override
    public void passWith(String credentialType) {
        context.success(credentialType);
    }
}
