package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.account.TypedName;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.directgrant.ValidateUsername;
import org.keycloak.events.Details;
import org.keycloak.models.UserModel;

/**
 * Keycloak's username check of a direct grant. Its response is the same if there is no such account, if it is locked, and if it is disabled
 * and the password is wrong; {@link UniformDirectGrantPassword} responds likewise to a wrong password. In a realm that uses neither the
 * gate nor app access, it behaves like Keycloak's own.
 */
public final class UniformDirectGrantUsername extends ValidateUsername {

    @Override
    public int order() {
        // Above Keycloak's own, which is 0.
        return 10;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        String typed = retrieveUsername(context);
        if (typed == null || !GatehouseRealm.of(context.getRealm()).decidesLogins()) {
            super.authenticate(context);
            return;
        }
        TypedName name = TypedName.of(typed);
        context.getEvent().detail(Details.USERNAME, name.shown());
        new AttemptedName(context.getAuthenticationSession()).store(name);
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
