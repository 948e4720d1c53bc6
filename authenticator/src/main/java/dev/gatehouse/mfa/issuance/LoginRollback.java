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
 * Takes back a login that was about to end: its session, its consent, its event and its cookies. None of the steps can be left out, nor can they
 * change places.
 */
final class LoginRollback {

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;

    LoginRollback(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.login = login;
    }

    /**
     * The exception to throw; the caller must not return instead, because Keycloak goes on with a login whose protocol has answered.
     *
     * @param action the alias of the required action that the person has to pass
     */
    WebApplicationException leadingTo(String action) {
        // Before the rollback: it puts the tab back, which a cache that holds the login by reference has removed for good.
        URI next = AuthenticationManager
                .redirectToRequiredActions(session, login.getRealm(), login, session.getContext().getUri(), action)
                .getLocation();
        session.getTransactionManager().setRollbackOnly();
        Response answer = isRequestOf(LoginActionsService.REQUIRED_ACTION) ? page() : redirect(next);
        // Last: no rollback takes back the cookies that were added to the answer, that of the session among them.
        session.getContext().getHttpResponse().setHeader(HttpHeaders.SET_COOKIE, null);
        return new WebApplicationException(answer);
    }

    /** Whether the request that is refused is the one that the redirect would lead to. It would be refused again, without an end. */
    private boolean isRequestOf(String path) {
        return HttpMethod.GET.equals(session.getContext().getHttpRequest().getHttpMethod())
                && session.getContext().getUri().getPath().endsWith("/login-actions/" + path);
    }

    private static Response redirect(URI next) {
        // Keycloak's error handler makes a page of every exception whose answer has no entity.
        return Response.status(Response.Status.FOUND).location(next).type(MediaType.TEXT_PLAIN_TYPE).entity("").build();
    }

    private Response page() {
        return ErrorPage.error(session, login, Response.Status.FORBIDDEN, Messages.EXPIRED_ACTION);
    }
}
