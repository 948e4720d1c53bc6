package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.server.TestServer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that the command plans, applies and undoes the set-up, in words. */
class SetupCommandTest {

    private final TestServer server = TestServer.shared();

    @Test
    @DisplayName("The plan in words, its application, what was applied, and its undoing")
    void aRealmIsSetUpAndUndone() throws Exception {
        try (RealmInUse realm = new RealmInUse(server)) {
            String before = realm.export();
            CommandRun shown = CommandRun.of(server, "setup", realm.name(), "--themes");
            assertThat(shown.output())
                    .startsWith("realm " + realm.name() + ": 6 steps to apply\nbrowser-flow (browser flow)\n")
                    .contains("before:", "after:", "gatehouse-adaptive-mfa (REQUIRED)", "Add --yes to go ahead.");
            assertThat(shown.exit()).as("nobody was there to agree").isEqualTo(1);
            assertThat(realm.export()).isEqualTo(before);

            CommandRun applied = CommandRun.of(server, "setup", realm.name(), "--themes", "--yes");
            assertThat(applied.exit()).as(applied.output()).isZero();
            assertThat(applied.output()).contains("realm " + realm.name() + ": 6 steps applied\n");
            assertThat(realm.admin().get("").get("loginTheme").asText()).isEqualTo("gatehouse");
            CommandRun again = CommandRun.of(server, "setup", realm.name());
            assertThat(again).isEqualTo(new CommandRun(0, "realm " + realm.name() + ": nothing to change\n"));
            assertThat(CommandRun.of(server, "setup", realm.name(), "--status").output())
                    .contains("6 steps applied", "Do not remove the JARs");
            assertThat(CommandRun.of(server, "doctor", realm.name()).exit())
                    .as("no hole")
                    .isZero();

            CommandRun one = CommandRun.of(server, "undo", realm.name(), "--step", "themes", "--yes");
            assertThat(one.output()).startsWith("realm " + realm.name() + ": 1 step undone\nthemes (themes)\n");
            CommandRun needed = CommandRun.of(server, "undo", realm.name(), "--step", "browser-flow", "--yes");
            assertThat(needed.exit()).isEqualTo(1);
            assertThat(needed.output()).contains("Undo gate first");
            CommandRun undone = CommandRun.of(server, "undo", realm.name(), "--yes");
            assertThat(undone.exit()).as(undone.output()).isZero();
            assertThat(undone.output()).contains("5 steps undone", "Do not remove the JARs: logins would fail in");
            assertThat(realm.export()).isEqualTo(before);
        }
    }

    @Test
    void wrongArgumentsAreExplained() throws Exception {
        CommandRun wrong = CommandRun.of(server, "setup", "acme", "--recovry");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.output()).contains("recovry", "Usage:");
        CommandRun other = CommandRun.of(server, "install", "acme");
        assertThat(other.exit()).isEqualTo(2);
        assertThat(other.output()).contains("setup, undo or doctor");
    }
}
