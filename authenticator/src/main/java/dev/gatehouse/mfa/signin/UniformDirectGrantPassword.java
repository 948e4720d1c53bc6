package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.directgrant.ValidatePassword;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.AuthenticationManager;

/**
 * Keycloak's password check of a direct grant, at the same cost for an account without a password and for a request without one. In a realm
 * that uses neither the gate nor app access, it behaves like Keycloak's own.
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
