package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.AbstractUsernameFormAuthenticator;
import org.keycloak.authentication.authenticators.directgrant.ValidateUsername;
import org.keycloak.events.Details;
import org.keycloak.models.UserModel;

/**
 * Keycloak's look at the name of a direct grant, which answers alike whether there is no such account, or it is locked, or disabled and the password
 * wrong, and as {@link UniformDirectGrantPassword} answers a wrong password. In a realm that uses neither the gate nor the access to apps it is as Keycloak has it.
 */
public final class UniformDirectGrantUsername extends ValidateUsername {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        String name = retrieveUsername(context);
        if (name == null || !GatehouseRealm.of(context.getRealm()).decidesLogins()) {
            super.authenticate(context);
            return;
        }
        context.getEvent().detail(Details.USERNAME, name);
        context.getAuthenticationSession().setAuthNote(AbstractUsernameFormAuthenticator.ATTEMPTED_USERNAME, name);
        ConstantCostPasswordCheck check = new ConstantCostPasswordCheck(context);
        UserModel user = check.find(name);
        String password = DirectGrantResponses.password(context);
        if (password != null && !password.isEmpty() && check.isOpen(user)) {
            context.setUser(user);
            context.success();
        } else {
            DirectGrantResponses.refuse(context, check, check.check(user, password), user);
        }
    }
}
