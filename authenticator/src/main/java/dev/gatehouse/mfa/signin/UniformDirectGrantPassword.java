package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.directgrant.ValidatePassword;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Keycloak's look at the password of a direct grant, at the same price for an account without a password and a call without one. In a realm that
 * uses neither the gate nor the access to apps it is as Keycloak has it.
 */
public final class UniformDirectGrantPassword extends ValidatePassword {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        if (!GatehouseRealm.of(context.getRealm()).decidesLogins()) {
            super.authenticate(context);
            return;
        }
        UserModel user = context.getUser();
        ConstantCostPasswordCheck check = new ConstantCostPasswordCheck(context);
        PasswordResult answer = check.check(user, DirectGrantResponses.password(context));
        if (answer == PasswordResult.RIGHT) {
            context.getAuthenticationSession().setAuthNote(AuthenticationManager.PASSWORD_VALIDATED, "true");
            context.success(PasswordCredentialModel.TYPE);
        } else {
            DirectGrantResponses.refuse(context, check, answer, user);
        }
    }
}
