package dev.gatehouse.mfa.report;

import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.risk.profile.ProfileStore;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * The report of a realm and what is known about its users, for admins with the roles that Keycloak's own views of events and users require.
 */
@Produces({MediaType.APPLICATION_JSON, ReportResource.CSV})
public final class ReportResource {

    static final String CSV = "text/csv";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;

    ReportResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
    }

    /**
     * The logins of the last 30 days that were challenged, or would have been. Requires the role {@code view-events}; for the names of
     * users, {@code view-users} too.
     *
     * @param format {@code csv} or {@code json}; if missing, the request's Accept header decides
     */
    @GET
    @Path("report")
    public Response report(@QueryParam("format") @Nullable String format) {
        auth.realm().requireViewEvents();
        Report report = new ReportService(session, realm).make(this::visibleName);
        if (wantsCsv(format)) {
            return Response.ok(ReportCsv.of(report), CSV + ";charset=UTF-8")
                    .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"gatehouse-report.csv\"")
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        }
        return json(report);
    }

    /** What is known about a user. Requires the role {@code view-users}. */
    @GET
    @Path("users/{id}/history")
    public Response history(@PathParam("id") String id) {
        UserModel user = user(id);
        auth.users().requireView(user);
        return json(new HistoryReader(session, language()).read(user));
    }

    /** Forgets what is known about a user, and all known devices. Requires the role {@code manage-users}. */
    @DELETE
    @Path("users/{id}/history")
    public Response forget(@PathParam("id") String id) {
        UserModel user = user(id);
        auth.users().requireManage(user);
        new ProfileStore(session).forget(user);
        new KnownDevices(session).forgetAll(user);
        adminEvent
                .operation(OperationType.ACTION)
                .resource(ResourceType.USER)
                .resourcePath(session.getContext().getUri())
                .success();
        return Response.noContent().build();
    }

    /** A caller who may not even search for users does not learn whether the user exists, as in Keycloak's own resources. */
    private UserModel user(String id) {
        UserModel user = session.users().getUserById(realm, id);
        if (user == null) {
            throw auth.users().canQuery() ? new NotFoundException("User not found") : new ForbiddenException();
        }
        return user;
    }

    private Optional<String> visibleName(String userId) {
        return Optional.ofNullable(session.users().getUserById(realm, userId))
                .filter(auth.users()::canView)
                .map(UserModel::getUsername);
    }

    private boolean wantsCsv(@Nullable String format) {
        if (format != null) {
            return "csv".equalsIgnoreCase(format);
        }
        List<MediaType> accepted =
                session.getContext().getHttpRequest().getHttpHeaders().getAcceptableMediaTypes();
        for (MediaType type : accepted) {
            if (type.isCompatible(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (type.isCompatible(MediaType.valueOf(CSV))) {
                return true;
            }
        }
        return false;
    }

    private Locale language() {
        List<Locale> wanted =
                session.getContext().getHttpRequest().getHttpHeaders().getAcceptableLanguages();
        return wanted.isEmpty()
                        || wanted.get(0).getLanguage().isBlank()
                        || "*".equals(wanted.get(0).getLanguage())
                ? Locale.ENGLISH
                : wanted.get(0);
    }

    private static Response json(Object value) {
        return Response.ok(PlainJson.write(value), MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
