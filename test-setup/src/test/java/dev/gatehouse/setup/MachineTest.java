package dev.gatehouse.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineTest {

    @ParameterizedTest
    @CsvSource({"apt-get, APT", "dnf, DNF", "apk, APK", "pacman, PACMAN", "zypper, ZYPPER", "brew, BREW"})
    void recognisesThePackageManagerByItsProgram(String program, PackageManager manager) {
        assertThat(PackageManager.of(Set.of(program)::contains)).contains(manager);
    }

    @Test
    void recognisesNoOther() {
        assertThat(PackageManager.of(Set.of("emerge")::contains)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "APT, true, false, true",
        "APT, false, true, true",
        "APT, false, false, false",
        "BREW, false, false, true",
        "BREW, true, false, false"
    })
    void installsAsRootOrBySudoAndWithHomebrewOnlyWithoutRoot(
            PackageManager manager, boolean root, boolean sudo, boolean can) {
        assertThat(new Machine(Optional.of(manager), root, sudo).canInstall()).isEqualTo(can);
    }

    @Test
    void cannotInstallWithoutAPackageManager() {
        assertThat(new Machine(Optional.empty(), true, false).canInstall()).isFalse();
    }

    @Test
    void installsWithoutInteraction() {
        assertThat(String.join(" ", debian(true, false).installing(List.of("chromium"))))
                .isEqualTo("env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium");
        assertThat(String.join(" ", debian(false, true).installing(List.of("chromium"))))
                .isEqualTo(
                        "sudo -n env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends chromium");
    }

    @Test
    void advisesTheExactCommand() {
        assertThat(debian(false, false).advice(Need.BROWSER))
                .isEqualTo(
                        "The browser tests need Chromium or Chrome, and none was found that starts; run this, then the same command again: "
                                + "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium-headless-shell");
        assertThat(debian(true, false).advice(Need.MARIADB))
                .endsWith(": apt-get update && apt-get install -y --no-install-recommends mariadb-server-core");
        assertThat(new Machine(Optional.of(PackageManager.BREW), false, false).advice(Need.BROWSER))
                .endsWith(": brew install google-chrome");
        assertThat(new Machine(Optional.empty(), false, false).advice(Need.BROWSER))
                .contains("set GATEHOUSE_CHROMIUM");
    }

    @Test
    void advisesOneCommandForAllNeeds() {
        assertThat(debian(false, false).advice(List.of(Need.BROWSER, Need.FONTS)))
                .endsWith("chromium-headless-shell fonts-liberation fonts-dejavu-core fonts-droid-fallback");
        assertThat(new Machine(Optional.of(PackageManager.DNF), true, false)
                        .advice(List.of(Need.BROWSER, Need.FONTS, Need.MARIADB)))
                .endsWith(": dnf install -y chromium-headless mariadb-server");
    }

    private static Machine debian(boolean root, boolean sudo) {
        return new Machine(Optional.of(PackageManager.APT), root, sudo);
    }
}
