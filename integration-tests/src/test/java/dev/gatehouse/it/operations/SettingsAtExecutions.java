package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.attacks.RealmCopies;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.RealmExport;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * A realm of release 1.0.0, whose settings stand at the executions of the MFA step, with users who have signed in before an upgrade: one
 * with a session and a known device, and one with an offline session.
 */
final class SettingsAtExecutions {

    private static final String COMPANY_NETWORK = "203.0.113.0/24";
    private static final String AT_THE_COMPANY = "203.0.113.";
    private static final Map<String, String> SETTINGS = Map.of(
            "mode",
            "enforce",
            "targetRate",
            "2",
            "companyNetworks",
            COMPANY_NETWORK,
            "codeLifetime",
            "300",
            "deviceLifetime",
            "30",
            "acrLevel",
            "2");
    private static final String GATE_CONFIG = "/authentication/required-actions/gatehouse-mfa-gate/config";
    private static final String SETUP = "/gatehouse/setup";
    private static final String DOCTOR = "/gatehouse/doctor";

    /** The realm as it is seen from the first node, which all emails go to. */
    private final TestServer emailed;

    private TestServer node;
    private TestServer realm;
    private final Admin.User signedIn;
    private final Admin.User offline;
    private final HttpBrowser session;
    private final HttpBrowser app;
    private int visits;

    /** Adds the realm to the node of the release before, and signs the users in. */
    SettingsAtExecutions(TestServer first) {
        node = first;
        realm = RealmCopies.ofFirstRelease(SETTINGS, "127.0.0.1", first.inbox().smtpPort())
                .add(first);
        emailed = realm;
        signedIn = realm.admin().newUser("agent");
        session = new Recoveries(realm).browser();
        session.loginCompletely("workspace", signedIn);
        offline = realm.admin().newUser("agent");
        app = new Recoveries(realm).browser();
        app.open("workspace", "scope=openid%20offline_access")
                .enterPassword(offline.email(), Admin.PASSWORD)
                .enterCode(Codes.latest(emailed, offline))
                .tokens();
    }

    /** Goes on with the node that is left. */
    void continueOn(TestServer other) {
        String suffix = realm.realm().substring(ReferenceRealm.NAME.length());
        node = other;
        realm = other.inRealms(realm.realm(), ReferenceRealm.PARTNER + suffix);
    }

    /** Asserts who is challenged, and that what began before the upgrade goes on. */
    void assertDecides(String when) {
        assertThat(session.refresh().text()).as("%s: a session", when).contains("access_token");
        assertThat(session.open("workspace").isBackInTheApp())
                .as("%s: the next app", when)
                .isTrue();
        assertThat(app.refresh().text()).as("%s: an offline session", when).contains("access_token");

        Admin.User stranger = realm.admin().newUser("agent");
        HttpBrowser browser = new Recoveries(realm).browser();
        Page page = browser.login("workspace", stranger);
        assertThat(page.asksForCode())
                .as("%s: an unknown device: %s", when, page.text())
                .isTrue();
        JsonNode tokens = page.enterCode(Codes.latest(emailed, stranger)).tokens();
        assertThat(tokens.get("mfa").asText()).as(when).isEqualTo("email");
        assertThat(tokens.get("acr").asText()).as(when).isEqualTo("2");
        assertThat(browser.signOut()
                        .login("workspace", stranger)
                        .tokens()
                        .get("mfa")
                        .asText())
                .as("%s: the device that it has become", when)
                .isEqualTo("known-device");

        Admin.User colleague = realm.admin().newUser("agent");
        visits++;
        assertThat(realm.newBrowser()
                        .from(AT_THE_COMPANY + visits)
                        .login("workspace", colleague)
                        .tokens()
                        .get("mfa")
                        .asText())
                .as("%s: in the company’s network", when)
                .isEqualTo("not-asked");
        JsonNode grant = new DirectGrant(realm).call(realm.admin().newUser("agent"), Map.of());
        assertThat(grant.path("error").asText())
                .as("%s: a direct grant: %s", when, grant)
                .isEqualTo("mfa_required");
    }

    /** Asserts that the device of the user who had signed in before the upgrade is known. */
    void assertKnowsTheDevice() {
        assertThat(session.signOut()
                        .login("workspace", signedIn)
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("known-device");
    }

    /** Asserts that the doctor finds what it finds in the realm of this build, and in addition only that settings can be moved. */
    void assertOnlyTheSettingsAreNoted() {
        Set<String> expected = findings(node.admin());
        expected.add("settings-at-execution");
        assertThat(findings(realm.admin())).isEqualTo(expected);
        JsonNode note = StreamSupport.stream(realm.admin().get(DOCTOR).spliterator(), false)
                .filter(finding -> finding.get("id").asText().equals("settings-at-execution"))
                .findFirst()
                .orElseThrow();
        assertThat(note.get("severity").asText()).as(note.toString()).isEqualTo("note");
        assertThat(note.get("fix").asText()).as(note.toString()).isEqualTo("settings");
    }

    private static Set<String> findings(Admin admin) {
        return new TreeSet<>(admin.get(DOCTOR).findValuesAsText("id"));
    }

    /** Runs set-up: the settings are in the form of the gate, and decide as before; then undoes it. */
    void assertSetupMovesThemAndUndoGivesThemBack() {
        Admin admin = realm.admin();
        String before = RealmExport.of(admin);
        JsonNode gateBefore = admin.get(GATE_CONFIG).get("config");
        JsonNode plan = admin.send("POST", SETUP + "?dry-run=true", null);
        List<String> steps = plan.get("steps").findValuesAsText("id");
        assertThat(steps)
                .contains("settings")
                .doesNotContain("browser-flow", "direct-grant-flow", "client-policy", "gate");
        assertThat(plan.get("questions")).isEmpty();
        admin.send("POST", SETUP + "?hash=" + plan.get("hash").asText(), null);

        JsonNode gate = admin.get(GATE_CONFIG).get("config");
        Map<String, String> moved = new HashMap<>(SETTINGS);
        moved.remove("codeLifetime");
        moved.put("codeMinutes", "5");
        moved.forEach((key, value) ->
                assertThat(gate.path(key).asText()).as("%s in %s", key, gate).isEqualTo(value));
        gateBefore.properties().forEach(setting -> assertThat(gate.get(setting.getKey()))
                .as(setting.getKey())
                .isEqualTo(setting.getValue()));
        assertThat(findings(admin)).isEqualTo(findings(node.admin()));
        assertDecides("once set up");

        admin.send("DELETE", SETUP, null);
        assertThat(RealmExport.of(admin)).isEqualTo(before);
        assertDecides("once undone");
    }
}
