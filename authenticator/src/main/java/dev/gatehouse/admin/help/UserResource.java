package dev.gatehouse.admin.help;

import dev.gatehouse.admin.http.AdminRequest;
import dev.gatehouse.admin.http.AdminResponse;
import dev.gatehouse.keycloak.account.AccountId;
import dev.gatehouse.mfa.report.HistoryReader;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** What is known about one user, and the five acts of help for that user, see {@link UserHelp}. */
@Produces(MediaType.APPLICATION_JSON)
public final class UserResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final UserHelp help;
    private final String id;

    /**
     * The resource of one user.
     *
     * @param id the id of the user, as the caller sent it
     */
    public UserResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator auth,
            AdminEventBuilder adminEvent,
            String id) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.help = new UserHelp(session, realm, auth, adminEvent);
        this.id = id;
    }

    /** What is known about the user. Requires the role {@code view-users}. */
    @GET
    @Path("history")
    public Response history() {
        UserModel user = user();
        auth.users().requireView(user);
        return AdminResponse.json(
                        new HistoryReader(session, AdminRequest.of(session).language()).read(user))
                .build();
    }

    /** Forgets what is known about the user, and all known devices. */
    @DELETE
    @Path("history")
    public Response forget(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.FORGET, reason, body);
    }

    /** Lifts all limits of the account. A permanent lockout stays, and is reported. */
    @DELETE
    @Path("limits")
    public Response unlock(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.UNLOCK, reason, body);
    }

    /** Issues a pass for one login; the response is the only place that shows it. */
    @POST
    @Path("pass")
    public Response letInOnce(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.LET_IN_ONCE, reason, body);
    }

    /** Ends all sessions of the user, offline ones too. */
    @POST
    @Path("sign-out")
    public Response signOut(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.SIGN_OUT, reason, body);
    }

    /** Locks the account down, see {@link dev.gatehouse.recovery.page.AccountLockdown#lockDown}. */
    @POST
    @Path("lock-down")
    public Response lockDown(@QueryParam("reason") @Nullable String reason, @Nullable String body) {
        return help(HelpAct.LOCK_DOWN, reason, body);
    }

    private Response help(HelpAct act, @Nullable String reason, @Nullable String body) {
        UserModel user = user();
        try {
            return AdminResponse.json(help.help(user, act, reason, body)).build();
        } catch (HelpRefused refused) {
            throw exception(refused);
        }
    }

    /** A refusal as a code for programs and a sentence for people. A caller without a role gets Keycloak's own answer. */
    private static WebApplicationException exception(HelpRefused refused) {
        if (refused.why() == HelpRefused.Why.NO_ROLE) {
            return new ForbiddenException();
        }
        return new WebApplicationException(
                AdminResponse.refusal(refused.why().status(), refused.why().code(), refused.advice())
                        .build());
    }

    /** A caller who may not even search for users does not learn whether the user exists, as in Keycloak's own resources. */
    private UserModel user() {
        return AccountId.find(session, realm, id)
                .orElseThrow(() ->
                        auth.users().canQuery() ? new NotFoundException("User not found") : new ForbiddenException());
    }
}
