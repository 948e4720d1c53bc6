package dev.gatehouse.admin.logins;

import dev.gatehouse.admin.http.AdminResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** All feedback about logins of a realm, for measuring the model. */
@Produces({MediaType.APPLICATION_JSON, FeedbackResource.CSV})
public final class FeedbackResource {

    static final String CSV = "text/csv";

    private final AdminPermissionEvaluator auth;
    private final LoginFeedback feedback;

    public FeedbackResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.auth = auth;
        this.feedback = new LoginFeedback(session, realm, auth, adminEvent);
    }

    /**
     * The feedback, the most recently given first, at most 10,000. Requires the role {@code view-events}.
     *
     * @param format {@code csv} for a table; otherwise JSON
     */
    @GET
    public Response feedback(@QueryParam("format") @Nullable String format) {
        auth.realm().requireViewEvents();
        List<Feedback> all = feedback.all();
        return "csv".equalsIgnoreCase(format)
                ? Response.ok(FeedbackCsv.of(all), CSV + ";charset=UTF-8")
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"gatehouse-feedback.csv\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store")
                        .build()
                : AdminResponse.json(all).build();
    }
}
