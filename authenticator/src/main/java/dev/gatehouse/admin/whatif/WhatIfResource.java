package dev.gatehouse.admin.whatif;

import dev.gatehouse.admin.http.AdminRequest;
import dev.gatehouse.admin.http.AdminResponse;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/** What would be decided about a login, for administrators who may view the realm, whose settings it shows, and the user. */
@Produces(MediaType.APPLICATION_JSON)
public final class WhatIfResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;

    public WhatIfResource(KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
    }

    /**
     * The answer to the question in the query, see {@link WhatIfQuestion#PARAMETERS}. Requires the roles {@code view-realm} and
     * {@code view-users}. An invalid question is answered with 400 and a {@link WhatIfProblem}.
     */
    @GET
    public Response decide() {
        auth.realm().requireViewRealm();
        // A caller who may not even search for users does not learn whether one exists.
        if (!auth.users().canQuery()) {
            throw new ForbiddenException();
        }
        MultivaluedMap<String, String> parameters =
                session.getContext().getUri().getQueryParameters();
        try {
            if (!Set.copyOf(WhatIfQuestion.PARAMETERS).containsAll(parameters.keySet())) {
                throw new InvalidWhatIf(WhatIfProblem.PARAMETER_UNKNOWN);
            }
            WhatIfQuestion question = WhatIfQuestion.parse(parameters);
            WhatIf whatIf = new WhatIf(session, realm);
            auth.users().requireView(whatIf.user(question));
            return AdminResponse.json(
                            whatIf.decide(question, AdminRequest.of(session).language()))
                    .build();
        } catch (InvalidWhatIf e) {
            // A caller who may not view all users gets the same answer about one who does not exist.
            if (e.problem() == WhatIfProblem.USER_UNKNOWN && !auth.users().canView()) {
                throw new ForbiddenException();
            }
            return AdminResponse.refusal(
                            Response.Status.BAD_REQUEST.getStatusCode(),
                            e.problem().code(),
                            e.problem().advice())
                    .build();
        }
    }
}
