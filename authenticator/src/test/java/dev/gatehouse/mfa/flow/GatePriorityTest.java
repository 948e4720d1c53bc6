package dev.gatehouse.mfa.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatehouse.keycloak.grant.GatehouseRequiredActions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keycloak.models.RequiredActionProviderModel;

/** The gate runs before any action that an attacker could complete. */
class GatePriorityTest {

    private final List<RequiredActionProviderModel> list = new ArrayList<>();

    @Test
    void aGateBehindOtherActionsIsMovedToTheTopWithAllItsSettings() {
        RequiredActionProviderModel gate = action(GatehouseRequiredActions.GATE, 1001, true);
        gate.setConfig(Map.of("policy", "always"));
        action("CONFIGURE_TOTP", 10, true);
        action("UPDATE_PASSWORD", 30, true);
        assertThat(placed()).hasValueSatisfying(moved -> {
            assertThat(moved.getPriority()).isEqualTo(9);
            assertThat(moved)
                    .usingRecursiveComparison()
                    .ignoringFields("priority")
                    .isEqualTo(gate);
        });
        assertThat(gate.getPriority()).as("the model that all requests share").isEqualTo(1001);
    }

    @Test
    void aSharedPriorityIsNotTheFirst() {
        action(GatehouseRequiredActions.GATE, 10, true);
        action("CONFIGURE_TOTP", 10, true);
        assertThat(placed())
                .hasValueSatisfying(moved -> assertThat(moved.getPriority()).isEqualTo(9));
    }

    @Test
    void aGateThatIsFirstKeepsItsPriority() {
        action(GatehouseRequiredActions.APP_ACCESS, 0, true);
        action("TERMS_AND_CONDITIONS", 0, false);
        action(GatehouseRequiredActions.GATE, 1, true);
        action("CONFIGURE_TOTP", 2, true);
        assertThat(placed()).isEmpty();
    }

    @Test
    void aGateWithoutOtherActionsKeepsItsPriority() {
        action(GatehouseRequiredActions.GATE, 1001, true);
        assertThat(placed()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-2147483648,1,0", "-2147483647,1,-2147483648", "0,2147483647,1", "5,6,-2147483648"})
    void allAreRenumberedIfNoLowerPriorityIsLeftOrPrioritiesCannotBeSorted(int first, int second, int gate) {
        action("CONFIGURE_TOTP", first, true);
        action("UPDATE_PASSWORD", second, true);
        action(GatehouseRequiredActions.GATE, gate, true);
        assertThat(GatePriority.changed(list))
                .extracting(RequiredActionProviderModel::getAlias, RequiredActionProviderModel::getPriority)
                .containsExactly(
                        tuple(GatehouseRequiredActions.GATE, 0),
                        tuple("CONFIGURE_TOTP", 1),
                        tuple("UPDATE_PASSWORD", 2));
    }

    @Test
    void anExtremePriorityOfAnyActionRenumbersAll() {
        action(GatehouseRequiredActions.GATE, 1, true);
        action("CONFIGURE_TOTP", 2, true);
        action(GatehouseRequiredActions.APP_ACCESS, Integer.MAX_VALUE, true);
        assertThat(GatePriority.changed(list))
                .extracting(RequiredActionProviderModel::getAlias)
                .containsExactly(GatehouseRequiredActions.GATE, "CONFIGURE_TOTP", GatehouseRequiredActions.APP_ACCESS);
        list.clear();
        list.addAll(GatePriority.changed(List.of(
                action(GatehouseRequiredActions.GATE, 0, true), action("CONFIGURE_TOTP", Integer.MAX_VALUE, false))));
        assertThat(GatePriority.changed(list)).as("once").isEmpty();
    }

    private RequiredActionProviderModel action(String alias, int priority, boolean enabled) {
        RequiredActionProviderModel action = new RequiredActionProviderModel();
        action.setId("id of " + alias);
        action.setAlias(alias);
        action.setName("name of " + alias);
        action.setProviderId(alias);
        action.setPriority(priority);
        action.setEnabled(enabled);
        list.add(action);
        return action;
    }

    private Optional<RequiredActionProviderModel> placed() {
        List<RequiredActionProviderModel> changed = GatePriority.changed(list);
        assertThat(changed).hasSizeLessThan(2);
        return changed.stream().findFirst();
    }
}
