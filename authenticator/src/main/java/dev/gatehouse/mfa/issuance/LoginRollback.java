package dev.gatehouse.mfa.issuance;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.resources.LoginActionsService;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Rolls back a login that was about to end: its session, its consent, its event and its cookies. No step may be left out, and their order
 * matters.
 */
final class LoginRollback {

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;

    LoginRollback(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.login = login;
    }

    /**
     * The exception to throw. The caller must not return instead, because Keycloak continues a login whose protocol has responded.
     *
     * @param action the alias of the required action that the user must complete
     */
    WebApplicationException leadingTo(String action) {
        // Before the rollback: the redirect restores the tab, which a cache that holds the login by reference has
        // removed for good.
        URI next = AuthenticationManager.redirectToRequiredActions(
                        session, login.getRealm(), login, session.getContext().getUri(), action)
                .getLocation();
        session.getTransactionManager().setRollbackOnly();
        Response answer = isRequestOf(LoginActionsService.REQUIRED_ACTION) ? page() : redirect(next);
        // Last: no rollback removes the cookies that were added to the response, that of the session among them.
        session.getContext().getHttpResponse().setHeader(HttpHeaders.SET_COOKIE, null);
        return new WebApplicationException(answer);
    }

    /** Whether the refused request is the one that the redirect leads to. It would be refused again, without an end. */
    private boolean isRequestOf(String path) {
        return HttpMethod.GET.equals(session.getContext().getHttpRequest().getHttpMethod())
                && session.getContext().getUri().getPath().endsWith("/login-actions/" + path);
    }

    private static Response redirect(URI next) {
        // Keycloak's error handler renders an error page for every exception whose response has no entity.
        return Response.status(Response.Status.FOUND)
                .location(next)
                .type(MediaType.TEXT_PLAIN_TYPE)
                .entity("")
                .build();
    }

    private Response page() {
        return ErrorPage.error(session, login, Response.Status.FORBIDDEN, Messages.EXPIRED_ACTION);
    }
}
