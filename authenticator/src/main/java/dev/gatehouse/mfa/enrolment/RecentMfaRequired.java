package dev.gatehouse.mfa.enrolment;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.metrics.Refusal;
import dev.gatehouse.mfa.decision.RecentMfa;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Rejects a change of factors, and rolls back everything else that the request has done. */
final class RecentMfaRequired {

    private static final String MESSAGE = "gatehouseProofRequired";
    private static final String SECURED_SINCE = "gatehouseLinkText_SIGN_IN_AGAIN";

    private final KeycloakSession session;
    private final RealmModel realm;

    RecentMfaRequired(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** The exception to throw: an error page for a user in a login, JSON for a program. */
    WebApplicationException refusal() {
        Refusal.FACTOR_CHANGE.count(realm.getName());
        // First of all, so that the change is rolled back even if a caller handles the exception.
        session.getTransactionManager().setRollbackOnly();
        AuthenticationSessionModel login = session.getContext().getAuthenticationSession();
        long minutes = new RecentMfa(session, realm).minutes();
        return new WebApplicationException(
                text(minutes),
                login == null || RequestPaths.isOfAdministration(session) ? json(minutes) : page(login, minutes));
    }

    /**
     * The same in a login that no second factor can fix, because the account was secured since: redirects to the gate's page, which
     * explains this and links to a new login.
     */
    WebApplicationException inNewLogin(AuthenticationSessionModel login) {
        Refusal.FACTOR_CHANGE.count(realm.getName());
        URI gate = AuthenticationManager.redirectToRequiredActions(
                        session, realm, login, session.getContext().getUri(), GatehouseRequiredActions.GATE)
                .getLocation();
        session.getTransactionManager().setRollbackOnly();
        // Keycloak's error handler renders an error page for every exception whose response has no entity.
        return new WebApplicationException(
                text(SECURED_SINCE),
                Response.status(Response.Status.FOUND)
                        .location(gate)
                        .type(MediaType.TEXT_PLAIN_TYPE)
                        .entity("")
                        .build());
    }

    /** The number decides on the form of the noun; the text is what the sentence shows. */
    private String text(long minutes) {
        return text(MESSAGE, minutes, Long.toString(minutes));
    }

    /** Keycloak's page that deletes a credential renders an error page of its own with the exception's message, without parameters. */
    private String text(String message, Object... parameters) {
        return session.getProvider(LoginFormsProvider.class).getMessage(message, parameters);
    }

    private Response page(AuthenticationSessionModel login, long minutes) {
        return session.getProvider(LoginFormsProvider.class)
                .setAuthenticationSession(login)
                .setError(MESSAGE, minutes, Long.toString(minutes))
                .createErrorPage(Response.Status.FORBIDDEN);
    }

    private Response json(long minutes) {
        String reason = text(minutes);
        return Response.status(Response.Status.FORBIDDEN)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                // The Account Console shows errorMessage; programs know error and error_description (RFC 6749).
                .entity(Map.of(
                        "error", "gatehouse_proof_required", "error_description", reason, "errorMessage", reason))
                .build();
    }
}
