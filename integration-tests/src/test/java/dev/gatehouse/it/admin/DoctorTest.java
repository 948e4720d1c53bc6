package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.attacks.RealmCopies;
import dev.gatehouse.it.admin.PlantedFaults.Planted;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies that the doctor finds each planted fault and nothing else, in a copy of the reference realm. */
class DoctorTest {

    private static final TestServer SERVER = TestServer.shared();
    private static final Duration FAST = Duration.ofSeconds(1);
    private static final Duration FAST_IF_LARGE = Duration.ofSeconds(5);

    /** Found in any realm on a release of Keycloak for which there is a newer patch release. */
    private static final String VULNERABLE = "keycloak-vulnerable";

    private static final String NEWEST_KEYCLOAK = "26.7.5";

    private static RealmCopies copies;
    private static TestServer copy;
    private static Set<String> untouched;

    @BeforeAll
    static void copyTheReferenceRealm() {
        copies = RealmCopies.ofThisBuild("127.0.0.1", SERVER.inbox().smtpPort());
        copy = copies.add(SERVER);
        untouched = Examined.by(copy.admin()).ids();
    }

    @AfterAll
    static void removeTheCopy() {
        if (copy != null) {
            copies.remove(copy);
        }
    }

    static Stream<Planted> faults() {
        return new PlantedFaults(copy).all().stream();
    }

