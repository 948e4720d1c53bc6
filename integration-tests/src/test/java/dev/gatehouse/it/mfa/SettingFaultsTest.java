package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.attacks.RealmCopies;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies that a typing error in a setting challenges nobody, wherever it is saved, and that the gate's form refuses it with the reason. */
class SettingFaultsTest {

    private static final TestServer SERVER = TestServer.shared();
    private static final Map<String, String> OBSERVE = Map.of("mode", "observe", "targetRate", "5");
    private static final Map<String, String> ENFORCE = Map.of("mode", "enforce", "targetRate", "5");

    private static RealmCopies copies;
    private static TestServer copy;
    private static Admin admin;

    @BeforeAll
    static void copyTheReferenceRealm() {
        copies = RealmCopies.ofThisBuild("127.0.0.1", SERVER.inbox().smtpPort());
        copy = copies.add(SERVER);
        admin = copy.admin();
    }

    @AfterAll
    static void removeTheCopy() {
        if (copy != null) {
            copies.remove(copy);
        }
    }

    @BeforeEach
    void nothingIsWrong() {
        SettingPlaces.EXECUTION.save(admin, Map.of());
        SettingPlaces.ACTION.save(admin, OBSERVE);
    }

    private static Stream<Map.Entry<String, String>> typos() {
        return Stream.of(
                Map.entry("targetRate", "2,5"),
                Map.entry("targetRate", "5%"),
                Map.entry("targetRate", "-1"),
                Map.entry("mode", "Observe"),
                Map.entry("companyNetworks", "10.0.0.0/7"),
                Map.entry("treshold", "1"));
    }

