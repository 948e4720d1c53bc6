package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.RecoveredLogin;
import java.util.Optional;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.events.Details;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.resources.LoginActionsService;

/** The steps for name and password in a login whose user has just set a new password by email: they count as done, see {@link RecoveredLogin}. */
final class RecoveredPassword {

    private final AuthenticationFlowContext context;
    private final RecoveredLogin login;

    RecoveredPassword(AuthenticationFlowContext context) {
        this.context = context;
        this.login = new RecoveredLogin(context.getSession(), context.getAuthenticationSession());
    }

    /** The user whose password counts as typed; empty if there is none, or if the login belongs to another user already. */
    Optional<UserModel> user() {
        if (!GatehouseRealm.of(context.getRealm()).decidesLogins()
                || !LoginActionsService.AUTHENTICATE_PATH.equals(context.getFlowPath())) {
            return Optional.empty();
        }
        return login.user()
                .filter(user ->
                        context.getUser() == null || context.getUser().getId().equals(user.getId()))
                .filter(user -> login.replacesPassword(user, context.getExecution()))
                .filter(user -> new ConstantCostPasswordCheck(context).isOpen(user));
    }

    /**
     * Completes the step without a page.
     *
     * @return whether it did
     */
    boolean passes() {
        Optional<UserModel> user = user().filter(login::take);
        user.ifPresent(recovered -> {
            context.getEvent().detail(Details.USERNAME, recovered.getUsername());
            context.setUser(recovered);
            context.success(PasswordCredentialModel.TYPE);
        });
        return user.isPresent();
    }
}
