package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.mfa.decision.SessionGate;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The final page of a login whose account was secured meanwhile, with a link that starts a new login. */
final class RestartLoginPage {

    private static final String TEMPLATE = "gatehouse-link.ftl";

    private RestartLoginPage() {}

    static void show(LoginContext loginContext) {
        LoginEvents.error(loginContext, GatehouseEvents.ACCOUNT_SECURED_SINCE);
        Refusal.SECURED_SINCE.count(loginContext.realm().getName());
        // A revoked session would only lead back here.
        boolean keepsSession = !new SessionGate(loginContext.session(), loginContext.realm())
                .continuesVoidSession(loginContext.authSession(), loginContext.user());
        URI restartUrl = LoginRestart.url(
                loginContext.session(), loginContext.realm(), loginContext.authSession(), keepsSession);
        loginContext.show(loginContext
                .form()
                .setStatus(Response.Status.FORBIDDEN)
                .setAttribute("gatehouseSaying", "SIGN_IN_AGAIN")
                .setAttribute("gatehouseOffer", "NOTHING")
                .setAttribute("gatehouseWayOn", restartUrl.toString())
                .createForm(TEMPLATE));
    }
}
