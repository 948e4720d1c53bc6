package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verifies that the doctor finds what is wrong with a server: its options, its JARs and the age of its data. */
class DoctorOfServerTest {

    private static final String POLICY = "gatehouse-password-policy";
    private static final Set<String> PLANTED =
            Set.of("issuance-guard-off", "factor-guard-off", "jar-other-build", "jar-missing", "theme-missing");

    @TempDir
    static Path folder;

    private static TestServer server;

    @BeforeAll
    static void startAServerWithFaults() {
        server = TestServer.withJars(
                "doctor",
                DoctorOfServerTest::withOtherJars,
                List.of(
                        "--spi-login-protocol--saml--last-door=false",
                        "--spi-user--jpa--gatehouse-enrolment-guard=false"));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    /** The password policy is of another build, and the themes are left out. */
    private static List<Path> withOtherJars(List<Path> jars) {
        return jars.stream()
                .filter(jar -> !jar.getFileName().toString().startsWith("gatehouse-themes"))
                .map(jar -> jar.getFileName().toString().startsWith(POLICY) ? ofOtherBuild(jar) : jar)
                .toList();
    }

    private static Path ofOtherBuild(Path jar) {
        try {
            Path changed = Files.copy(jar, folder.resolve(jar.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem content = FileSystems.newFileSystem(changed)) {
                Path build = content.getPath("META-INF", "gatehouse", POLICY + ".properties");
                assertThat(Files.readString(build)).contains("version=").doesNotContain("${");
                Files.writeString(build, "version=0.9.0\nsources=2026-01-01T00:00:00Z\n", StandardCharsets.UTF_8);
            }
            return changed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("Guards that are off, a JAR of another build, and JARs that are not there")
    void whatTheServersOptionsAndJarsLackIsFound() {
        Examined examined = Examined.by(server.admin());
        assertThat(examined.ids()).containsAll(PLANTED);
        assertThat(without(examined.ids())).isEmpty();
        assertThat(examined.finding("issuance-guard-off").get("where").asText()).isEqualTo("protocol saml");
        assertThat(examined.finding("jar-other-build").get("what").asText())
                .contains(POLICY, "0.9.0 (2026-01-01T00:00:00Z)");
        assertThat(examined.finding("jar-missing").get("where").asText()).isEqualTo("JAR gatehouse-themes");
    }

    @Test
    void addressDataThatIsOlderThanAYearIsFound() {
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofDays(3 * 365));
            assertThat(without(Examined.by(server.admin()).ids())).containsExactly("address-data-old");
        }
        assertThat(without(Examined.by(server.admin()).ids())).isEmpty();
    }

    /** Without the faults that this server always has, and without what an older Keycloak has. */
    private static Set<String> without(Set<String> ids) {
        ids.removeAll(PLANTED);
        ids.remove("keycloak-vulnerable");
        return ids;
    }
}
