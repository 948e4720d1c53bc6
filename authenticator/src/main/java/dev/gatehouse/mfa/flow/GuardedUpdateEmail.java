package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.UpdateEmail;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces Keycloak's action for changing an email address, under its id. It sends a link to the new address, which no rollback can undo.
 * See {@link RevokedLoginCheck}.
 */
public final class GuardedUpdateEmail extends UpdateEmail {

    @Override
    public int order() {
        // Higher than Keycloak's own factory, which has 0.
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
