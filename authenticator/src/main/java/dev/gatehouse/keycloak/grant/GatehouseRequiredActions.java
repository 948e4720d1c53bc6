package dev.gatehouse.keycloak.grant;

import java.util.Set;
import org.keycloak.authentication.RequiredActionContext.KcActionStatus;
import org.keycloak.models.Constants;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The required actions with which Gatehouse decides about logins. They are for the server to demand, never for an app to ask for. */
public final class GatehouseRequiredActions {

    /** The action that demands a second factor. */
    public static final String GATE = "gatehouse-mfa-gate";

    /** The action that turns people away from apps that are for others. */
    public static final String APP_ACCESS = "gatehouse-app-access";

    private static final Set<String> DECIDING = Set.of(GATE, APP_ACCESS);

    private GatehouseRequiredActions() {}

    /**
     * Forgets {@code kc_action} where it names an action that decides about logins, and reports an error to the app.
     *
     * <p>Keycloak takes an action that is both due and named by the app for one that the app has initiated, and gives up on it if it does
     * not support that: one parameter in an address would switch the action off. Every required action of the bundle calls this first, because
     * an action that is disabled is not evaluated and cannot defend itself.
     */
    public static void forgetInitiated(AuthenticationSessionModel authSession) {
        String named = authSession.getClientNote(Constants.KC_ACTION);
        if (named != null && decide(named)) {
            AuthenticationManager.setKcActionStatus(named, KcActionStatus.ERROR, authSession);
        }
    }

    /** Whether an app's {@code kc_action} names an action that decides, whatever parameter follows its colon. */
    static boolean decide(String kcAction) {
        int colon = kcAction.indexOf(':');
        return DECIDING.contains((colon < 0 ? kcAction : kcAction.substring(0, colon)).strip());
    }
}
