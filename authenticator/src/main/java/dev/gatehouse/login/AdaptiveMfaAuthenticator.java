package dev.gatehouse.login;

import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The second step as an execution of the browser flow, or of a flow after an identity provider. */
final class AdaptiveMfaAuthenticator implements Authenticator {

    private final SecondStepFactory factory;

    AdaptiveMfaAuthenticator(SecondStepFactory factory) {
        this.factory = factory;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        new SecondStepDialogue(new FlowDoor(context), factory.secondStep(context)).begin();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        new SecondStepDialogue(new FlowDoor(context), factory.secondStep(context)).answer();
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        // Also for users without an address: they are told so, instead of being let through or sent to a setup that is not there.
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
