package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks that the load test works; measurements with a handful of logins are not meaningful. */
@Tag("slow")
class LoadTest {

    @TempDir
    private Path out;

    @BeforeEach
    void needsPostgres() {
        if (!Postgres.isInstalled() || !ProcFs.isAvailable()) {
            String reason =
                    "The load test needs Linux and PostgreSQL: Debian's package postgresql brings it, or GATEHOUSE_POSTGRES_BIN names the folder with its programs.";
            System.out.println("SKIPPED: " + reason);
            Assumptions.abort(reason);
        }
    }

    /** Runs a comparison of logins in two rounds, with two of four users at a time. */
    private int run(String command, String... options) {
        return Load.run(Stream.concat(
                        Stream.of(command, "--rounds", "2", "--users", "2", "--accounts", "4", "--out", out.toString()),
                        Stream.of(options))
                .toArray(String[]::new));
    }

    @Test
    void knownDevicesAreNotChallengedAndNewOnesEnterACode() throws IOException {
        assertThat(run("logins", "--logins", "8", "--starts", "2", "--warm-up", "5"))
                .isZero();

        String report = Files.readString(out.resolve("logins.md"));
        String[] sections = report.split("\n### ");
        assertThat(sections).hasSize(4);
        assertThat(sections[1])
                .startsWith("Regular login")
                .contains("| Keycloak alone | 32 | 0 | 0 |", "| Gatehouse | 32 | 0 | 0 |")
                .contains("| address | Keycloak alone | 32 |")
                .as("a known device is not asked for the address")
                .doesNotContain("| code |", "| address | Gatehouse |");
        assertThat(sections[2])
                .startsWith("Regular login")
                .contains("| Keycloak alone | 32 | 0 | 0 |", "| Gatehouse | 32 | 0 | 0 |");
        assertThat(sections[3])
                .startsWith("First login")
                .contains("| Keycloak alone | 8 | 0 | 0 |", "| Gatehouse | 8 | 0 | 8 |", "| code | Gatehouse | 8 |");
    }

    @Test
    void aCodeByEmailIsComparedWithOneOfAnApp() throws IOException {
        assertThat(run("codes", "--logins", "16", "--starts", "2", "--warm-up", "8"))
                .isZero();

        String[] sections = Files.readString(out.resolve("codes.md")).split("\n### ");
        assertThat(sections).hasSize(3);
        for (String section : List.of(sections[1], sections[2])) {
            assertThat(section)
                    .startsWith("Login with a code")
                    .contains("| Keycloak alone, code of an app | 16 | 0 | 16 |", "| Gatehouse | 16 | 0 | 16 |");
        }
    }

    @Test
    void theTableIsFilledWithProfilesAndUsersStillSignIn() throws IOException {
        assertThat(run(
                        "profiles",
                        "--logins",
                        "4",
                        "--starts",
                        "1",
                        "--warm-up",
                        "2",
                        "--few",
                        "100",
                        "--many",
                        "2000"))
                .isZero();

        assertThat(Files.readString(out.resolve("profiles.md")))
                .contains("| 100 profiles | 100 |", "| 2,000 profiles | 2,000 |", "| 2,000 profiles | 8 | 0 | 0 |");
    }

    @Test
    void startsAreTimed() throws IOException {
        assertThat(Load.run("start", "--rounds", "1", "--out", out.toString())).isZero();

        assertThat(Files.readString(out.resolve("start.md"))).contains("| Keycloak alone | 1 |", "| Gatehouse | 1 |");
    }

    @Test
    void aFloodIsMeasured() throws IOException {
        assertThat(Load.run("flood", "--gets", "2000", "--logins", "20", "--warm-up", "40", "--out", out.toString()))
                .isBetween(0, 1);

        assertThat(Files.readString(out.resolve("flood.md")))
                .contains("2000 GETs", "other answers than a page or a redirect: 0", "| Live heap, MB |");
    }

    @Test
    void theSetupOfARealmIsMeasuredAndUndone() throws IOException {
        assertThat(Load.run(
                        "setup",
                        "--clients",
                        "4",
                        "--providers",
                        "2",
                        "--roles",
                        "10",
                        "--rounds",
                        "1",
                        "--out",
                        out.toString()))
                .isBetween(0, 1);

        assertThat(Files.readString(out.resolve("setup.md")))
                .contains("The plan has 9 steps.", "| Set-up: plan and apply |", "| Undo |", "reference realm |");
    }
}
