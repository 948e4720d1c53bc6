package dev.gatehouse.mfa.report;

import dev.gatehouse.keycloak.json.PlainJson;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** The report of a realm, for admins with the roles that Keycloak's own views of events and users require. */
@Produces({MediaType.APPLICATION_JSON, ReportResource.CSV})
public final class ReportResource {

    static final String CSV = "text/csv";

    private static final int USUAL_USERS = 100;
    private static final int MOST_USERS = 1000;

    /** More than any realm has users. */
    private static final int MOST_FIRST = 1_000_000_000;

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;

    public ReportResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
    }

    /**
     * The logins of the last 30 days that were challenged, or would have been. Requires the role {@code view-events}; for the names of
     * users, {@code view-users} too.
     *
     * @param format {@code csv} or {@code json}; if missing, the request's Accept header decides
     */
    @GET
    public Response report(@QueryParam("format") @Nullable String format) {
        auth.realm().requireViewEvents();
        Report report = new ReportService(session, realm).make(this::visible);
        return wantsCsv(format) ? csv(ReportCsv.of(report), "gatehouse-report.csv") : json(report);
    }

    /**
     * The users who were challenged within the last 30 days, or would have been, the most frequently challenged first. Requires the roles
     * {@code view-events} and {@code view-users}.
     *
     * @param first how many to leave out; 0 if missing
     * @param max how many to return, from 1 to {@value #MOST_USERS}; {@value #USUAL_USERS} if missing
     * @param format as for {@link #report}
     */
    @GET
    @Path("users")
    public Response users(
            @QueryParam("first") @Nullable Integer first,
            @QueryParam("max") @Nullable Integer max,
            @QueryParam("format") @Nullable String format) {
        auth.realm().requireViewEvents();
        auth.users().requireView();
        int from = Math.max(0, Math.min(first == null ? 0 : first, MOST_FIRST));
        int most = Math.max(1, Math.min(max == null ? USUAL_USERS : max, MOST_USERS));
        List<Report.ChallengedUser> users = new ReportService(session, realm).challenged(from, most, this::visible);
        return wantsCsv(format) ? csv(ReportCsv.of(users), "gatehouse-challenged-users.csv") : json(users);
    }

    private Optional<UserModel> visible(String userId) {
        return Optional.ofNullable(session.users().getUserById(realm, userId)).filter(auth.users()::canView);
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

    private static Response csv(String table, String file) {
        return Response.ok(table, CSV + ";charset=UTF-8")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response json(Object value) {
        return Response.ok(PlainJson.write(value), MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }
}
