package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.account.TypedName;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.authentication.authenticators.browser.UsernameForm;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;

/**
 * Keycloak's page that asks for the user name alone, with typed and hinted names read as on every other page. In a realm that uses neither
 * the gate nor app access, it behaves like Keycloak's own.
 */
final class TypedUsernameForm implements Authenticator {

    private final UsernameForm form;

    TypedUsernameForm(KeycloakSession session) {
        form = new UsernameForm(session);
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        String hint = context.getAuthenticationSession().getClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
        TypedNameContext.pass(context, TypedName.of(hint), form::authenticate);
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        String typed = context.getHttpRequest().getDecodedFormParameters().getFirst(UserModel.USERNAME);
        TypedNameContext.pass(context, TypedName.of(typed), form::action);
    }

    @Override
    public boolean requiresUser() {
        return form.requiresUser();
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return form.configuredFor(session, realm, user);
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        form.setRequiredActions(session, realm, user);
    }

    @Override
    public void close() {
        form.close();
    }
}
