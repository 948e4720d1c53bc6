package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import dev.gatehouse.keycloak.text.LogText;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionProviderModel;

/**
 * Keeps the gate ahead of all other required actions of a realm. Keycloak runs due actions in the order of the realm's list and appends
 * newly registered actions at its end. An attacker who has only the password could then set up a second factor for the victim before being
 * challenged for one.
 *
 * <p>The order is corrected in the login that lacks MFA, because Keycloak has no hook that sees every change of the list: imports and
 * scripts bypass all factories. The other actions cannot be deferred instead: Keycloak sorts all due actions by the list and calls no
 * provider between sorting and running them. The list is written once per change; the next login finds the gate in first place.
 */
final class GatePriority {

    private static final Logger LOG = Logger.getLogger(GatePriority.class);

    /** Keycloak subtracts priorities to sort them; within this distance from zero the difference fits into an {@code int}. */
    private static final int FARTHEST = 1_000_000_000;

    private GatePriority() {}

    /**
     * Moves the gate to the top of the realm's list unless it is there. Keycloak sorts the due actions after evaluating all of them, so
     * this also applies to the current login. If the list cannot be written, the login fails.
     */
    static void keepFirst(RealmModel realm) {
        List<RequiredActionProviderModel> changed =
                changed(realm.getRequiredActionProvidersStream().toList());
        if (!changed.isEmpty()) {
            LOG.warnf(
                    "GATEHOUSE-410 The gate of realm %s came after other required actions, which an attacker could have completed before being "
                            + "challenged for a second factor. It was moved to the top",
                    LogText.of(realm.getName()));
            changed.forEach(realm::updateRequiredActionProvider);
        }
    }

    /**
     * The actions to write so that the gate is first; empty if it is. Usually only the gate. All actions are renumbered in their order if
     * no lower priority is left, or if Keycloak's subtraction of the priorities would overflow.
     *
     * @param actions all of the realm
     */
    static List<RequiredActionProviderModel> changed(List<RequiredActionProviderModel> actions) {
        Optional<RequiredActionProviderModel> gate = actions.stream()
                .filter(action -> GatehouseRequiredActions.GATE.equals(action.getAlias()))
                .findFirst();
        OptionalInt first = actions.stream()
                .filter(RequiredActionProviderModel::isEnabled)
                // The app access action only decides and changes nothing, so it may come first.
                .filter(action -> !GatehouseRequiredActions.GATE.equals(action.getAlias())
                        && !GatehouseRequiredActions.APP_ACCESS.equals(action.getAlias()))
                .mapToInt(RequiredActionProviderModel::getPriority)
                .min();
        if (gate.isEmpty() || first.isEmpty()) {
            return List.of();
        }
        if (actions.stream().anyMatch(action -> action.getPriority() < -FARTHEST || action.getPriority() > FARTHEST)) {
            return renumbered(actions);
        }
        return gate.get().getPriority() < first.getAsInt()
                ? List.of()
                : List.of(with(gate.get(), first.getAsInt() - 1));
    }

    private static List<RequiredActionProviderModel> renumbered(List<RequiredActionProviderModel> actions) {
        List<RequiredActionProviderModel> ordered = actions.stream()
                .sorted(Comparator.comparing((RequiredActionProviderModel action) ->
                                !GatehouseRequiredActions.GATE.equals(action.getAlias()))
                        .thenComparingInt(RequiredActionProviderModel::getPriority))
                .toList();
        return IntStream.range(0, ordered.size())
                .mapToObj(place -> with(ordered.get(place), place))
                .toList();
    }

    /** A copy, because the given model may be cached and shared by all requests. */
    private static RequiredActionProviderModel with(RequiredActionProviderModel action, int priority) {
        RequiredActionProviderModel moved = new RequiredActionProviderModel();
        moved.setId(action.getId());
        moved.setAlias(action.getAlias());
        moved.setName(action.getName());
        moved.setProviderId(action.getProviderId());
        moved.setEnabled(action.isEnabled());
        moved.setDefaultAction(action.isDefaultAction());
        moved.setConfig(action.getConfig() == null ? null : new HashMap<>(action.getConfig()));
        moved.setPriority(priority);
        return moved;
    }
}
