package dev.gatehouse.keycloak.grant;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The values of {@code kc_action} that an app must not send: they name an action that decides about logins. A test on a server shows how
 * they are discarded.
 */
class GatehouseRequiredActionsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gatehouse-mfa-gate",
                "gatehouse-app-access",
                "gatehouse-mfa-gate:",
                "gatehouse-mfa-gate:x",
                "gatehouse-app-access:x:y",
                " gatehouse-mfa-gate "
            })
    void whateverFollowsTheColonItNamesOneThatDecides(String kcAction) {
        assertThat(GatehouseRequiredActions.decide(kcAction)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE_PASSWORD",
                "idp_link:gatehouse-mfa-gate",
                "CONFIGURE_TOTP",
                "gatehouse",
                "gatehouse-mfa-gate2",
                "",
                ":"
            })
    void whatNamesAnotherIsKept(String kcAction) {
        assertThat(GatehouseRequiredActions.decide(kcAction)).isFalse();
    }
}
