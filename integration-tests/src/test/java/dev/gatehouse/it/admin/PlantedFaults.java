package dev.gatehouse.it.admin;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A fault for each check of a realm, planted as an administrator may make it, and its repair. */
final class PlantedFaults {

    static final String GATE = "gatehouse-mfa-gate";
    private static final String APP_ACCESS = "gatehouse-app-access";
    private static final String STEP = "gatehouse-adaptive-mfa";
    private static final String PASSWORD = "auth-username-password-form";
    private static final String OTP = "auth-otp-form";
    private static final String SESSION_LIMIT = "user-session-limits";
    private static final String BROWSER = "gatehouse browser";
    private static final String FORMS = "gatehouse browser forms";
    private static final String APP = "workspace";
    private static final int LAST = 5000;
    private static final int MAILS = 3;

    private final TestServer server;
    private final Admin admin;
    private final Flows flows;

    /** @param server seen from the realm that is planted with faults */
    PlantedFaults(TestServer server) {
        this.server = server;
        this.admin = server.admin();
        this.flows = new Flows(admin);
    }

    /**
     * A fault.
     *
     * @param check the check that must find it
     * @param besides the other checks that find something in it
     * @param plant plants it; closing repairs it
     */
    record Planted(String check, Set<String> besides, Supplier<Admin.Restore> plant) {

        Planted(String check, Supplier<Admin.Restore> plant) {
            this(check, Set.of(), plant);
        }

        Planted(String check, String besides, Supplier<Admin.Restore> plant) {
            this(check, Set.of(besides), plant);
        }

        @Override
        public String toString() {
            return check;
        }
    }

    /** All of them. */
    List<Planted> all() {
        return List.of(
                new Planted("gate-off", () -> admin.disabledAction(GATE)),
                new Planted("gate-not-configured", () -> admin.withoutConfig(GATE)),
                new Planted("gate-not-first", () -> admin.priority(GATE, LAST)),
                new Planted("app-access-not-configured", () -> admin.withoutConfig(APP_ACCESS)),
                new Planted("executor-missing", admin::withoutClientPolicies),
                new Planted("browser-flow-unbound", () -> admin.realm(Map.of("browserFlow", "browser"))),
                new Planted("browser-step-missing", this::browserFlowWithoutStep),
                new Planted("step-disabled", () -> flows.requirement(BROWSER, STEP, "DISABLED")),
                new Planted("step-not-behind-password", this::stepBeforePassword),
                new Planted("required-beside-alternative", this::stepBesideAlternatives),
                new Planted("stock-factor-beside-step", this::otpBehindPassword),
                new Planted("session-limit-behind-step", this::lateSessionLimit),
                new Planted("direct-grant-step-missing", () -> admin.realm(Map.of("directGrantFlow", "direct grant"))),
                new Planted("client-flow-without-step", () -> flows.stock(APP)),
                new Planted("provider-without-step", () -> admin.withoutPostLoginFlow("sso")),
                new Planted("reset-flow-stock", () -> admin.realm(Map.of("resetCredentialsFlow", "reset credentials"))),
                new Planted("settings-invalid", () -> admin.uncheckedAction(GATE, Map.of("targetRate", "60"))),
                new Planted("settings-unknown", () -> admin.uncheckedAction(GATE, Map.of("treshold", "1"))),
                new Planted("settings-name-gone", this::roleGone),
                new Planted("settings-name-gone", () -> admin.action(GATE, Map.of("trusted", "nobody=mfa"))),
                new Planted("settings-unreadable", this::damagedSettings),
                new Planted("settings-at-execution", () -> flows.config(BROWSER, STEP, Map.of("mode", "enforce"))),
                new Planted("threshold-extreme", () -> admin.mfa(Map.of("threshold", "100"))),
                new Planted("enforce-from-unused", this::timeWithoutEnforce),
                new Planted("modes-differ", "settings-at-execution", this::observingClient),
                new Planted("no-mail-server", () -> admin.realm(Map.of("smtpServer", Map.of()))),
                new Planted("mail-failing", this::failingMail),
                new Planted("users-without-factor", this::userWithoutAddress),
                new Planted("brute-force-off", () -> admin.realm(Map.of("bruteForceProtected", false))),
                new Planted("common-passwords", () -> admin.realm(Map.of("passwordPolicy", "length(8)"))),
                new Planted("events-off", () -> admin.realm(Map.of("eventsEnabled", false))),
                new Planted("theme-missing", () -> admin.realm(Map.of("emailTheme", "removed"))),
                new Planted("organization-without-provider", this::domainWithoutProvider),
                new Planted("organization-settings", this::wrongNetworkOfOrganization),
                new Planted("one-address", this::privateAddresses),
                new Planted("many-challenged", this::manyChallenged));
    }

    /** A stock flow in the realm, while a client keeps the flow with the step, so that it counts as bound. */
    private Admin.Restore browserFlowWithoutStep() {
        admin.overrideBrowserFlow(APP, BROWSER);
        Admin.Restore stock = admin.realm(Map.of("browserFlow", "browser"));
        return () -> {
            stock.close();
            admin.overrideBrowserFlow(APP, null);
        };
    }

    private Admin.Restore stepBeforePassword() {
        String step = "/authentication/executions/" + flows.executionId(BROWSER, STEP);
        admin.send("POST", step + "/raise-priority", null);
        return () -> admin.send("POST", step + "/lower-priority", null);
    }

    /** What the Admin Console does with a step that is added at the top of a flow. */
    private Admin.Restore stepBesideAlternatives() {
        String flow = flows.added(
                Step.alternative("auth-cookie"), Step.alternative(Step.required(PASSWORD)), Step.required(STEP));
        Admin.Restore bound = admin.realm(Map.of("browserFlow", flow));
        return () -> {
            bound.close();
            flows.remove(flow);
        };
    }

