package dev.gatehouse.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Verifies the checks of {@code demo/start} that run before it builds anything, with a Java that only reports its version and no Maven on
 * the path.
 */
@DisabledOnOs(OS.WINDOWS)
class StartScriptTest {

    private static final Path SCRIPT = Path.of("").toAbsolutePath().resolve("start");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1.7.0_80,7", "1.8.0_402,8", "11.0.22,11", "16,16"})
    @DisplayName("A Java that is too old is named by its usual version")
    void anOldJavaIsNamedByItsUsualVersion(String version, String name) throws Exception {
        assertThat(start(version))
                .isEqualTo("Java " + name + " was found, but Gatehouse needs 17 or newer. "
                        + "Install a newer JDK, point JAVA_HOME at it, and run the command again.\n");
    }

    @ParameterizedTest
    @CsvSource({"17", "17.0.15", "21-ea", "25.0.1"})
    @DisplayName("A Java that is new enough is accepted")
    void aNewJavaIsTaken(String version) throws Exception {
        assertThat(start(version)).startsWith("Maven was not found.");
    }

    @Test
    @DisplayName("A Java without a version is reported")
    void aJavaWithoutAVersionIsReported() throws Exception {
        assertThat(start("")).contains("does not say its version");
    }

    private String start(String version) throws IOException, InterruptedException {
        Path java = Files.createDirectories(folder.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"" + version + "\" 2024-01-16' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
        // Only what the script needs: with Maven on this path it would build.
        for (String tool : new String[] {"dirname", "sed", "head"}) {
            Files.createSymbolicLink(folder.resolve("bin").resolve(tool), where(tool));
        }
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", SCRIPT.toString()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.toString());
        builder.environment().put("PATH", folder.resolve("bin").toString());
        Process process = builder.start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(text).isEqualTo(1);
        return text;
    }

    private static Path where(String tool) {
        return Path.of("/usr/bin", tool).toFile().exists() ? Path.of("/usr/bin", tool) : Path.of("/bin", tool);
    }
}
