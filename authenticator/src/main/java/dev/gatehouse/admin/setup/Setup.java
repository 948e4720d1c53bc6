package dev.gatehouse.admin.setup;

import dev.gatehouse.admin.flow.SetupStepId;
import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.text.LogText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Plans, applies and undoes the set-up of a realm. Applying and undoing each run in one transaction of their own, which locks the realm's
 * row in {@link SetupTable} before it reads anything: Keycloak itself does not lock a realm.
 */
final class Setup {

    private static final Logger LOG = Logger.getLogger(Setup.class);

    /** Without these, logins would fail or be challenged each time while the gate is enabled. */
    private static final List<String> NEEDED_BY_GATE =
            List.of(SetupStepId.BROWSER_FLOW, SetupStepId.DIRECT_GRANT_FLOW, SetupStepId.CLIENT_FLOW);

    private final KeycloakSessionFactory sessions;
    private final String realmId;

    Setup(KeycloakSession session, RealmModel realm) {
        this.sessions = session.getKeycloakSessionFactory();
        this.realmId = realm.getId();
    }

    /** The plan for the realm as it is now. */
    Plan plan(SetupOptions options) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, session -> {
            SetupTable.Kept kept = new SetupTable(session).read(realmId);
            return Planner.plan(realm(session), options, kept);
        });
    }

    /** What was applied and not undone, in its order. */
    List<AppliedStep> applied() {
        return KeycloakModelUtils.runJobInTransactionWithResult(
                sessions, session -> new SetupTable(session).read(realmId).steps());
    }

    /**
     * Applies a plan.
     *
     * @param hash the hash of the plan that the administrator has seen
     * @param by the id of the administrator
     * @return the steps that were applied
     * @throws Refused if the realm has changed since, or if the plan has questions
     */
    List<SetupStep> apply(SetupOptions options, String hash, String by) {
        return locked((realm, kept) -> {
            Plan plan = Planner.plan(realm, options, kept);
            if (!plan.hash().equals(hash)) {
                throw Refused.conflict(
                        "The realm is not as it was when the plan was made, or the options differ. Plan again.");
            }
            if (!plan.questions().isEmpty()) {
                throw Refused.conflict(String.join(" ", plan.questions()));
            }
            List<AppliedStep> steps = new ArrayList<>(kept.steps());
            for (Change change : plan.changes()) {
                steps.add(new AppliedStep(
                        change.step(),
                        change.kind(),
                        KeycloakClock.now().getEpochSecond(),
                        by,
                        change.action().get()));
            }
            new SetupTable(realm.session()).write(realmId, steps);
            LOG.infof(
                    "GATEHOUSE-970 Set-up changed realm %s: %s",
                    LogText.of(realm.realm().getName()),
                    plan.steps().stream().map(SetupStep::id).toList());
            return plan.steps();
        });
    }

    /**
     * Undoes a step, or all of them, the last first.
     *
     * @param step the id of the step; empty for all
     * @param isForced whether to remove flows and password rules although somebody has changed them
     * @return the steps that were undone
     * @throws Refused if there is no such step, or if undoing it would lose or break something
     */
    List<SetupStep> undo(Optional<String> step, boolean isForced) {
        return locked((realm, kept) -> {
            List<AppliedStep> undone = new ArrayList<>(kept.steps().stream()
                    .filter(applied -> step.isEmpty() || applied.step().id().equals(step.get()))
                    .toList());
            if (undone.isEmpty() && step.isPresent()) {
                throw Refused.conflict("The step " + step.get() + " was not applied, or it has been undone.");
            }
            step.ifPresent(id -> requireUnneeded(realm, id));
            Collections.reverse(undone);
            undone.forEach(applied -> undo(realm, applied, isForced, step.isPresent()));
            List<AppliedStep> left = new ArrayList<>(kept.steps());
            left.removeAll(undone);
            new SetupTable(realm.session()).write(realmId, left);
            LOG.infof(
                    "GATEHOUSE-971 Set-up was undone in realm %s: %s",
                    LogText.of(realm.realm().getName()),
                    undone.stream().map(applied -> applied.step().id()).toList());
            return undone.stream().map(AppliedStep::step).toList();
        });
    }

    private static void requireUnneeded(Realm realm, String step) {
        boolean isNeeded = GatehouseRealm.of(realm.realm()).isGateEnabled()
                && NEEDED_BY_GATE.stream().anyMatch(step::startsWith);
        if (isNeeded) {
            throw Refused.conflict(
                    "The gate is enabled, and without this step it would challenge or refuse every login. Undo "
                            + SetupStepId.GATE + " first, or everything.");
        }
    }

    private static void undo(Realm realm, AppliedStep applied, boolean isForced, boolean isAlone) {
        switch (applied.kind()) {
            case FLOW -> new BoundFlows(realm).undo(applied.step().id(), applied.undo(), isForced);
            case ACTION -> new RequiredActions(realm).undo(applied.undo());
            case POLICY -> new ClientPolicies(realm).undo(applied.undo());
            case PASSWORD -> new RealmOptions(realm).undoPasswordRules(applied.undo(), isForced);
            case THEME -> new RealmOptions(realm).undoThemes(applied.undo());
            case SCOPE -> new RealmOptions(realm).undoAmr(applied.undo());
            case SETTINGS -> ExecutionSettings.undo(realm, applied.undo(), isAlone && !isForced);
        }
    }

    private <T> T locked(BiFunction<Realm, SetupTable.Kept, T> work) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, session -> {
            // Before the realm is read, which another administrator may be changing.
            SetupTable.Kept kept = new SetupTable(session).lock(realmId);
            return work.apply(realm(session), kept);
        });
    }

    private Realm realm(KeycloakSession session) {
        RealmModel realm = session.realms().getRealm(realmId);
        if (realm == null) {
            throw Refused.conflict("The realm has been removed.");
        }
        session.getContext().setRealm(realm);
        return new Realm(session, realm);
    }
}
