package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.mfa.decision.SessionGate;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** The end of a login whose account was secured meanwhile: a page that says so, and where to begin anew. */
final class RestartLoginPage {

    private static final String TEMPLATE = "gatehouse-link.ftl";

    private RestartLoginPage() {}

    static void show(LoginContext loginContext) {
        LoginEvents.error(loginContext, GatehouseEvents.ACCOUNT_SECURED_SINCE);
        Refusal.SECURED_SINCE.count(loginContext.realm().getName());
        // A session that is void would only lead back here.
        boolean keepsSession = !new SessionGate(loginContext.session(), loginContext.realm())
                .continuesVoidSession(loginContext.authSession(), loginContext.user());
        URI again = LoginRestart.url(loginContext.session(), loginContext.realm(), loginContext.authSession(), keepsSession);
        loginContext.show(loginContext.form()
                .setStatus(Response.Status.FORBIDDEN)
                .setAttribute("gatehouseSaying", "SIGN_IN_AGAIN")
                .setAttribute("gatehouseOffer", "NOTHING")
                .setAttribute("gatehouseWayOn", again.toString())
                .createForm(TEMPLATE));
    }
}
