package dev.gatehouse.admin;

import dev.gatehouse.admin.doctor.DoctorResource;
import dev.gatehouse.admin.doctor.DoctorRounds;
import dev.gatehouse.admin.help.UserResource;
import dev.gatehouse.admin.logins.FeedbackResource;
import dev.gatehouse.admin.logins.LoginsResource;
import dev.gatehouse.admin.setup.SetupResource;
import dev.gatehouse.admin.whatif.WhatIfResource;
import dev.gatehouse.mfa.report.ReportResource;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * What administrators and helpers of a realm can request. Keycloak has verified the bearer token; each resource checks the roles that it
 * requires.
 */
public final class AdminResource {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;
    private final DoctorRounds rounds;

    AdminResource(
            KeycloakSession session,
            RealmModel realm,
            AdminPermissionEvaluator auth,
            AdminEventBuilder adminEvent,
            DoctorRounds rounds) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.adminEvent = adminEvent;
        this.rounds = rounds;
    }

    /** The logins of the last 30 days. */
    @Path("report")
    public ReportResource report() {
        return new ReportResource(session, realm, auth);
    }

    /** What is known about a user, and help for that user. */
    @Path("users/{id}")
    public UserResource user(@PathParam("id") String id) {
        return new UserResource(session, realm, auth, adminEvent, id);
    }

    /** What is wrong in the realm. */
    @Path("doctor")
    public DoctorResource doctor() {
        return new DoctorResource(session, realm, auth, rounds);
    }

    /** What would be decided about a login. */
    @Path("what-if")
    public WhatIfResource whatIf() {
        return new WhatIfResource(session, realm, auth);
    }

    /** What setting Gatehouse up in the realm changes. */
    @Path("setup")
    public SetupResource setup() {
        return new SetupResource(session, realm, auth, adminEvent);
    }

    /** Recent suspicious logins. */
    @Path("logins")
    public LoginsResource logins() {
        return new LoginsResource(session, realm, auth, adminEvent);
    }

    /** What administrators said about logins. */
    @Path("feedback")
    public FeedbackResource feedback() {
        return new FeedbackResource(session, realm, auth, adminEvent);
    }

    /** Any other path, for which the REST layer alone would answer 405. */
    @Path("{other:.*}")
    @SuppressWarnings("DoNotCallSuggester") // the REST layer calls it
    public Object other() {
        throw new NotFoundException();
    }
}
