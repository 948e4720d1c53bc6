package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.attacks.RealmCopies;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Report;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that MFA is enforced for a pilot first and for everybody from a set time, and what organizations set for their members. */
class PilotTest {

    private static final TestServer SERVER = TestServer.shared();
    private static final String GATE = "gatehouse-mfa-gate";
    private static final String PILOT = "pilot";
    private static final String APP = "workspace";
    private static final String OTHER_APP = "dashboard";
    private static final String OFFICE = "198.51.100.7";

    private static RealmCopies copies;
    private static TestServer copy;
    private static Admin admin;

    @BeforeAll
    static void copyTheReferenceRealm() {
        copies = RealmCopies.ofThisBuild("127.0.0.1", SERVER.inbox().smtpPort());
        copy = copies.add(SERVER);
        admin = copy.admin();
        admin.send("POST", "/roles", Map.of("name", PILOT));
        admin.send("POST", "/groups", Map.of("name", "staff"));
        admin.send("POST", "/groups/" + group("/staff") + "/children", Map.of("name", "it"));
    }

    @AfterAll
    static void removeTheCopy() {
        if (copy != null) {
            copies.remove(copy);
        }
    }

    @BeforeEach
    void everybodyIsEnforced() {
        settings(Map.of("mode", "enforce", "pilot", "", "enforceFrom", ""));
    }

    private static String group(String path) {
        return admin.get("/group-by-path" + path).get("id").asText();
    }

    private static void settings(Map<String, String> settings) {
        // What is not closed stays.
        admin.action(GATE, settings);
    }

    private static Admin.User member() {
        return admin.newUser("supervisor", PILOT);
    }

    private static Admin.User other() {
        return admin.newUser("supervisor");
    }

    private static boolean isChallenged(Admin.User user) {
        Page page = copy.newBrowser().login(APP, user);
        assertThat(page.asksForCode() || page.isBackInTheApp()).as(page.text()).isTrue();
        return page.asksForCode();
    }

    @Test
    @DisplayName("Members of the pilot, by role or by group, are challenged; all others are observed")
    void thePilotIsChallengedAndAllOthersAreObserved() {
        settings(Map.of("pilot", "pilot##/staff"));
        assertThat(isChallenged(member())).as("by role").isTrue();
        Admin.User inSubgroup = other();
        admin.send("PUT", "/users/" + inSubgroup.id() + "/groups/" + group("/staff/it"), null);
        assertThat(isChallenged(inSubgroup)).as("by a group of the group").isTrue();

        Admin.User other = other();
        copy.newBrowser().login(APP, other).tokens();
        assertThat(admin.events(other)).anySatisfy(event -> assertThat(
                        event.at("/details/gatehouse_verdict").asText())
                .isEqualTo("would_ask"));
        assertThat(SERVER.inbox().messages(other.email())).isEmpty();
    }

    @Test
    void aDirectGrantIsJudgedByThePilotToo() {
        settings(Map.of("pilot", PILOT));
        DirectGrant grant = new DirectGrant(copy);
        assertThat(grant.call(member(), Map.of()).path("error").asText()).isEqualTo("mfa_required");
        assertThat(grant.call(other(), Map.of()).has("access_token")).isTrue();
    }

    @Test
    @DisplayName("Sessions, refreshes and factors of those whom the pilot leaves out are as in observe")
    void nothingIsRefusedToOthers() {
        settings(Map.of("pilot", PILOT));
        HttpBrowser browser = copy.newBrowser();
        Admin.User other = other();
        browser.login(APP, other).tokens();
        browser.anotherTab().open(OTHER_APP, "prompt=none").tokens();
        assertThat(browser.refresh().text()).contains("access_token");
        assertThat(browser.anotherTab().open(APP, "kc_action=CONFIGURE_TOTP").asksForCode())
                .as("a factor is added without a recent one")
                .isFalse();
        admin.setPassword(other, "An0ther!Passw0rd");
        assertThat(browser.refresh().text())
                .as("after an administrator's change")
                .contains("access_token");

        HttpBrowser inPilot = copy.newBrowser();
        Admin.User member = member();
        inPilot.loginCompletely(APP, member);
        admin.setPassword(member, "An0ther!Passw0rd");
        assertThat(inPilot.refresh().text()).as("of a member").contains("invalid_grant");
    }

