package dev.gatehouse.mfa.flow;

import jakarta.ws.rs.core.Response;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.events.EventBuilder;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.http.HttpRequest;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The second step as a required action. */
record RequiredActionLoginContext(RequiredActionContext context) implements LoginContext {

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
        // Not failure(): that tells the app that the person has refused a consent, and the person nothing.
        context.challenge(page);
    }

    @Override
    public void pass() {
        context.success();
    }

    @Override
    public void passWith(String credentialType) {
        AuthenticatorUtil.addAuthCredential(authSession(), credentialType);
        context.success();
    }
}
