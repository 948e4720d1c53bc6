package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.decision.SessionGate;
import java.util.function.Consumer;
import org.keycloak.authentication.RequiredActionContext;

/**
 * Keeps required actions of Keycloak from doing what no rollback takes back, a mail to a new address say, in a login whose account was secured
 * meanwhile. Keycloak carries out what was posted before it evaluates the gate.
 */
final class RevokedLoginCheck {

    private RevokedLoginCheck() {}

    /**
     * Processes the action, or says that the person has to sign in again.
     *
     * @param keycloaks what the action does
     */
    static void process(RequiredActionContext context, Consumer<RequiredActionContext> keycloaks) {
        boolean isVoid = GatehouseRealm.of(context.getRealm()).isGateEnabled()
                && new SessionGate(context.getSession(), context.getRealm())
                        .isRevoked(context.getAuthenticationSession(), context.getUser());
        if (isVoid) {
            RestartLoginPage.show(new RequiredActionLoginContext(context));
        } else {
            keycloaks.accept(context);
        }
    }
}
