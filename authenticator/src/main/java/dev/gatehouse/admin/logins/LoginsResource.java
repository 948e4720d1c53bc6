package dev.gatehouse.admin.logins;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.admin.http.AdminRequest;
import dev.gatehouse.admin.http.AdminResponse;
import dev.gatehouse.keycloak.json.PlainJson;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** Recent suspicious logins of a realm, and feedback about each. */
@Produces(MediaType.APPLICATION_JSON)
public final class LoginsResource {

    private static final int USUAL = 20;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;

    public LoginsResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
    }

    /** What a caller sends. */
    private record Body(@JsonProperty("label") @Nullable String label) {}

    /**
     * The logins that were challenged, would have been challenged, or were refused, the newest first. Requires the role
     * {@code view-events}; for the names of users, {@code view-users} too.
     *
     * @param user only those of the user with this id; all if missing
     * @param from only those from this time on; no limit if missing
     * @param until only those until this time: for a further page {@code next} of the page before; the newest if missing
     * @param max how many, from 1 to {@value LoginQuery#MOST}; {@value #USUAL} if missing
     */
    @GET
    public Response logins(
            @QueryParam("user") @Nullable String user,
            @QueryParam("from") @Nullable String from,
            @QueryParam("until") @Nullable String until,
            @QueryParam("max") @Nullable Integer max) {
        auth.realm().requireViewEvents();
        LoginQuery query = new LoginQuery(
                Optional.ofNullable(user),
                time("from", from),
                time("until", until),
                Math.max(1, Math.min(max == null ? USUAL : max, LoginQuery.MOST)));
        return AdminResponse.json(new SuspiciousLogins(
                                session,
                                realm,
                                auth.users()::canView,
                                AdminRequest.of(session).language())
                        .read(query))
                .build();
    }

    /** Says who a login was by. Requires {@code manage-users} for its user, or {@code manage-realm} if the user is gone. */
    @PUT
    @Path("{event}/feedback")
    public Response give(@PathParam("event") String event, @Nullable String body) {
        FeedbackLabel label = PlainJson.read(body, Body.class)
                .flatMap(sent -> FeedbackLabel.ofCode(sent.label()))
                .orElseThrow(FeedbackRefusal::label);
        return response(feedback().give(event, label));
    }

    /** Withdraws it. Requires the same. */
    @DELETE
    @Path("{event}/feedback")
    public Response withdraw(@PathParam("event") String event) {
        return response(feedback().withdraw(event));
    }

    private LoginFeedback feedback() {
        return new LoginFeedback(session, realm, auth, adminEvent);
    }

    private static Response response(FeedbackResult result) {
        return switch (result) {
            case DONE -> Response.noContent().build();
            case UNKNOWN_LOGIN -> throw FeedbackRefusal.unknown();
            case NOT_PERMITTED -> throw new ForbiddenException();
        };
    }

    private static Optional<Instant> time(String parameter, @Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .map(Instant::parse)
                    .map(Instant::toEpochMilli)
                    .map(Instant::ofEpochMilli);
        } catch (DateTimeException | ArithmeticException e) {
            throw FeedbackRefusal.time(parameter);
        }
    }
}
