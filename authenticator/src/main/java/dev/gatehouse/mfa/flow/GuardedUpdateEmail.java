package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdateEmail;
import org.keycloak.models.KeycloakSession;

/** Keycloak's action to change an email address, in its place and under its id: it mails a link to the new address. See {@link RevokedLoginCheck}. */
public final class GuardedUpdateEmail extends UpdateEmail {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public RequiredActionProvider create(KeycloakSession session) {
        return this;
    }

    @Override
    public void evaluateTriggers(RequiredActionContext context) {
        GatehouseRequiredActions.forgetInitiated(context.getAuthenticationSession());
        super.evaluateTriggers(context);
    }

    @Override
    public void processAction(RequiredActionContext context) {
        RevokedLoginCheck.process(context, super::processAction);
    }
}
