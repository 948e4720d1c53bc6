package dev.gatehouse.login;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.grant.OwnActions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.keycloak.models.RequiredActionProviderModel;

/** The gate comes before whatever a stranger could carry out. */
class GatePlaceTest {

    private final List<RequiredActionProviderModel> list = new ArrayList<>();

    @Test
    void aGateThatStandsBehindOthersIsMovedToTheTopWithAllItsSettings() {
        RequiredActionProviderModel gate = action(OwnActions.GATE, 1001, true);
        gate.setConfig(Map.of("policy", "always"));
        action("CONFIGURE_TOTP", 10, true);
        action("UPDATE_PASSWORD", 30, true);
        assertThat(placed()).hasValueSatisfying(moved -> {
            assertThat(moved.getPriority()).isEqualTo(9);
            assertThat(moved).usingRecursiveComparison().ignoringFields("priority").isEqualTo(gate);
        });
        assertThat(gate.getPriority()).as("the model that all requests share").isEqualTo(1001);
    }

    @Test
    void aPlaceThatIsSharedIsNotTheFirst() {
        action(OwnActions.GATE, 10, true);
        action("CONFIGURE_TOTP", 10, true);
        assertThat(placed()).hasValueSatisfying(moved -> assertThat(moved.getPriority()).isEqualTo(9));
    }

    @Test
    void aGateThatIsFirstStaysWhereItIs() {
        action(OwnActions.APP_ACCESS, 0, true);
        action("TERMS_AND_CONDITIONS", 0, false);
        action(OwnActions.GATE, 1, true);
        action("CONFIGURE_TOTP", 2, true);
        assertThat(placed()).isEmpty();
    }

    @Test
    void aGateThatIsAloneStaysWhereItIs() {
        action(OwnActions.GATE, 1001, true);
        assertThat(placed()).isEmpty();
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
        return GatePlace.movedFirst(list);
    }
}
