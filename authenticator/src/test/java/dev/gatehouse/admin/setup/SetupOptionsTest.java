package dev.gatehouse.admin.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.admin.flow.StepRole;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SetupOptionsTest {

    @Test
    void nothingIsAskedForByDefault() {
        SetupOptions options = SetupOptions.parse(Map.of());
        assertThat(options.recovery() || options.passwordRules() || options.themes() || options.amr())
                .isFalse();
        assertThat(options.apps()).isEmpty();
        assertThat(options.privileged()).isEmpty();
    }

    @Test
    void namesAreSeparatedByCommas() {
        SetupOptions options =
                SetupOptions.parse(Map.of("privileged", "owner, /staff,", "apps", "shop", "people", "owner,admin"));
        assertThat(options.privileged()).containsExactly("owner", "/staff");
        assertThat(options.people()).containsExactly("owner", "admin");
    }

    @Test
    void anUnknownFormGetsARole() {
        assertThat(SetupOptions.parse(Map.of("step.acme-login", "password")).roles())
                .containsExactly(Map.entry("acme-login", StepRole.PASSWORD));
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        assertThatThrownBy(() -> SetupOptions.parse(Map.of("recovry", "true"))).hasMessageContaining("recovry");
        assertThatThrownBy(() -> SetupOptions.parse(Map.of("recovery", "yes"))).hasMessageContaining("yes");
        assertThatThrownBy(() -> SetupOptions.parse(Map.of("step.acme-login", "passwort")))
                .hasMessageContaining("passwort");
        assertThatThrownBy(() -> SetupOptions.parse(Map.of("apps", "shop"))).hasMessageContaining("people");
    }
}
