package dev.gatehouse.admin.setup;

import dev.gatehouse.admin.http.AdminRequest;
import dev.gatehouse.admin.http.AdminResponse;
import dev.gatehouse.keycloak.json.PlainJson;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.Config;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;
import org.keycloak.services.resources.admin.fgap.AdminPermissions;

/**
 * Shows what set-up would change in a realm, applies it, and undoes it. Reading what was applied requires the role {@code view-realm}, all
 * else {@code manage-realm}.
 */
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
public final class SetupResource {

    /** Says to the command how many steps a plan has, how many questions, and its hash. */
    private static final String STEPS_HEADER = "Gatehouse-Steps";

    private static final String QUESTIONS_HEADER = "Gatehouse-Questions";
    private static final String HASH_HEADER = "Gatehouse-Hash";

    private static final String DRY_RUN = "dry-run";
    private static final String HASH = "hash";
    private static final String TEST_EMAIL = "test-email";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AdminPermissionEvaluator auth;
    private final SetupService setup;

    /** The resource of a realm. */
    public SetupResource(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.session = session;
        this.realm = realm;
        this.auth = auth;
        this.setup = new SetupService(session, realm, auth, adminEvent);
    }

    /** What was applied and not undone, and which realms need the JARs. */
    @GET
    public Response state() {
        List<AppliedStep> applied = setup.applied();
        List<SetupStep> steps = applied.stream().map(AppliedStep::step).toList();
        Usage usage = usage();
        Map<String, Object> state = usage.view();
        state.put(
                SetupService.STEPS,
                applied.stream()
                        .map(step -> new TreeMap<>(Map.of("step", step.step(), "at", step.at(), "by", step.by())))
                        .toList());
        return answer(state, PlanText.done(realm.getName(), "applied", steps) + usage.text());
    }

    /**
     * The plan, or its application.
     *
     * @param testEmail whether a test email is sent to the caller while planning
     * @param body may have the hash of the plan, as {@code {"hash": "…"}}, in place of the parameter
     */
    @POST
    public Response change(
            @QueryParam(DRY_RUN) @Nullable String dryRun,
            @QueryParam(TEST_EMAIL) @Nullable String testEmail,
            @QueryParam(HASH) @Nullable String hash,
            @Nullable String body) {
        auth.realm().requireManageRealm();
        return refusing(() -> {
            Map<String, String> options = options();
            if ("true".equals(dryRun)) {
                Plan plan = setup.plan(options);
                return show("true".equals(testEmail) ? plan.with(testEmail()) : plan);
            }
            String planned = Optional.ofNullable(hash)
                    .or(() -> hashIn(body))
                    .orElseThrow(() -> Refused.wrong(
                            "Ask for the plan with dry-run=true, read it, and send its hash to apply it."));
            List<SetupStep> steps = setup.apply(options, planned);
            return answer(
                    new TreeMap<>(Map.of(SetupService.STEPS, steps)), PlanText.done(realm.getName(), "applied", steps));
        });
    }

    private String testEmail() {
        return new TestEmail(new Realm(session, realm), auth.adminAuth().getUser()).send();
    }

    private Response show(Plan plan) {
        return AdminRequest.of(session).wantsText()
                ? headers(AdminResponse.text(PlanText.plan(realm.getName(), plan)), plan)
                : headers(AdminResponse.json(plan.view()), plan);
    }

    private static Response headers(Response.ResponseBuilder response, Plan plan) {
        return response.header(HASH_HEADER, plan.hash())
                .header(STEPS_HEADER, plan.changes().size())
                .header(QUESTIONS_HEADER, plan.questions().size())
                .build();
    }

    /** Undoes all steps, and says which realms still need the JARs. */
    @DELETE
    public Response undoAll(@QueryParam("force") @Nullable String force) {
        return undo(Optional.empty(), force);
    }

    /** Undoes one step. */
    @DELETE
    @Path("{id}")
    public Response undoStep(@PathParam("id") String id, @QueryParam("force") @Nullable String force) {
        return undo(Optional.of(id), force);
    }

    private Response undo(Optional<String> step, @Nullable String force) {
        return refusing(() -> {
            List<SetupStep> steps = setup.undo(step, "true".equals(force));
            Usage usage = usage();
            Map<String, Object> result = usage.view();
            result.put(SetupService.STEPS, steps);
            return answer(result, PlanText.done(realm.getName(), "undone", steps) + usage.text());
        });
    }

    private Response answer(Map<String, Object> value, String text) {
        return AdminRequest.of(session).wantsText()
                ? AdminResponse.text(text).build()
                : AdminResponse.json(value).build();
    }

    private static Response refusing(Supplier<Response> work) {
        try {
            return work.get();
        } catch (Refused refused) {
            return Response.status(refused.isConflict() ? Response.Status.CONFLICT : Response.Status.BAD_REQUEST)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .entity(PlainJson.write(Map.of("errorMessage", String.valueOf(refused.getMessage()))))
                    .build();
        }
    }

    private Map<String, String> options() {
        Map<String, String> given = new LinkedHashMap<>();
        session.getContext().getUri().getQueryParameters().forEach((name, values) -> {
            if (!DRY_RUN.equals(name) && !HASH.equals(name) && !TEST_EMAIL.equals(name)) {
                given.put(name, String.join(",", values));
            }
        });
        return given;
    }

    private static Optional<String> hashIn(@Nullable String body) {
        return PlainJson.read(body, Map.class)
                .map(json -> json.get(HASH))
                .filter(String.class::isInstance)
                .map(String.class::cast);
    }

    /**
     * Which realms need the JARs.
     *
     * @param isHere whether this realm does
     * @param others the names of other realms that do and that the caller may see
     * @param hidden how many others do that the caller may not see
     */
    private record Usage(boolean isHere, List<String> others, long hidden) {

        boolean canJarsGo() {
            return !isHere && others.isEmpty() && hidden == 0;
        }

        Map<String, Object> view() {
            return new TreeMap<>(Map.of(
                    "jarsCanBeRemoved", canJarsGo(), "inUse", isHere, "otherRealms", others, "hiddenRealms", hidden));
        }

        String text() {
            if (canJarsGo()) {
                return "No realm needs Gatehouse any more: the JARs can be removed.\n";
            }
            List<String> realms = new ArrayList<>(others);
            if (isHere) {
                realms.add(0, "this realm");
            }
            if (hidden > 0) {
                realms.add(hidden + (hidden == 1 ? " realm" : " realms") + " that you may not see");
            }
            return "Do not remove the JARs: logins would fail in " + String.join(", ", realms) + ".\n";
        }
    }

    private Usage usage() {
        Set<String> inUse = new Counts(session).realmsInUse();
        boolean isHere = inUse.remove(realm.getId());
        List<String> visible = inUse.stream()
                .map(session.realms()::getRealm)
                .filter(this::isVisible)
                .map(RealmModel::getName)
                .sorted()
                .toList();
        return new Usage(isHere, visible, inUse.size() - visible.size());
    }

    /** An administrator of one realm sees no other, and Keycloak refuses even to ask. */
    private boolean isVisible(@Nullable RealmModel other) {
        return other != null
                && Config.getAdminRealm().equals(auth.adminAuth().getRealm().getName())
                && AdminPermissions.evaluator(session, other, auth.adminAuth())
                        .realm()
                        .canViewRealm();
    }
}
