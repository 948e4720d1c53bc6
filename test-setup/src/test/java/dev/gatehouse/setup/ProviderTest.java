package dev.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProviderTest {

    private static final Machine DEBIAN = new Machine(Optional.of(PackageManager.APT), true, false);
    private static final String UPDATE = "env DEBIAN_FRONTEND=noninteractive apt-get update";
    private static final String INSTALL =
            "env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends ";

    private final List<String> log = new ArrayList<>();

    @Test
    void doesNotChangeAMachineThatHasEverything() {
        FakeMachine commands = new FakeMachine(Set.of(), Set.of());
        assertThat(new Provider(DEBIAN, commands, log::add)
                        .provide(Need.BROWSER, () -> true, List.of(() -> log.add("downloaded"))))
                .isTrue();
        assertThat(commands.ran).isEmpty();
        assertThat(log).isEmpty();
    }

    @Test
    void installsNothingIfADownloadHelps() {
        FakeMachine commands = new FakeMachine(Set.of(), Set.of("chromium-headless-shell"));
        assertThat(new Provider(DEBIAN, commands, log::add)
                        .provide(Need.BROWSER, () -> log.contains("downloaded"), List.of(() -> log.add("downloaded"))))
                .isTrue();
        assertThat(commands.ran).isEmpty();
    }

    @Test
    void installsTheBestPackageAndFallsBackOnOthers() {
        FakeMachine commands = new FakeMachine(Set.of(), Set.of("chromium"));
        assertThat(new Provider(DEBIAN, commands, log::add)
                        .provide(Need.BROWSER, () -> commands.installed.contains("chromium"), List.of(() -> {})))
                .isTrue();
        assertThat(commands.ran).containsExactly(UPDATE, INSTALL + "chromium-headless-shell", INSTALL + "chromium");
        assertThat(log)
                .containsExactly(
                        "Installing chromium-headless-shell.",
                        "chromium-headless-shell could not be installed: E: Unable to locate package chromium-headless-shell",
                        "Installing chromium.");
    }

    @Test
    void continuesIfTheInstalledProgramDoesNotStart() {
        FakeMachine commands = new FakeMachine(Set.of(), Set.of("chromium-headless-shell", "chromium"));
        assertThat(new Provider(DEBIAN, commands, log::add)
                        .provide(Need.BROWSER, () -> commands.installed.contains("chromium"), List.of()))
                .isTrue();
        assertThat(commands.installed)
                .contains("chromium-headless-shell", "chromium")
                .doesNotContain("chromium-browser");
    }

    @Test
    void updatesThePackageListsOnce() {
        FakeMachine commands = new FakeMachine(Set.of(), Set.of("postgresql", "mariadb-server-core"));
        Provider provider = new Provider(DEBIAN, commands, log::add);
        assertThat(provider.provide(Need.POSTGRESQL, () -> commands.installed.contains("postgresql"), List.of()))
                .isTrue();
        assertThat(provider.provide(Need.MARIADB, () -> commands.installed.contains("mariadb-server-core"), List.of()))
                .isTrue();
        assertThat(commands.ran).containsExactly(UPDATE, INSTALL + "postgresql", INSTALL + "mariadb-server-core");
    }

    @Test
    void installsNothingWithoutRights() {
        FakeMachine commands = new FakeMachine(Set.of(), Set.of("chromium-headless-shell"));
        Machine withoutRights = new Machine(Optional.of(PackageManager.APT), false, false);
        assertThat(new Provider(withoutRights, commands, log::add).provide(Need.BROWSER, () -> false, List.of()))
                .isFalse();
        assertThat(commands.ran).isEmpty();
    }
}
