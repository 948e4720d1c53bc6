package dev.gatehouse.keycloak.grant;

import java.util.Set;
import org.keycloak.authentication.RequiredActionContext.KcActionStatus;
import org.keycloak.models.Constants;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The required actions by which Gatehouse decides about logins. Only the server may require them; an app must not initiate them. */
public final class GatehouseRequiredActions {

    /** The action that requires a second factor. */
    public static final String GATE = "gatehouse-mfa-gate";

    /** The action that refuses users who may not enter an app. */
    public static final String APP_ACCESS = "gatehouse-app-access";

    private static final Set<String> DECIDING = Set.of(GATE, APP_ACCESS);

    private GatehouseRequiredActions() {}

    /**
     * Discards {@code kc_action} if it names an action that decides about logins, and reports an error to the app.
     *
     * <p>Keycloak treats an action that is both due and named by the app as initiated by the app, and skips it if it does not support that:
     * one query parameter would disable the action. Every required action of the bundle calls this method first, because a disabled action
     * is not evaluated and cannot protect itself.
     */
    public static void forgetInitiated(AuthenticationSessionModel authSession) {
        String named = authSession.getClientNote(Constants.KC_ACTION);
        if (named != null && decide(named)) {
            AuthenticationManager.setKcActionStatus(named, KcActionStatus.ERROR, authSession);
        }
    }

    /** Whether an app's {@code kc_action} names an action that decides about logins, whatever parameter follows its colon. */
    static boolean decide(String kcAction) {
        int colon = kcAction.indexOf(':');
        return DECIDING.contains((colon < 0 ? kcAction : kcAction.substring(0, colon)).strip());
    }
}
