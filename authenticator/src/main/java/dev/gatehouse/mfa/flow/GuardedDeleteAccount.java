package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import org.keycloak.authentication.RequiredActionContext;
import org.keycloak.authentication.RequiredActionProvider;
import org.keycloak.authentication.requiredactions.DeleteAccount;
import org.keycloak.models.KeycloakSession;

/** Keycloak's action by which people delete their own accounts, in its place and under its id: it ends without evaluating anything. See {@link RevokedLoginCheck}. */
public final class GuardedDeleteAccount extends DeleteAccount {

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