    @Test
    @DisplayName("When everybody follows the pilot, what was opened before enters no app and redeems no code unproven")
    void whatWasOpenedDuringThePilotIsNoProofAfterwards() {
        settings(Map.of("pilot", PILOT));
        // From here on the realm is known to enforce for the pilot.
        assertThat(isChallenged(member())).isTrue();
        HttpBrowser browser = copy.newBrowser();
        browser.login(APP, other()).tokens();
        HttpBrowser holdsCode = copy.newBrowser();
        Page withCode = holdsCode.login(APP, other());
        assertThat(withCode.isBackInTheApp()).as(withCode.text()).isTrue();

        settings(Map.of("pilot", ""));

        assertThat(holdsCode.exchangeCode(withCode.url()).text()).contains("invalid_grant");
        assertThat(browser.anotherTab().open(OTHER_APP, "prompt=none").url()).contains("error=interaction_required");
        assertThat(browser.anotherTab().open(OTHER_APP).asksForCode()).isTrue();
        assertThat(browser.refresh().text()).as("the session goes on").contains("access_token");
    }

    @Test
    void whoLeavesThePilotIsObservedAndWhoJoinsIsChallenged() {
        settings(Map.of("pilot", PILOT));
        Admin.User user = member();
        assertThat(isChallenged(user)).isTrue();
        admin.revoke(user, PILOT);
        HttpBrowser browser = copy.newBrowser();
        browser.login(APP, user).tokens();
        admin.grant(user, PILOT);
        assertThat(browser.anotherTab().open(OTHER_APP).asksForCode())
                .as("by the session from before")
                .isTrue();
    }