    @Test
    @Tag("smoke")
    void nothingIsFoundInTheReferenceRealm() {
        assertThat(untouched)
                .isEqualTo(TestServer.keycloakVersion().equals(NEWEST_KEYCLOAK) ? Set.of() : Set.of(VULNERABLE));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void exactlyThePlantedFaultIsFoundUntilItIsRepaired(Planted fault) {
        Set<String> expected = new TreeSet<>(untouched);
        expected.add(fault.check());
        expected.addAll(fault.besides());
        try (Admin.Restore repair = fault.plant().get()) {
            Examined examined = Examined.by(copy.admin());
            assertThat(examined.ids()).isEqualTo(expected);
            assertIsExplained(examined.finding(fault.check()));
        }
        assertThat(Examined.by(copy.admin()).ids()).isEqualTo(untouched);
    }

    private static void assertIsExplained(JsonNode finding) {
        String text = finding.toString();
        assertThat(finding.get("severity").asText()).as(text).isIn("hole", "risk", "note");
        assertThat(finding.get("where").asText()).as(text).isNotBlank();
        assertThat(finding.get("what").asText()).as(text).contains(" ").doesNotContain("gatehouseAdmin", "{");
        assertThat(finding.at("/close/text").asText()).as(text).contains(" ").doesNotContain("gatehouseAdmin", "{");
        assertThat(finding.at("/close/link").asText())
                .as(text)
                .startsWith(SERVER.url() + "/admin/master/console/#/" + copy.realm() + "/");
        assertThat(finding.has("fix")).as(text).isTrue();
    }

    @Test
    @Tag("smoke")
    void aRealmThatTookNoStepGetsOneNote() {
        String name = "stock-" + UUID.randomUUID().toString().substring(0, 8);
        new Admin(SERVER.url(), "").send("POST", "", Map.of("realm", name, "enabled", true));
        Admin stock = new Admin(SERVER.url(), name);
        try {
            Examined examined = Examined.by(stock);
            assertThat(examined.ids()).containsExactly("not-set-up");
            JsonNode note = examined.finding("not-set-up");
            assertThat(note.get("severity").asText()).isEqualTo("note");
            assertThat(note.get("what").asText()).isEqualTo("Gatehouse is installed but not set up here.");
        } finally {
            stock.send("DELETE", "", null);
        }
    }

    @Test
    @DisplayName("The administrators' realm is at risk where it protects no login, but other realms do")
    void theUnprotectedRealmOfTheAdministratorsIsFound() {
        assertThat(Examined.by(new Admin(SERVER.url(), "master")).ids()).containsExactly("master-unprotected");
    }

    @Test
    void examiningNeedsTheRoleToViewTheRealm() {
        assertThat(AdminCalls.anonymous(SERVER).call("GET", Examined.PATH).statusCode())
                .isEqualTo(401);
        assertThat(AdminCalls.with(SERVER, "view-users", "view-events", "manage-users")
                        .call("GET", Examined.PATH)
                        .statusCode())
                .isEqualTo(403);
        assertThat(AdminCalls.with(SERVER, "view-realm")
                        .call("GET", Examined.PATH)
                        .statusCode())
                .isEqualTo(200);
        assertThat(AdminCalls.with(SERVER, "view-realm")
                        .call("GET", "/gatehouse/nothing")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    @DisplayName("Texts are in the caller's language; ids and severities are not, and the link leads to the caller's"
            + " console")
    void textsAreInTheCallersLanguage() throws IOException {
        Admin acme = SERVER.admin();
        AdminCalls viewer = AdminCalls.with(SERVER, "view-realm");
        try (Admin.Restore off = acme.realm(Map.of("eventsEnabled", false))) {
            HttpResponse<String> german = viewer.call("GET", Examined.PATH, "Accept-Language", "de");
            JsonNode finding = Examined.of(Admin.JSON.readTree(german.body())).finding("events-off");
            assertThat(finding.get("severity").asText()).isEqualTo("note");
            assertThat(finding.get("what").asText()).contains("Ereignisse");
            assertThat(finding.at("/close/link").asText())
                    .isEqualTo(SERVER.url() + "/admin/acme/console/#/acme/realm-settings/events");
        }
    }

    @Test
    @DisplayName("The command shows the findings, and exits with 1 if there is a hole")
    void theCommandExitsWithOneIfThereIsAHole() throws Exception {
        assertThat(command(0))
                .endsWith("realm " + copy.realm() + ": 0 holes, " + untouched.size() + " risk"
                        + (untouched.size() == 1 ? "" : "s") + ", 0 notes\n");
        try (Admin.Restore off = copy.admin().disabledAction(PlantedFaults.GATE)) {
            assertThat(command(1))
                    .startsWith("hole gate-off (required action gatehouse-mfa-gate)\n")
                    .contains("setup step: gate\n", "realm " + copy.realm() + ": 1 hole, ");
        }
    }

    private static String command(int exit) throws IOException, InterruptedException {
        CommandRun run = CommandRun.of(SERVER, "doctor", copy.realm());
        assertThat(run.exit()).as(run.output()).isEqualTo(exit);
        return run.output();
    }

    @Test
    void examiningIsFastAndChangesNothing() {
        Admin admin = copy.admin();
        List<String> before = everything(admin);
        Examined.by(admin);
        Instant start = Instant.now();
        Examined.by(admin);
        assertThat(Duration.between(start, Instant.now())).isLessThan(FAST);
        assertThat(everything(admin)).isEqualTo(before);
    }

    @Test
    @Tag("slow")
    @DisplayName(
            "A realm with 200 clients, 20 providers and 1,000 roles is examined in less than 5 seconds, also without"
                    + " caches")
    void aLargeRealmIsExaminedFast() {
        String name = "large-" + UUID.randomUUID().toString().substring(0, 8);
        new Admin(SERVER.url(), "")
                .send(
                        "POST",
                        "",
                        Map.of(
                                "realm",
                                name,
                                "enabled",
                                true,
                                "clients",
                                numbered(200, number -> Map.of("clientId", "app-" + number)),
                                "roles",
                                Map.of("realm", numbered(1000, number -> Map.of("name", "role-" + number))),
                                "identityProviders",
                                numbered(20, number -> Map.of("alias", "p-" + number, "providerId", "oidc"))));
        Admin large = new Admin(SERVER.url(), name);
        try {
            large.send(
                    "POST",
                    "/authentication/register-required-action",
                    Map.of("providerId", PlantedFaults.GATE, "name", "Gatehouse: gate"));
            large.send("POST", "/clear-realm-cache", null);
            Instant start = Instant.now();
            Examined examined = Examined.by(large);
            assertThat(Duration.between(start, Instant.now())).isLessThan(FAST_IF_LARGE);
            assertThat(examined.findings())
                    .filteredOn(finding -> finding.get("id").asText().equals("provider-without-step"))
                    .hasSize(20);
            assertThat(examined.ids()).contains("browser-step-missing", "gate-not-configured", "executor-missing");
        } finally {
            large.send("DELETE", "", null);
        }
    }

    private static List<Map<String, Object>> numbered(int most, IntFunction<Map<String, Object>> item) {
        return IntStream.range(0, most).mapToObj(item).toList();
    }

    /** All that an export has, sorted: its order is not always the same. */
    private static List<String> everything(Admin admin) {
        JsonNode export = admin.send("POST", "/partial-export?exportClients=true&exportGroupsAndRoles=true", null);
        return Stream.of(export.toString().split("[,{}\\[\\]]")).sorted().toList();
    }

    @Test
    @DisplayName("Findings are counted by severity, and logged when they change")
    void findingsAreCountedAndLoggedWhenTheyChange() {
        String holes = "gatehouse_doctor_findings{realm=\"" + copy.realm() + "\",severity=\"hole\"}";
        Examined.by(copy.admin());
        assertThat(SERVER.metric(holes)).isZero();
        String logged = "in realm " + copy.realm() + ": gate-off (required action gatehouse-mfa-gate)";
        try (Admin.Restore off = copy.admin().disabledAction(PlantedFaults.GATE)) {
            Examined.by(copy.admin());
            Examined.by(copy.admin());
            assertThat(SERVER.metric(holes)).isEqualTo(1);
        }
        Examined.by(copy.admin());
        assertThat(SERVER.metric(holes)).isZero();
        assertThat(SERVER.log())
                .contains("GATEHOUSE-960 Gatehouse ")
                .contains("GATEHOUSE-961 The doctor finds holes " + logged)
                .containsPattern("GATEHOUSE-96[23] The doctor finds [a-z ]+ in realm acme");
    }
}