    static Stream<Arguments> typosByPlace() {
        return Stream.of(SettingPlaces.values())
                .flatMap(place -> typos().map(typo -> Arguments.of(place, typo.getKey(), typo.getValue())));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("targetRate", "5%", "Anteil der Anmeldungen", "0.1", "50"),
                Arguments.of("targetRate", "-1", "Anteil der Anmeldungen", "0.1", "50"),
                Arguments.of("mode", "Observe", "Modus", "observe", "enforce"),
                Arguments.of("enforceFrom", "morgen", "Für alle durchsetzen ab", "UTC", "+01:00"),
                Arguments.of("pilot", "pilt", "pilt", "Rolle", "Gruppe"),
                Arguments.of("companyNetworks", "10.0.0.0/7", "Netzwerke der Firma", "10.0.0.0/7", "/8"),
                Arguments.of("treshold", "1", "treshold", "treshold", "keine Einstellung"),
                Arguments.of("privileged", "ownr", "ownr", "Rolle", "Gruppe"));
    }

    @ParameterizedTest
    @MethodSource("typosByPlace")
    void aTypoChallengesNobodyInObserve(SettingPlaces place, String key, String text) {
        place.save(admin, OBSERVE);
        place.save(admin, with(OBSERVE, key, text));
        assertThat(copy.newBrowser().login("workspace", admin.newUser("agent")).isBackInTheApp())
                .as("let in, although new")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("typosByPlace")
    void aTypoChallengesNobodyWhereChallengesAreOff(SettingPlaces place, String key, String text) {
        place.save(admin, Map.of("mode", "off"));
        place.save(admin, with(Map.of("mode", "off"), key, text));
        assertThat(copy.newBrowser().login("workspace", admin.newUser("agent")).isBackInTheApp())
                .as("let in, although new")
                .isTrue();
    }

    @Test
    @DisplayName(
            "A request that leaves the gate's settings out does not switch MFA off; who removes them on purpose does")
    void settingsThatARequestLeavesOutGoOn() {
        SettingPlaces.ACTION.save(admin, ENFORCE);
        SettingPlaces.removeOfExecution(admin);
        String gate = "/authentication/required-actions/gatehouse-mfa-gate";
        Map<String, Object> action = new HashMap<>(Admin.asMap(admin.get(gate)));
        action.remove("config");
        admin.send("PUT", gate, action);
        assertThat(admin.get(gate).path("config")).as("all are gone").isEmpty();
        assertThat(copy.newBrowser().login("workspace", admin.newUser("agent")).asksForCode())
                .as("who is new")
                .isTrue();

        admin.send("DELETE", gate + "/config", null);
        assertThat(copy.newBrowser().login("workspace", admin.newUser("agent")).isBackInTheApp())
                .as("without a mode")
                .isTrue();
    }

    @Test
    @DisplayName("In enforce a typo challenges nobody on a known device, and still challenges who is new")
    void aTypoChangesNothingInEnforce() {
        for (SettingPlaces place : SettingPlaces.values()) {
            place.save(admin, ENFORCE);
        }
        Admin.User user = admin.newUser("agent");
        HttpBrowser known = copy.newBrowser();
        known.loginCompletely("workspace", user);
        for (SettingPlaces place : SettingPlaces.values()) {
            place.save(admin, with(Map.of("mode", "Enforce"), "targetRate", "5%"));
        }
        assertThat(known.signOut().login("workspace", user).isBackInTheApp())
                .as("the device is known")
                .isTrue();
        assertThat(copy.newBrowser().login("workspace", admin.newUser("agent")).asksForCode())
                .as("the mode that was valid last")
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void theGatesFormRefusesATypoWithTheReason(String key, String text, String field, String one, String other)
            throws IOException {
        JsonNode before = admin.get(SettingPlaces.GATE + "/config");
        HttpResponse<String> answer = manager()
                .send(
                        "PUT",
                        SettingPlaces.GATE + "/config",
                        Admin.JSON.writeValueAsString(Map.of("config", with(OBSERVE, key, text))),
                        "Accept-Language",
                        "de");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(Admin.JSON.readTree(answer.body()).path("errorMessage").asText())
                .contains(field, one, other)
                .doesNotContain("gatehouseAdmin", "{");
        assertThat(admin.get(SettingPlaces.GATE + "/config")).isEqualTo(before);
    }

    @Test
    void aCommaBeginsDecimals() throws IOException {
        HttpResponse<String> answer = manager()
                .send(
                        "PUT",
                        SettingPlaces.GATE + "/config",
                        Admin.JSON.writeValueAsString(
                                Map.of("config", Map.of("mode", "observe", "targetRate", "2,5"))));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
        SettingPlaces.EXECUTION.save(admin, Map.of());
        assertThat(admin.get("/gatehouse/report").findValuesAsText("targetRate"))
                .containsOnly("2.5");
    }

    @Test
    void anImportedTypoChallengesNobody() {
        RealmCopies mistaken = new RealmCopies(
                copies.realm()
                        .replace("\"mode\": \"enforce\"", "\"mode\": \"Enforce\"")
                        .replace("\"targetRate\": \"5\"", "\"targetRate\": \"5%\""),
                copies.partner(),
                copies.mailHost(),
                copies.mailPort());
        assertThat(mistaken.realm()).isNotEqualTo(copies.realm());
        TestServer imported = mistaken.add(SERVER);
        try {
            Admin.User user = imported.admin().newUser("agent");
            assertThat(imported.newBrowser().login("workspace", user).isBackInTheApp())
                    .as("nothing was valid before, so the mode is off")
                    .isTrue();
            assertThat(imported.admin().get("/gatehouse/doctor").findValuesAsText("id"))
                    .contains("settings-invalid");
        } finally {
            mistaken.remove(imported);
        }
    }

    @Test
    @DisplayName("A typo is an event, a line of the log and a finding of the doctor, but not once for each login")
    void aTypoIsReported() {
        String typo = "5% of " + System.nanoTime();
        admin.realm(Map.of("eventsEnabled", true));
        SettingPlaces.ACTION.save(admin, with(OBSERVE, "targetRate", typo));
        copy.newBrowser().login("workspace", admin.newUser("agent"));
        copy.newBrowser().login("workspace", admin.newUser("agent"));
        await().untilAsserted(() -> assertThat(admin.get("/events?max=200").findValuesAsText("error"))
                .contains("gatehouse_settings_invalid"));
        String realm = copy.realm();
        assertThat(SERVER.log()
                        .lines()
                        .filter(line -> line.contains("GATEHOUSE-415")
                                && line.contains(realm)
                                && line.contains("required action gatehouse-mfa-gate")
                                && line.contains("targetRate must be a percentage from 0.1 to 50")))
                .isNotEmpty()
                .hasSizeLessThan(typosByPlace().toList().size() * 3);
        JsonNode doctor = admin.get("/gatehouse/doctor");
        assertThat(doctor.findValuesAsText("id")).contains("settings-invalid");
    }

    @Test
    @DisplayName("A role that does not exist makes nobody else privileged, where others were valid before")
    void aMistypedRoleChallengesNobodyElse() {
        SettingPlaces.ACTION.save(admin, ENFORCE);
        Admin.User member = Company.INITECH.newMember(copy, "agent");
        SettingPlaces.ACTION.save(admin, with(ENFORCE, "privileged", "ownr##admin##supervisor"));
        assertThat(copy.newBrowser().loginAtCompany("workspace", member.email()).isBackInTheApp())
                .as("has no privileges")
                .isTrue();

        admin.send("POST", "/roles", Map.of("name", "ownr"));
        try {
            admin.grant(member, "ownr");
            assertThat(copy.newBrowser()
                            .loginAtCompany("workspace", member.email())
                            .asksForCode())
                    .as("once the role is there, it counts at once")
                    .isTrue();
        } finally {
            admin.send("DELETE", "/roles/ownr", null);
        }
    }

    @Test
    @DisplayName("A mistyped mode while the table of valid settings is damaged: the mode that the node knows goes on")
    void aTypoInTheModeKeepsTheKnownModeWithoutTheTable() throws SQLException {
        SettingPlaces.ACTION.save(admin, ENFORCE);
        SettingPlaces.removeOfExecution(admin);
        await().untilAsserted(
                        () -> assertThat(GateRow.of(SERVER, admin).texts()).contains("\"mode\":\"enforce\""));
        GateRow.of(SERVER, admin).replace("{damaged");
        try {
            SettingPlaces.ACTION.save(admin, with(ENFORCE, "mode", "enforced"));
            Admin.User user = admin.newUser("agent");
            Page challenged = copy.newBrowser().login("workspace", user);
            assertThat(challenged.asksForCode()).as("nothing is switched off").isTrue();
            assertThat(challenged.enterCode(Codes.latest(SERVER, user)).isBackInTheApp())
                    .as("nobody is locked out")
                    .isTrue();
            assertThat(admin.get("/gatehouse/doctor").findValuesAsText("id"))
                    .contains("settings-invalid", "settings-unreadable");
            assertThat(SERVER.log().lines())
                    .anyMatch(line -> line.contains("GATEHOUSE-416") && line.contains(copy.realm()));
        } finally {
            GateRow.of(SERVER, admin).remove();
        }
    }

    @ParameterizedTest
    @CsvSource({"true, enforce", "false, observe"})
    @DisplayName("A node that knows nothing and cannot read the table: enforce if the realm was noted to, else observe")
    void aTypoInTheModeOfARealmThatNobodyKnows(boolean isNoted, String mode) throws SQLException {
        String id = UUID.randomUUID().toString();
        RealmCopies mistaken = new RealmCopies(
                copies.realm()
                        .replaceFirst("\\{", "{\"id\": \"" + id + "\",")
                        .replace("\"mode\": \"enforce\"", "\"mode\": \"Enforce\""),
                copies.partner(),
                copies.mailHost(),
                copies.mailPort());
        new GateRow(SERVER, id).replace("{damaged");
        if (isNoted) {
            new GateRow(SERVER, id).noteEnforcement();
        }
        TestServer imported = mistaken.add(SERVER);
        try {
            assertThat(imported.admin().get("/gatehouse/report").findValuesAsText("mode"))
                    .hasSizeGreaterThan(1)
                    .containsOnly(mode);
            Admin.User user = imported.admin().newUser("agent");
            assertThat(imported.newBrowser().login("workspace", user).asksForCode())
                    .isEqualTo(isNoted);
        } finally {
            mistaken.remove(imported);
        }
    }

    @Test
    @DisplayName("A line break in a name that settings refer to begins no line in the log")
    void aLineBreakInANameBeginsNoLineInTheLog() {
        String forged = "GATEHOUSE-000 forged " + System.nanoTime();
        SettingPlaces.ACTION.save(admin, with(OBSERVE, "privileged", "owner##x\n" + forged));
        copy.newBrowser().login("workspace", admin.newUser("agent"));
        await().until(() -> SERVER.log().contains(forged));
        // Keycloak's own line about the event names it, too.
        assertThat(SERVER.log().lines()).noneMatch(line -> line.startsWith(forged));
    }

    @Test
    void oneFormDecidesForBrowserAndDirectGrant() {
        SettingPlaces.EXECUTION.save(admin, Map.of());
        SettingPlaces.ACTION.save(admin, ENFORCE);
        assertThat(admin.get("/gatehouse/report").findValuesAsText("mode"))
                .hasSizeGreaterThan(1)
                .containsOnly("enforce");
        SettingPlaces.ACTION.save(admin, OBSERVE);
        assertThat(admin.get("/gatehouse/report").findValuesAsText("mode"))
                .hasSizeGreaterThan(1)
                .containsOnly("observe");
        assertThat(admin.get("/gatehouse/doctor").findValuesAsText("id"))
                .doesNotContain("modes-differ", "settings-at-execution");
        SettingPlaces.EXECUTION.save(admin, ENFORCE);
        assertThat(admin.get("/gatehouse/doctor").findValuesAsText("id"))
                .contains("modes-differ", "settings-at-execution");
    }

    /** An administrator of the realm, whose token is new. */
    private static AdminCalls manager() {
        return AdminCalls.with(copy, "manage-realm", "view-realm");
    }

    private static Map<String, String> with(Map<String, String> settings, String key, String text) {
        Map<String, String> changed = new HashMap<>(settings);
        changed.put(key, text);
        return changed;
    }
}
