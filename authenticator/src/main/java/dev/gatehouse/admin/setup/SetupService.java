package dev.gatehouse.admin.setup;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.admin.AdminEventBuilder;
import org.keycloak.services.resources.admin.fgap.AdminPermissionEvaluator;

/**
 * Set-up of a realm on behalf of an administrator: checks the role that each call requires, and reports what was changed. Reading what was
 * applied requires the role {@code view-realm}, all else {@code manage-realm}; without it, calls throw
 * {@link jakarta.ws.rs.ForbiddenException}.
 */
public final class SetupService {

    static final String STEPS = "steps";

    private final AdminPermissionEvaluator auth;
    private final AdminEventBuilder adminEvent;
    private final Setup setup;

    /** Set-up of a realm. */
    public SetupService(
            KeycloakSession session, RealmModel realm, AdminPermissionEvaluator auth, AdminEventBuilder adminEvent) {
        this.auth = auth;
        this.adminEvent = adminEvent;
        this.setup = new Setup(session, realm);
    }

    /** What was applied and not undone, in its order. */
    public List<AppliedStep> applied() {
        auth.realm().requireViewRealm();
        return setup.applied();
    }

    /**
     * What set-up would change.
     *
     * @param options by name, see {@link SetupOptions#parse}
     * @throws Refused if an option is unknown or invalid
     */
    public Plan plan(Map<String, String> options) {
        auth.realm().requireManageRealm();
        return setup.plan(SetupOptions.parse(options));
    }

    /**
     * Applies a plan.
     *
     * @param options by name, those of the plan
     * @param hash the hash of the plan that the administrator has seen
     * @return the steps that were applied
     * @throws Refused if the realm has changed since, or if the plan has questions
     */
    public List<SetupStep> apply(Map<String, String> options, String hash) {
        auth.realm().requireManageRealm();
        List<SetupStep> steps = setup.apply(
                SetupOptions.parse(options), hash, auth.adminAuth().getUser().getId());
        report(OperationType.ACTION, steps, "gatehouse", "setup");
        return steps;
    }

    /**
     * Undoes a step, or all of them, the last first.
     *
     * @param step the id of the step; empty for all
     * @param isForced whether to remove flows and password rules although somebody has changed them
     * @return the steps that were undone
     * @throws Refused if there is no such step, or if undoing it would lose or break something
     */
    public List<SetupStep> undo(Optional<String> step, boolean isForced) {
        auth.realm().requireManageRealm();
        List<SetupStep> steps = setup.undo(step, isForced);
        report(
                OperationType.DELETE,
                steps,
                Stream.concat(Stream.of("gatehouse", "setup"), step.stream()).toArray(String[]::new));
        return steps;
    }

    /** The path is that of the Admin REST API, wherever the administrator has called from. */
    private void report(OperationType operation, List<SetupStep> steps, String... path) {
        if (!steps.isEmpty()) {
            adminEvent
                    .operation(operation)
                    .resource(ResourceType.REALM)
                    .resourcePath(path)
                    .representation(
                            Map.of(STEPS, steps.stream().map(SetupStep::id).toList()))
                    .success();
        }
    }
}
