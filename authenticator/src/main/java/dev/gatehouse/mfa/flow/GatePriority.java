package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
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
 * Keeps the gate before all other required actions of a realm. Keycloak carries out due actions in the order of the realm's list, and puts
 * an action that an admin registers at its end: whoever has only the password would set up the victim's second factor before being asked
 * for one.
 *
 * <p>It is done in the login that owes a proof, because Keycloak has no hook that sees every change of the list: an import and a script write it past
 * all factories. The other actions cannot be deferred instead: Keycloak sorts all that are due by the list, and asks nobody between sorting and
 * carrying out. The list is written once for each change: the next login finds the gate in its place.
 */
final class GatePriority {

    private static final Logger LOG = Logger.getLogger(GatePriority.class);

    /** The difference of two priorities that are no farther from zero is a number that Java's {@code int} can hold. */
    private static final int FARTHEST = 1_000_000_000;

    private GatePriority() {}

    /**
     * Moves the gate to the top of the realm's list unless it is there. Keycloak sorts the due actions after all have been evaluated, so this
     * holds for the login that finds the gate elsewhere too. If the list cannot be written, the login fails.
     */
    static void keepFirst(RealmModel realm) {
        List<RequiredActionProviderModel> changed = changed(realm.getRequiredActionProvidersStream().toList());
        if (!changed.isEmpty()) {
            LOG.warnf("GATEHOUSE-410 The gate of realm %s came after other required actions, which an attacker could have completed before being "
                    + "challenged for a second factor. It was moved to the top", realm.getName());
            changed.forEach(realm::updateRequiredActionProvider);
        }
    }

    /**
     * What has to be written so that the gate is first; empty if it is. Only the gate, unless the others have priorities that leave no room, or that
     * Keycloak cannot sort because it subtracts them: then all are numbered anew in their order.
     *
     * @param actions all of the realm
     */
    static List<RequiredActionProviderModel> changed(List<RequiredActionProviderModel> actions) {
        Optional<RequiredActionProviderModel> gate = actions.stream().filter(action -> GatehouseRequiredActions.GATE.equals(action.getAlias())).findFirst();
        OptionalInt first = actions.stream()
                .filter(RequiredActionProviderModel::isEnabled)
                // The access to apps decides and changes nothing, so it may come before.
                .filter(action -> !GatehouseRequiredActions.GATE.equals(action.getAlias()) && !GatehouseRequiredActions.APP_ACCESS.equals(action.getAlias()))
                .mapToInt(RequiredActionProviderModel::getPriority)
                .min();
        if (gate.isEmpty() || first.isEmpty()) {
            return List.of();
        }
        if (actions.stream().anyMatch(action -> action.getPriority() < -FARTHEST || action.getPriority() > FARTHEST)) {
            return renumbered(actions);
        }
        return gate.get().getPriority() < first.getAsInt() ? List.of() : List.of(with(gate.get(), first.getAsInt() - 1));
    }

    private static List<RequiredActionProviderModel> renumbered(List<RequiredActionProviderModel> actions) {
        List<RequiredActionProviderModel> ordered = actions.stream()
                .sorted(Comparator.comparing((RequiredActionProviderModel action) -> !GatehouseRequiredActions.GATE.equals(action.getAlias()))
                        .thenComparingInt(RequiredActionProviderModel::getPriority))
                .toList();
        return IntStream.range(0, ordered.size()).mapToObj(place -> with(ordered.get(place), place)).toList();
    }

    /** A copy, because the model at hand may be the one that is cached for all requests. */
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
