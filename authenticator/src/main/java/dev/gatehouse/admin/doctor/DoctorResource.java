package dev.gatehouse.admin.doctor;

import dev.gatehouse.admin.http.AdminRequest;
import dev.gatehouse.admin.http.AdminResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** What the doctor finds in a realm, for administrators who may view it. */
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
public final class DoctorResource {

    /** How many holes there are, for a caller who reads the text. */
    static final String HOLES_HEADER = "Gatehouse-Holes";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final DoctorRounds rounds;

    /**
     * The resource of a realm.
     *
     * @param rounds takes note of what is found
     */
    public DoctorResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, DoctorRounds rounds) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.rounds = rounds;
    }

    /** The findings as of now, the worst first, as JSON or, for the command, as text. Requires the role {@code view-realm}. */
    @GET
    public Response findings() {
        auth.realm().requireViewRealm();
        List<Finding> findings = Doctor.examine(session, realm);
        rounds.found(realm.getName(), findings);
        AdminRequest request = AdminRequest.of(session);
        List<FindingView> views = FindingView.all(
                findings, session, realm, request.language(), auth.adminAuth().getRealm());
        Response.ResponseBuilder response = request.wantsText()
                ? AdminResponse.text(FindingsText.of(realm.getName(), views))
                : AdminResponse.json(views);
        long holes = findings.stream()
                .filter(finding -> finding.severity() == Severity.HOLE)
                .count();
        return response.header(HOLES_HEADER, holes).build();
    }
}
