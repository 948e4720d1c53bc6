package dev.gatehouse.admin.setup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.AuthenticationFlowModel;

/** Binds flows that the set-up adds or finds, and undoes that. */
record BoundFlows(Realm realm) {

    private static final String PLACE = "place";
    private static final String OWNER = "owner";
    private static final String BEFORE = "before";
    private static final String ADDED = "added";
    private static final String CONTENT = "content";
    private static final String OURS = "ours";

    /**
     * Binds a flow.
     *
     * @param isOurs whether the set-up has added the flow, so that undoing removes it
     * @return what undoing needs
     */
    Map<String, String> bind(Binding binding, AuthenticationFlowModel added, boolean isOurs) {
        Map<String, String> undo = new LinkedHashMap<>();
        undo.put(PLACE, binding.place().name());
        undo.put(OWNER, binding.owner());
        undo.put(BEFORE, binding.flow(realm.session(), realm.realm()).orElse(""));
        undo.put(ADDED, added.getId());
        undo.put(CONTENT, realm.flows().fingerprint(added));
        undo.put(OURS, Boolean.toString(isOurs));
        binding.bind(realm.session(), realm.realm(), added);
        return undo;
    }

    /**
     * Binds what was bound before, unless somebody has bound another flow since, and removes the flow if the set-up has added it, unless it is
     * bound elsewhere.
     *
     * @param isForced whether to remove the flow although somebody has changed it
     * @throws Refused if the flow was changed, or if the one before is gone
     */
    void undo(String step, Map<String, String> undo, boolean isForced) {
        FlowStore flows = realm.flows();
        Optional<AuthenticationFlowModel> added = flows.byId(undo.get(ADDED));
        if (added.isEmpty()) {
            return;
        }
        AuthenticationFlowModel flow = added.get();
        boolean isOurs = isOurs(undo);
        if (isOurs && !isForced && !flows.fingerprint(flow).equals(undo.get(CONTENT))) {
            throw Refused.conflict("The flow " + flow.getAlias() + " was changed after the step " + step
                    + " added it, and undoing the step removes it. To lose the changes, undo with force=true.");
        }
        Binding binding =
                new Binding(Binding.Place.valueOf(undo.getOrDefault(PLACE, "")), undo.getOrDefault(OWNER, ""));
        boolean isBound = binding.flow(realm.session(), realm.realm())
                .filter(flow.getId()::equals)
                .isPresent();
        if (isBound) {
            binding.bind(realm.session(), realm.realm(), before(step, undo));
        }
        if (isOurs && !flows.isBound(flow)) {
            flows.remove(flow);
        }
    }

    /** Whether the set-up has added the flow of a step. Steps that were applied before this was noted bound flows of their own only. */
    private static boolean isOurs(Map<String, String> undo) {
        return Boolean.parseBoolean(undo.getOrDefault(OURS, "true"));
    }

    /** Whether one of these steps has added a flow. */
    static boolean isAddedBy(List<AppliedStep> applied, AuthenticationFlowModel flow) {
        return applied.stream()
                .filter(step -> step.kind() == UndoKind.FLOW)
                .map(AppliedStep::undo)
                .anyMatch(undo -> flow.getId().equals(undo.get(ADDED)) && isOurs(undo));
    }

    private @Nullable AuthenticationFlowModel before(String step, Map<String, String> undo) {
        String id = undo.getOrDefault(BEFORE, "");
        if (id.isEmpty()) {
            return null;
        }
        return realm.flows()
                .byId(id)
                .orElseThrow(() -> Refused.conflict("The flow that was bound before the step " + step
                        + " has been removed. Bind another flow in its place, then undo the step."));
    }
}
