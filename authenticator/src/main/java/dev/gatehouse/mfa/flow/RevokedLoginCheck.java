package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.SessionGate;
import java.util.function.Consumer;
import org.keycloak.authentication.RequiredActionContext;

/**
 * Stops Keycloak's required actions from causing effects that no rollback can undo, e.g. an email to a new address, in a login whose
 * account was secured meanwhile. Keycloak processes a submitted form before it evaluates the gate.
 */
final class RevokedLoginCheck {

    private RevokedLoginCheck() {}

    /**
     * Processes the action, or shows that the user must sign in again.
     *
     * @param action the processing of Keycloak's own action
     */
    static void process(RequiredActionContext context, Consumer<RequiredActionContext> action) {
        boolean isRevoked = GatehouseRealm.of(context.getRealm()).isGateEnabled()
                && new SessionGate(context.getSession(), context.getRealm())
                        .isRevoked(context.getAuthenticationSession(), context.getUser());
        if (isRevoked) {
            RestartLoginPage.show(new RequiredActionLoginContext(context));
        } else {
            action.accept(context);
        }
    }
}
