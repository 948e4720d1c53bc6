package dev.gatehouse.bench.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The tool, run from the command line. */
class LabTest {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"generate", "replay", "evaluate", "compare", "events", "labels"})
    void everyCommandHasHelp(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(out.toString()).startsWith("Usage: lab " + command);
    }

    @Test
    void aGeneratedLogIsReplayedAndScoredWithContributions() throws IOException {
        Path log = generated("home");
        Path scores = folder.resolve("scores.csv");
        assertThat(run("replay", log.toString(), "--out", scores.toString())).isZero();
        List<String> lines = Files.readAllLines(scores);
        long successful = Files.readAllLines(log).stream()
                .filter(line -> line.matches(".*,True,(True|False),(True|False),[^,]*,[^,]*"))
                .count();
        assertThat(lines).hasSize((int) successful + 1);
        assertThat(lines.get(0))
                .isEqualTo("index,Login Timestamp,User ID,Score,History,Reasons,Is Account Takeover,Attacker Kind");
        assertThat(lines).anyMatch(line -> line.contains("network_known -") && line.contains("device_known -16.0"));
        assertThat(err.toString()).contains("rows a second", "heap limited to").doesNotContain("could not be read");
    }

    @Test
    void aReplayIsTheSameEveryTime() throws IOException {
        Path log = generated("mixed");
        run("replay", log.toString(), "--out", folder.resolve("one").toString());
        run("replay", log.toString(), "--out", folder.resolve("two").toString());
        assertThat(folder.resolve("one")).hasSameTextualContentAs(folder.resolve("two"));
    }

    @Test
    void badLinesAreListedAndSetTheExitCode() throws IOException {
        Path log = generated("home");
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.add(3, "nonsense");
        Files.write(log, lines);
        assertThat(run("replay", log.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("1 line could not be read:", "line 4: 1 values instead of 18");
    }

    @Test
    void aLogOutOfOrderIsRejectedWithTheLineAndTheRemedy() throws IOException {
        Path log = generated("home");
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        Collections.swap(lines, 1, lines.size() - 1);
        Files.write(log, lines);
        assertThat(run("replay", log.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("not sorted by time: line 3", "Sort it");
    }

    @Test
    void usersAreSkippedAndRowsLimited() throws IOException {
        Path log = generated("dataset");
        assertThat(run("replay", log.toString(), "--drop-user=-4324475583306591935", "--max-rows", "100"))
                .isZero();
        assertThat(err.toString()).containsPattern("100 rows, [1-9][0-9]* of them left out");
    }

    @Test
    void aMissingFileIsNamed() {
        assertThat(run("replay", folder.resolve("nowhere.csv").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("File not found").contains("nowhere.csv");
    }

    @Test
    void sharesOutOfRangeAreRejected() {
        assertThat(run("generate", "--failed-share", "2", folder.resolve("log").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("a share must be from 0 to 1, not 2.0");
    }

    @Test
    void aComparisonHasARowForEachModelAndGatehouseChallengesLessThanFreeman() throws IOException {
        assertThat(run("compare", generated("home").toString())).isZero();
        assertThat(out.toString().lines().map(line -> line.split("\\|")[1].strip()))
                .containsExactly(
                        "Logins asked at TPR 0.99",
                        "---",
                        "Gatehouse with device token",
                        "Gatehouse",
                        "Freeman",
                        "exact match",
                        "country mismatch",
                        "Apereo CAS",
                        "keycloak-adaptive-authn");
        assertThat(challengeRate("Gatehouse")).isLessThan(challengeRate("Freeman"));
    }

    @Test
    void aLogWithoutTakeoversAllowsNoComparison() throws IOException {
        Path log = folder.resolve("log.csv");
        run("generate", "--users", "20", "--attacks", "0", log.toString());
        assertThat(run("compare", log.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("no takeover");
    }

    @Test
    void keycloakEventsAreConvertedToALogThatIsReplayed() throws IOException {
        Path events = folder.resolve("events.json");
        Files.writeString(events, """
                [{"time": 1700000360000, "type": "LOGIN", "userId": "u-1", "ipAddress": "198.51.100.7", "details": {"username": "ann",
                  "user_agent": "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:121.0) Gecko/20100101 Firefox/121.0"}},
                 {"time": 1700000350000, "type": "LOGIN_ERROR", "userId": "u-1", "ipAddress": "198.51.100.7", "error": "invalid_user_credentials"},
                 {"time": 1700000340000, "type": "LOGIN_ERROR", "ipAddress": "198.51.100.7", "details": {"username": "nobody, \\"really\\""}},
                 {"time": 1700000330000, "type": "LOGOUT", "userId": "u-1"},
                 {"type": "LOGIN", "userId": "u-1"}]""");
        Path log = folder.resolve("log.csv");
        assertThat(run("events", events.toString(), "--out", log.toString())).isZero();
        assertThat(err.toString())
                .contains("3 logins and failed attempts; left out: 1 events of other types, 1 without user or time");
        List<String> lines = Files.readAllLines(log);
        assertThat(lines.get(1)).contains("nobody").endsWith("False,False,False,,");
        assertThat(lines.get(3))
                .startsWith("0,2023-11-14 22:19:20.000,u-1,,198.51.100.7,,,,,")
                .contains("Firefox 121.0,Windows 10,desktop,True");
        assertThat(run("replay", log.toString())).isZero();
        assertThat(err.toString()).contains("3 rows, 0 of them left out, 1 logins scored, 1 users");
    }

    @Test
    @DisplayName(
            "Keycloak's events have no user agent, so a log made of them knows neither browser nor system nor token")
    void eventsWithoutUserAgentLeaveItsColumnsEmpty() throws IOException {
        Path events = folder.resolve("events.json");
        Files.writeString(
                events, "[{\"time\":1700000000000,\"type\":\"LOGIN\",\"userId\":\"a\",\"ipAddress\":\"8.8.8.8\"}]");
        Path log = folder.resolve("log.csv");
        assertThat(run("events", events.toString(), "--out", log.toString())).isZero();
        List<String> lines = Files.readAllLines(log);
        List<String> columns = List.of(lines.get(0).split(",", -1));
        List<String> cells = List.of(lines.get(1).split(",", -1));
        assertThat(List.of("User Agent String", "Browser Name and Version", "OS Name and Version", "Device Token"))
                .allSatisfy(column -> assertThat(cells.get(columns.indexOf(column)))
                        .as(column)
                        .isEmpty());
        assertThat(cells.get(columns.indexOf("Device Type"))).isEqualTo("unknown");
    }

    @Test
    void eventsMayComeOnePerLineAndCountriesFromADatabase() throws IOException {
        Path events = folder.resolve("events.jsonl");
        Files.writeString(
                events,
                "{\"time\":1700000000000,\"type\":\"LOGIN\",\"userId\":\"a\",\"ipAddress\":\"8.8.8.8\"}\n".repeat(2));
        Path log = folder.resolve("log.csv");
        Path database = Path.of("../authenticator/src/main/resources/dev/gatehouse/risk/signals/country.mmdb");
        assertThat(run("events", events.toString(), "--out", log.toString(), "--countries", database.toString()))
                .isZero();
        assertThat(Files.readAllLines(log)).hasSize(3).last().asString().contains(",8.8.8.8,US,");
    }

    @Test
    void invalidJsonIsReportedWithItsLine() throws IOException {
        Path events = folder.resolve("events.json");
        Files.writeString(events, "[{\"type\":\"LOGOUT\"},\n{\"type\":");
        assertThat(run("events", events.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("is not JSON").contains("line 2");
    }

    private Path generated(String realm) throws IOException {
        Path log = folder.resolve(realm + ".csv");
        assertThat(run("generate", "--users", "300", "--days", "120", "--realm", realm, log.toString()))
                .isZero();
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return log;
    }

    private double challengeRate(String model) {
        String line = out.toString()
                .lines()
                .filter(row -> row.startsWith("| " + model + " |"))
                .findFirst()
                .orElseThrow();
        // The third kind is the targeted attacker.
        return Double.parseDouble(line.split("\\|")[4].replace("%", "").strip());
    }

    private int run(String... args) {
        CommandLine line = Lab.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(args);
    }
}