    @Test
    @DisplayName("A login that passed because its user was outside the pilot is no proof for one who joins meanwhile")
    void whoJoinsDuringALoginIsChallenged() {
        settings(Map.of("pilot", PILOT));
        Admin.User waiting = other();
        admin.update(waiting, Map.of("requiredActions", List.of("UPDATE_PROFILE")));
        Page form = copy.newBrowser().login(APP, waiting);
        assertThat(form.has("kc-update-profile-form")).as(form.text()).isTrue();
        Admin.User withCode = other();
        HttpBrowser browser = copy.newBrowser();
        Page issued = browser.login(APP, withCode);
        assertThat(issued.isBackInTheApp()).as(issued.text()).isTrue();

        admin.grant(waiting, PILOT);
        admin.grant(withCode, PILOT);

        Page next = form.submit(
                "kc-update-profile-form", Map.of("email", waiting.email(), "firstName", "Test", "lastName", "Person"));
        assertThat(next.asksForCode() || next.hasSendButton()).as(next.text()).isTrue();
        assertThat(browser.exchangeCode(issued.url()).text()).contains("invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({"enforceFrom, 2026-12-07 08:00", "pilot, pilt", "pilot, ','"})
    @DisplayName("A mistaken time or pilot that comes by an import does not end what reached everybody")
    void aMistakeEndsNothing(String setting, String text) {
        assertThat(isChallenged(other())).isTrue();
        try (Admin.Restore imported = admin.uncheckedAction(GATE, Map.of(setting, text))) {
            assertThat(isChallenged(other())).isTrue();
            assertThat(inForce().path("enforcedFor").asText()).isEqualTo("everybody");
        }
    }

    @Test
    @DisplayName("Without a pilot nobody is challenged before the time, and everybody is from then on")
    void everybodyIsChallengedFromTheTime() {
        settings(Map.of("enforceFrom", inAnHour()));
        assertThat(isChallenged(other())).isFalse();
        assertThat(inForce().path("enforcedFor").asText()).isEqualTo("nobody");
        try (ServerClock clock = ServerClock.of(SERVER)) {
            clock.advance(Duration.ofHours(2));
            assertThat(isChallenged(other())).isTrue();
            assertThat(inForce().path("enforcedFor").asText()).isEqualTo("everybody");
        }
    }

    @Test
    @DisplayName("With a pilot and a time, the pilot is challenged at once, and everybody from the time on")
    void thePilotIsChallengedBeforeTheTime() {
        settings(Map.of("pilot", PILOT, "enforceFrom", inAnHour()));
        assertThat(isChallenged(member())).isTrue();
        assertThat(isChallenged(other())).isFalse();
        assertThat(inForce().path("enforcedFor").asText()).isEqualTo("pilot");
        assertThat(inForce().path("enforceFrom").asText()).startsWith("20");
        try (ServerClock clock = ServerClock.of(SERVER)) {
            clock.advance(Duration.ofHours(2));
            assertThat(isChallenged(other())).isTrue();
        }
    }

    private static String inAnHour() {
        return Instant.now()
                .plus(1, ChronoUnit.HOURS)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private static JsonNode inForce() {
        return Report.of(copy).inForce("gatehouse browser");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-13-01T08:00Z", "2026-12-07T08:00", "2026-12-07"})
    @DisplayName("A time that is none challenges nobody who was not challenged, and the form of the gate refuses it")
    void aWrongTimeChallengesNobody(String text) {
        assertThat(admin.refusal(
                        "PUT",
                        "/authentication/required-actions/" + GATE + "/config",
                        Map.of("config", Map.of("mode", "enforce", "enforceFrom", text, "privileged", "owner"))))
                .contains("400", "2026-12-07T08:00+01:00");
        admin.send("DELETE", "/authentication/required-actions/" + GATE + "/config", null);
        assertThat(isChallenged(other())).as("without a mode").isFalse();
        try (Admin.Restore imported = admin.uncheckedAction(
                GATE, Map.of("mode", "enforce", "enforceFrom", text, "privileged", "owner##admin##supervisor"))) {
            assertThat(isChallenged(other())).isFalse();
            assertThat(doctor()).contains("settings-invalid");
        } finally {
            admin.uncheckedAction(
                    GATE, Map.of("mode", "enforce", "privileged", "owner##admin##supervisor", "enforceFrom", ""));
        }
    }

    @Test
    void aPilotThatDoesNotExistChallengesNobody() {
        assertThat(admin.refusal(
                        "PUT",
                        "/authentication/required-actions/" + GATE + "/config",
                        Map.of("config", Map.of("mode", "enforce", "pilot", "pilt", "privileged", "owner"))))
                .contains("400", "pilt");
        admin.send("DELETE", "/authentication/required-actions/" + GATE + "/config", null);
        assertThat(isChallenged(other())).as("without a mode").isFalse();
        try (Admin.Restore imported = admin.uncheckedAction(
                GATE, Map.of("mode", "enforce", "pilot", "pilt", "privileged", "owner##admin##supervisor"))) {
            assertThat(isChallenged(member())).isFalse();
            assertThat(doctor()).contains("settings-name-gone");
        } finally {
            admin.uncheckedAction(
                    GATE, Map.of("mode", "enforce", "privileged", "owner##admin##supervisor", "pilot", ""));
        }
    }

    private static List<String> doctor() {
        return admin.get("/gatehouse/doctor").findValuesAsText("id");
    }

    @Test
    @DisplayName("Networks and the device lifetime of an organization hold for its members and for nobody else")
    void anOrganizationHasNetworksAndALifetimeOfItsOwn() {
        Admin.User member = other();
        Company.GLOBEX.addMember(copy, member);
        Admin.User stranger = other();
        organization(Map.of("gatehouse.companyNetworks", List.of("198.51.100.0/24")));
        assertThat(copy.newBrowser().from(OFFICE).login(APP, member).isBackInTheApp())
                .as("from the organization's network")
                .isTrue();
        assertThat(copy.newBrowser().from(OFFICE).login(APP, stranger).asksForCode())
                .as("who is no member")
                .isTrue();

        organization(Map.of("gatehouse.deviceLifetime", List.of("7")));
        HttpBrowser ofMember = knownBrowser(member);
        Admin.User another = other();
        HttpBrowser ofStranger = knownBrowser(another);
        try (ServerClock clock = ServerClock.of(SERVER)) {
            clock.advance(Duration.ofDays(8));
            assertThat(ofMember.signOut().login(APP, member).asksForCode())
                    .as("after the organization's days")
                    .isTrue();
            assertThat(ofStranger.signOut().login(APP, another).isBackInTheApp())
                    .as("before the realm's days are over")
                    .isTrue();
        }
        organization(Map.of());
    }

    private static HttpBrowser knownBrowser(Admin.User user) {
        HttpBrowser browser = copy.newBrowser();
        Page page = browser.login(APP, user);
        assertThat(page.asksForCode()).as(page.text()).isTrue();
        page.enterCode(Codes.latest(copy, user)).tokens();
        return browser;
    }

    private static void organization(Map<String, List<String>> attributes) {
        JsonNode globex = admin.get("/organizations?search=Globex").get(0);
        String path = "/organizations/" + globex.get("id").asText();
        Map<String, Object> changed = new HashMap<>(Admin.asMap(admin.get(path)));
        changed.put("attributes", attributes);
        admin.send("PUT", path, changed);
    }

    @Test
    @DisplayName("The report is split by pilot and organization, and lists who would have been challenged")
    void theReportIsSplit() throws IOException {
        settings(Map.of("pilot", PILOT));
        Admin.User other = other();
        Company.INITECH.addMember(copy, other);
        Admin.User member = member();
        Report before = Report.of(copy);
        copy.newBrowser().login(APP, other).tokens();
        copy.newBrowser().loginCompletely(APP, member);
        Report after = Report.of(copy);
        assertThat(grown(before, after, "cohorts", "others", "wouldHaveBeenAsked"))
                .isEqualTo(1);
        assertThat(grown(before, after, "cohorts", "others", "asked")).isZero();
        assertThat(grown(before, after, "cohorts", "pilot", "asked")).isEqualTo(1);
        assertThat(grown(before, after, "organizations", "initech", "logins")).isEqualTo(1);
        assertThat(inForce().path("enforcedFor").asText()).isEqualTo("pilot");

        AdminCalls calls = AdminCalls.with(copy, "view-events", "view-users");
        HttpResponse<String> listed = calls.call("GET", "/gatehouse/report/users?max=1000");
        assertThat(listed.statusCode()).as(listed.body()).isEqualTo(200);
        assertThat(cohort(listed.body(), other)).isEqualTo("others");
        assertThat(cohort(listed.body(), member)).isEqualTo("pilot");
        JsonNode first = Admin.JSON.readTree(
                calls.call("GET", "/gatehouse/report/users?max=1").body());
        JsonNode second = Admin.JSON.readTree(
                calls.call("GET", "/gatehouse/report/users?first=1&max=1").body());
        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
        assertThat(second).isNotEqualTo(first);
        assertThat(calls.call("GET", "/gatehouse/report/users?format=csv").body())
                .startsWith("id,username,times,cohort,mostly,remedy\r\n")
                .contains(",\"others\",");
        for (String role : List.of("view-events", "view-users")) {
            assertThat(AdminCalls.with(copy, role)
                            .call("GET", "/gatehouse/report/users")
                            .statusCode())
                    .as(role + " alone")
                    .isEqualTo(403);
        }
    }

    private static long grown(Report before, Report after, String section, String name, String number) {
        return after.number(section, name, number) - before.number(section, name, number);
    }

    private static String cohort(String list, Admin.User user) throws IOException {
        for (JsonNode line : Admin.JSON.readTree(list)) {
            if (line.get("id").asText().equals(user.id())) {
                assertThat(line.get("username").asText()).isNotBlank();
                assertThat(line.get("times").asInt()).isEqualTo(1);
                return line.path("cohort").asText();
            }
        }
        throw new AssertionError("not listed: " + user);
    }
}