    private Admin.Restore otpBehindPassword() {
        Admin.Restore added = flows.addition(FORMS, OTP);
        if (Examined.by(admin).ids().contains("stock-factor-beside-step")) {
            throw new AssertionError("a disabled execution was reported");
        }
        flows.requirement(FORMS, OTP, "REQUIRED");
        return added;
    }

    private Admin.Restore lateSessionLimit() {
        Admin.Restore added = flows.addition(FORMS, SESSION_LIMIT);
        flows.requirement(FORMS, SESSION_LIMIT, "REQUIRED");
        Admin.Restore limits = flows.config(
                FORMS, SESSION_LIMIT, Map.of("userRealmLimit", "9", "behavior", "Terminate oldest session"));
        if (Examined.by(admin).ids().contains("session-limit-behind-step")) {
            throw new AssertionError("a limit that denies nothing was reported");
        }
        limits.close();
        flows.config(FORMS, SESSION_LIMIT, Map.of("userRealmLimit", "9", "behavior", "Deny new session"));
        return added;
    }

    private Admin.Restore roleGone() {
        Map<String, Object> role = Admin.asMap(admin.get("/roles/supervisor"));
        admin.send("DELETE", "/roles/supervisor", null);
        return () -> admin.send("POST", "/roles", Map.of("name", role.get("name")));
    }

    private Admin.Restore damagedSettings() {
        String realm = admin.get("").get("id").asText();
        write("insert into GH_SETTINGS (REALM_ID, PLACE, TEXTS) values (?, ?, ?)", realm, "damaged", "{");
        return () -> write("delete from GH_SETTINGS where REALM_ID = ? and PLACE = ?", realm, "damaged");
    }

    private Admin.Restore observingClient() {
        Admin.Restore override = flows.override(
                APP, Step.required(PASSWORD), Step.required(STEP, Map.of("mode", "observe", "targetRate", "5")));
        String flow = flows.nameOf(APP);
        return () -> {
            override.close();
            flows.remove(flow);
        };
    }

    private Admin.Restore failingMail() {
        server.inbox().outage(true);
        for (int mail = 0; mail < MAILS; mail++) {
            server.newBrowser().login(APP, admin.newUser("agent"));
        }
        return () -> {
            server.inbox().outage(false);
            Admin.User user = admin.newUser("agent");
            server.newBrowser().login(APP, user);
            Codes.latest(server, user);
        };
    }

    private Admin.Restore userWithoutAddress() {
        Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
        Admin.Restore optional = admin.optionalEmail();
        Admin.User user = admin.newUserWithoutEmail(List.of(), "agent");
        return () -> {
            admin.send("DELETE", "/users/" + user.id(), null);
            optional.close();
            names.close();
        };
    }

    private Admin.Restore domainWithoutProvider() {
        JsonNode globex = admin.get("/organizations?search=Globex").get(0);
        String path = "/organizations/" + globex.get("id").asText();
        Map<String, Object> before = Admin.asMap(admin.get(path));
        List<Object> domains = new ArrayList<>((List<?>) before.get("domains"));
        domains.add(Map.of("name", "subsidiary.test", "verified", true));
        Map<String, Object> changed = new HashMap<>(before);
        changed.put("domains", domains);
        admin.send("PUT", path, changed);
        return () -> admin.send("PUT", path, before);
    }

    private Admin.Restore timeWithoutEnforce() {
        return admin.action(GATE, Map.of("mode", "observe", "enforceFrom", "2026-12-07T08:00Z"));
    }

    private Admin.Restore wrongNetworkOfOrganization() {
        JsonNode globex = admin.get("/organizations?search=Globex").get(0);
        String path = "/organizations/" + globex.get("id").asText();
        Map<String, Object> before = Admin.asMap(admin.get(path));
        Map<String, Object> changed = new HashMap<>(before);
        changed.put("attributes", Map.of("gatehouse.companyNetworks", List.of("192.0.2.0-192.0.2.255")));
        admin.send("PUT", path, changed);
        return () -> {
            changed.put("attributes", Map.of());
            admin.send("PUT", path, changed);
        };
    }

    /** 60 logins, all of them from private addresses, as behind a proxy whose headers the server does not read. */
    private Admin.Restore privateAddresses() {
        // Its weight is 1 there.
        String latest = "1767225600";
        return counted(
                new Row("total", "logins", 60),
                new Row("total", "users", 10),
                new Row("total", "latest", Double.parseDouble(latest)),
                new Row("country", "private", 60));
    }

    private Admin.Restore manyChallenged() {
        String today = "day:" + LocalDate.now(ZoneOffset.UTC);
        return counted(new Row(today, "ALL/ASKED/", 40), new Row(today, "ALL/PASSED/", 20));
    }

    /** A row of the population statistics. */
    private record Row(String kind, String name, double weight) {}

    private Admin.Restore counted(Row... rows) {
        String realm = admin.get("").get("id").asText();
        write("delete from GH_POPULATION where REALM_ID = ?", realm);
        for (Row row : rows) {
            write(
                    "insert into GH_POPULATION (REALM_ID, KIND, NAME, WEIGHT) values (?, ?, ?, ?)",
                    realm,
                    row.kind(),
                    row.name(),
                    row.weight());
        }
        return () -> write("delete from GH_POPULATION where REALM_ID = ?", realm);
    }

    private void write(String sql, Object... values) {
        try (Connection database = server.database();
                PreparedStatement statement = database.prepareStatement(sql)) {
            for (int value = 0; value < values.length; value++) {
                statement.setObject(value + 1, values[value]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
