package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.container.Compose;
import dev.gatehouse.testsupport.container.Docker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies the checks of {@code scripts/release} that run before it builds anything. It needs no server. */
class ReleaseScriptTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    @DisplayName("--help prints the help of the script, and builds nothing")
    void helpIsTheScriptsOwn(String option) {
        Docker.Answer answer = release(Compose.ROOT, option);
        assertThat(answer.exitCode()).as(answer.text()).isZero();
        assertThat(answer.text())
                .contains("Usage: scripts/release", "--twice", "--sign KEY", "--help", "Keyless")
                .doesNotContain("#", "mvn [options]");
    }

    @Test
    @DisplayName("A version without an entry in the change log is not released")
    void aVersionWithoutAnEntryInTheChangeLogIsNotReleased() throws IOException {
        copy("# Changelog\n\n## [Unreleased]\n\n- Something.\n\n## [" + version() + "1]\n\n- Something else.\n");
        assertRefused();
    }

    @Test
    @DisplayName("A heading with nothing below it is no entry")
    void aHeadingWithNothingBelowItIsNoEntry() throws IOException {
        copy("# Changelog\n\n## [" + version() + "]\n\n## [0.0.1]\n\n- Something else.\n\n[" + version()
                + "]: https://example.org\n");
        assertRefused();
    }

    @Test
    @DisplayName("The change log has an entry for the next version, and an unknown key stops the release")
    void theChangeLogHasAnEntryForTheNextVersion() {
        Docker.Answer answer = release(Compose.ROOT, "--sign", "no-such-key@gatehouse.invalid");
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(1);
        assertThat(answer.text())
                .contains("gpg has no secret key no-such-key@gatehouse.invalid")
                .doesNotContain("CHANGELOG.md");
    }

    private void assertRefused() throws IOException {
        Docker.Answer answer = release(folder);
        assertThat(answer.exitCode()).as(answer.text()).isEqualTo(1);
        assertThat(answer.text()).startsWith("CHANGELOG.md has no entry for version " + version() + ".");
        assertThat(folder.resolve("target")).doesNotExist();
    }

    private void copy(String changeLog) throws IOException {
        Files.createDirectory(folder.resolve("scripts"));
        for (String file : List.of("pom.xml", "scripts/release")) {
            Files.copy(Compose.ROOT.resolve(file), folder.resolve(file));
        }
        Files.writeString(folder.resolve("CHANGELOG.md"), changeLog);
    }

    /** The version that the repository works towards. */
    private static String version() throws IOException {
        return Files.readString(Compose.ROOT.resolve("pom.xml"))
                .lines()
                .filter(line -> line.startsWith("  <version>"))
                .map(line -> line.replaceAll("</?version>|-SNAPSHOT", "").strip())
                .findFirst()
                .orElseThrow();
    }

    private static Docker.Answer release(Path root, String... arguments) {
        List<String> command = new ArrayList<>(List.of("bash", "scripts/release"));
        command.addAll(List.of(arguments));
        return Docker.run(root, Map.of(), command);
    }
}
