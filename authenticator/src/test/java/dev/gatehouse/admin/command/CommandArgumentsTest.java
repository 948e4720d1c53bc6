package dev.gatehouse.admin.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatehouse.admin.command.CommandArguments.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandArgumentsTest {

    private static CommandArguments parse(boolean isUndoing, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--realm", "shop", "--user=admin"));
        arguments.addAll(List.of(more));
        return CommandArguments.parse(arguments, isUndoing);
    }

    @Test
    void aPlanIsShownFirst() {
        CommandArguments given = parse(false);
        assertThat(given.action()).isEqualTo(Action.PLAN);
        assertThat(given.realms()).containsExactly("shop");
        assertThat(given.server()).isEqualTo("http://localhost:8080");
        assertThat(given.account()).isEqualTo(new CommandArguments.Account("master", "admin", false));
        assertThat(given.options()).isEmpty();
    }

    @Test
    void optionsAreThoseOfTheInterface() {
        CommandArguments given = parse(
                false,
                "--recovery",
                "--apps=one",
                "--apps",
                "two",
                "--people",
                "owner",
                "--role",
                "acme-login=password",
                "--yes");
        assertThat(given.action()).isEqualTo(Action.APPLY);
        assertThat(given.options())
                .isEqualTo(Map.of(
                        "recovery", "true", "apps", "one,two", "people", "owner", "step.acme-login", "password"));
    }

    @Test
    void undoingTakesAStep() {
        CommandArguments given = parse(true, "--step", "themes", "--force");
        assertThat(given.action()).isEqualTo(Action.UNDO);
        assertThat(given.undoStep()).isEqualTo("themes");
        assertThat(given.isSure()).isFalse();
        assertThat(given.options()).isEqualTo(Map.of("force", "true"));
    }

    @Test
    void whatWasAppliedIsShown() {
        assertThat(parse(false, "--status").action()).isEqualTo(Action.STATUS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--step=themes", "--force", "--recovry", "themes", "--role=password", "--apps"})
    void whatMakesNoSenseForTheSetUpIsRefused(String argument) {
        assertThatThrownBy(() -> parse(false, argument)).isInstanceOf(CommandArguments.Wrong.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--recovery", "--apps=one", "--status", "--role=a=other"})
    void whatMakesNoSenseForUndoingIsRefused(String argument) {
        assertThatThrownBy(() -> parse(true, argument)).isInstanceOf(CommandArguments.Wrong.class);
    }
}
