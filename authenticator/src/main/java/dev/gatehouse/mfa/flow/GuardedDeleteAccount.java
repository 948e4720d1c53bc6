package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.DeleteAccount;
import org.keycloak.models.KeycloakSession;

/**
 * Replaces Keycloak's action for deleting one's own account, under its id. Keycloak evaluates no required action after it, so the gate
 * cannot stop it. See {@link RevokedLoginCheck}.
 */
public final class GuardedDeleteAccount extends DeleteAccount {

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
