package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.FactorChanges;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Verifies that the acts of help give a helper no way to a password, a session or a privileged account: a matrix of callers, targets and
 * acts, and what else a helper, or whoever has a pass, may try.
 */
class HelpMisuseTest {

    private static final String BODY = "{\"reason\":\"ticket 4711\"}";
    private static final String PASS_INTRO = "Type the pass that support gave you";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    /** The acts, in the order of the columns of the matrix. */
    private enum Act {
        UNLOCK("DELETE", "limits"),
        LET_IN_ONCE("POST", "pass"),
        FORGET("DELETE", "history"),
        SIGN_OUT("POST", "sign-out"),
        LOCK_DOWN("POST", "lock-down");

        private final String method;
        private final String path;

        Act(String method, String path) {
            this.method = method;
            this.path = path;
        }

        HttpResponse<String> on(AdminCalls caller, String userId) {
            return caller.send(method, "/gatehouse/users/" + userId + "/" + path, BODY);
        }
    }

    @ParameterizedTest(name = "{0} for {1}")
    @CsvSource(delimiter = '|', textBlock = """
            # caller                 | target                  | unlock | pass | forget | sign out | lock down
            helper                   | agent                   | 200    | 200  | 200    | 200      | 200
            helper                   | owner                   | 403    | 403  | 403    | 403      | 403
            helper                   | admin                   | 403    | 403  | 403    | 403      | 403
            helper                   | supervisor              | 403    | 403  | 403    | 403      | 403
            helper                   | owner by a group        | 403    | 403  | 403    | 403      | 403
            helper                   | administrator           | 403    | 403  | 403    | 403      | 403
            helper                   | viewer of users         | 403    | 403  | 403    | 403      | 403
            helper                   | another helper          | 403    | 403  | 403    | 403      | 403
            helper                   | service account         | 403    | 403  | 403    | 403      | 403
            helper                   | oneself                 | 403    | 403  | 403    | 403      | 403
            helper                   | user of another realm   | 404    | 404  | 404    | 404      | 404
            helper                   | nobody                  | 404    | 404  | 404    | 404      | 404
            helper                   | what is no id           | 404    | 404  | 404    | 404      | 404
            namesake of the role     | agent                   | 403    | 403  | 403    | 403      | 403
            namesake of the role     | nobody                  | 403    | 403  | 403    | 403      | 403
            helper of another realm  | agent                   | 403    | 403  | 403    | 403      | 403
            viewer of users          | agent                   | 403    | 403  | 403    | 403      | 403
            viewer of users          | nobody                  | 404    | 404  | 404    | 404      | 404
            viewer of events         | agent                   | 403    | 403  | 403    | 403      | 403
            agent                    | agent                   | 403    | 403  | 403    | 403      | 403
            agent                    | oneself                 | 403    | 403  | 403    | 403      | 403
            nobody                   | agent                   | 401    | 401  | 401    | 401      | 401
            administrator            | owner                   | 200    | 200  | 200    | 200      | 200
            administrator            | another helper          | 200    | 200  | 200    | 200      | 200
            administrator            | user of another realm   | 404    | 404  | 404    | 404      | 404
            """)
    void onlyThoseWhoMayHelpAndNobodyGetsIn(
            String caller, String target, int unlock, int pass, int forget, int signOut, int lockDown) {
        Admin.User self = caller(caller);
        AdminCalls calls = calls(caller, self);
        Target victim = target(target, self);
        List<Integer> expected = List.of(unlock, pass, forget, signOut, lockDown);
        List<Integer> answered = new ArrayList<>();
        List<String> bodies = new ArrayList<>();
        for (Act act : Act.values()) {
            HttpResponse<String> answer = act.on(calls, victim.id());
            answered.add(answer.statusCode());
            bodies.add(answer.body());
            assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
        }
        assertThat(answered).as("%s", bodies).isEqualTo(expected);
        assertThat(String.join(" ", bodies)).doesNotContain("access_token", "\"password\":\"P", "KEYCLOAK_IDENTITY");
        if (unlock != 200 && victim.person() != null) {
            victim.assertNothingHappened();
        }
        if (unlock == 200 && victim.person() != null) {
            String issued = json(bodies.get(1)).get("pass").asText();
            Map<String, String> asPassword = Map.of("password", issued);
            assertThat(new DirectGrant(server)
                            .call(victim.person(), asPassword)
                            .path("error")
                            .asText())
                    .as("neither the old password nor the pass is a password now")
                    .isEqualTo("invalid_grant");
            assertThat(recoveries.isPassword(victim.person(), Admin.PASSWORD)).isFalse();
        }
    }

    @Test
    void aHelperGetsNoFurtherByKeycloaksOwnInterface() {
        Admin.User helper = admin.newUser("support");
        AdminCalls calls = AdminCalls.by(server, helper);
        Admin.User agent = admin.newUser("agent");
        JsonNode owner = admin.get("/roles/owner");
        String management = admin.client("realm-management").get("id").asText();
        JsonNode manageUsers = admin.get("/clients/" + management + "/roles/manage-users");
        String clientRoles = "/users/%s/role-mappings/clients/" + management;
        List<HttpResponse<String>> answers = List.of(
                calls.send("POST", "/users/" + helper.id() + "/role-mappings/realm", "[" + owner + "]"),
                calls.send("POST", clientRoles.formatted(helper.id()), "[" + manageUsers + "]"),
                calls.send("POST", clientRoles.formatted(agent.id()), "[" + manageUsers + "]"),
                calls.send("POST", "/roles/support/composites", "[" + manageUsers + "]"),
                calls.send("POST", "/roles/gatehouse-help/composites", "[" + manageUsers + "]"),
                calls.send("PUT", "/users/" + helper.id(), "{\"enabled\":true,\"groups\":[\"/owners\"]}"),
                calls.send(
                        "PUT",
                        "/users/" + agent.id() + "/reset-password",
                        "{\"type\":\"password\",\"value\":\"An0ther!Passw0rd\"}"),
                calls.send("POST", "/users/" + agent.id() + "/impersonation", "{}"),
                calls.send("PUT", "/users/" + agent.id() + "/execute-actions-email", "[\"UPDATE_PASSWORD\"]"));
        assertThat(answers).extracting(HttpResponse::statusCode).containsOnly(403);
        assertThat(Act.UNLOCK.on(calls, admin.newUser("owner").id()).statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("A role that is withdrawn from a helper is of no use a moment later")
    void aFormerHelperIsRefused() {
        Admin.User helper = admin.newUser("support");
        AdminCalls calls = AdminCalls.by(server, helper);
        Admin.User agent = admin.newUser("agent");
        assertThat(Act.UNLOCK.on(calls, agent.id()).statusCode()).isEqualTo(200);
        admin.revoke(helper, "support");
        assertThat(Act.UNLOCK.on(calls, agent.id()).statusCode()).isEqualTo(403);
    }

    @Test
    @DisplayName("A helper's pass is of no use to a person who has become privileged, and an administrator's is")
    void aPassOfAPersonWhoHasBecomePrivileged() {
        Admin.User user = admin.newUser("agent");
        String pass = pass(helper(), user);
        admin.grant(user, "supervisor");
        Page page = recoveries.browser().login("workspace", user).postFactor("recovery-code");
        assertThat(page.text()).doesNotContain(PASS_INTRO);
        assertThat(page.postCode(pass).isBackInTheApp()).isFalse();

        String byAdministrator = pass(AdminCalls.with(server, "manage-users"), user);
        assertThat(recoveries
                        .browser()
                        .login("workspace", user)
                        .postFactor("recovery-code")
                        .enterCode(byAdministrator)
                        .isBackInTheApp())
                .isTrue();
    }

    @Test
    void aPassIsOfNoUseToAnotherPersonOrTwiceOrOnceReplaced() {
        AdminCalls helper = helper();
        Admin.User user = admin.newUser("agent");
        Admin.User other = admin.newUser("agent");
        String replaced = pass(helper, user);
        String pass = pass(helper, user);
        pass(helper, other);
        Page ofOther = recoveries.browser().login("workspace", other).postFactor("recovery-code");
        assertThat(ofOther.enterCode(pass).error()).startsWith("The pass is not correct");
        Page page = recoveries.browser().login("workspace", user).postFactor("recovery-code");
        assertThat(page.enterCode(replaced).error()).startsWith("The pass is not correct");
        Page second = recoveries.browser().login("workspace", user).postFactor("recovery-code");
        assertThat(second.text()).contains(PASS_INTRO);
        assertThat(recoveries
                        .browser()
                        .login("workspace", user)
                        .postFactor("recovery-code")
                        .enterCode(pass)
                        .isBackInTheApp())
                .isTrue();
        assertThat(second.enterCode(pass).isBackInTheApp()).as("twice").isFalse();
    }

    @Test
    @DisplayName("After five wrong passes even the right one is void, and wrong passes count as wrong codes")
    void guessingAPassEndsIt() {
        Admin.User user = admin.newUser("agent");
        String pass = pass(helper(), user);
        Page page = recoveries.browser().login("workspace", user).postFactor("recovery-code");
        for (int number = 1; number <= 5; number++) {
            page = page.enterCode("AAAA-AAAA-AAA" + number);
            assertThat(page.isBackInTheApp()).isFalse();
        }
        assertThat(page.postCode(pass).isBackInTheApp()).isFalse();
        assertThat(recoveries.browser().login("workspace", user).offersFactor("recovery-code"))
                .isFalse();
        await().untilAsserted(() -> assertThat(admin.failures(user)).isGreaterThanOrEqualTo(5));
    }

    @Test
    void aPassExpiresAfterFifteenMinutes() {
        Admin.User user = admin.newUser("agent");
        String pass = pass(helper(), user);
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofMinutes(15).plusSeconds(2));
            Page page = recoveries.browser().login("workspace", user).postFactor("recovery-code");
            assertThat(page.text()).doesNotContain(PASS_INTRO);
            assertThat(page.postCode(pass).isBackInTheApp()).isFalse();
        }
    }

    @Test
    void aPassIsVoidOnceThePasswordOrTheAddressHasChanged() {
        Admin.User newPassword = admin.newUser("agent");
        String first = pass(helper(), newPassword);
        admin.setPassword(newPassword, Admin.PASSWORD);
        assertVoid(newPassword, first);

        Admin.User newAddress = admin.newUser("agent");
        String second = pass(helper(), newAddress);
        String address = "new-" + newAddress.email();
        admin.update(newAddress, Map.of("email", address));
        assertVoid(new Admin.User(newAddress.id(), address), second);
    }

    private void assertVoid(Admin.User user, String pass) {
        Page page = recoveries.browser().login("workspace", user).postFactor("recovery-code");
        assertThat(page.text()).doesNotContain(PASS_INTRO);
        assertThat(page.postCode(pass).isBackInTheApp()).isFalse();
    }

    @Test
    @DisplayName("A pass is for a login: it proves nothing for a change of factors in a session")
    void aPassChangesNoFactors() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = new FactorChanges(server).onKnownDevice(user);
        String pass = pass(helper(), user);
        Page challenged = browser.open("workspace", "kc_action=CONFIGURE_TOTP");
        assertThat(challenged.text()).contains(FactorChanges.WHY);
        assertThat(challenged.offersFactor("recovery-code")).isFalse();
        Page forced = challenged.postFactor("recovery-code");
        assertThat(forced.text()).doesNotContain(PASS_INTRO);
        assertThat(forced.postCode(pass).has("kc-totp-settings-form")).isFalse();
    }

    @Test
    @DisplayName(
            "An account gets three passes an hour, and helpers unlock it three times an hour, even if they unlock it in between")
    void passesAndUnlockingAreLimited() {
        AdminCalls helper = helper();
        Admin.User user = admin.newUser("agent");
        for (int number = 0; number < 3; number++) {
            assertThat(Act.LET_IN_ONCE.on(helper, user.id()).statusCode()).isEqualTo(200);
            assertThat(Act.UNLOCK.on(helper, user.id()).statusCode()).isEqualTo(200);
        }
        for (Act act : List.of(Act.LET_IN_ONCE, Act.UNLOCK)) {
            HttpResponse<String> refused = act.on(helper(), user.id());
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(429);
            assertThat(json(refused.body()).get("error").asText()).startsWith("too_many_");
        }
        assertThat(Act.UNLOCK
                        .on(AdminCalls.with(server, "manage-users"), user.id())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void aDisabledAccountGetsNoPass() {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("enabled", false));
        HttpResponse<String> refused = Act.LET_IN_ONCE.on(helper(), user.id());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused.body()).get("error").asText()).isEqualTo("account_disabled");
        assertThat(json(Act.UNLOCK.on(helper(), user.id()).body())
                        .get("disabled")
                        .asBoolean())
                .as("unlocking does not enable it")
                .isTrue();
        assertThat(admin.get("/users/" + user.id()).get("enabled").asBoolean()).isFalse();
    }

    @Test
    @DisplayName("Where the list of privileged people names a role that is gone, helpers help nobody")
    void anInvalidListOfPrivilegedPeopleStopsHelpers() {
        Admin.User user = admin.newUser("agent");
        AdminCalls helper = helper();
        String role = "gone-" + UUID.randomUUID();
        admin.send("POST", "/roles", Map.of("name", role));
        try (Admin.Restore named =
                admin.action("gatehouse-mfa-gate", Map.of("privileged", "owner,admin,supervisor," + role))) {
            admin.send("DELETE", "/roles/" + role, null);
            assertThat(Act.UNLOCK.on(helper, user.id()).statusCode()).isEqualTo(403);
        }
        assertThat(Act.UNLOCK.on(helper, user.id()).statusCode()).isEqualTo(200);
    }

    @Test
    void thePassIsStoredOnlyAsAHashAndAppearsInNoLog() {
        Admin.User user = admin.newUser("agent");
        String pass = pass(helper(), user);
        assertThat(server.log()).doesNotContain(pass).doesNotContain(pass.replace("-", ""));
        assertThat(admin.get("/users/" + user.id() + "/credentials").toString())
                .as("it is no credential")
                .doesNotContain("pass\"");
    }

    private AdminCalls helper() {
        return AdminCalls.by(server, admin.newUser("support"));
    }

    private String pass(AdminCalls caller, Admin.User user) {
        HttpResponse<String> issued = Act.LET_IN_ONCE.on(caller, user.id());
        assertThat(issued.statusCode()).as(issued.body()).isEqualTo(200);
        return json(issued.body()).get("pass").asText();
    }

    /** The account of a caller; without meaning for callers who have none here. */
    private Admin.User caller(String caller) {
        return switch (caller) {
            case "helper" -> admin.newUser("support");
            case "namesake of the role" -> withNamesakeOfTheRole();
            case "viewer of users" -> withRole("view-users");
            case "viewer of events" -> withRole("view-events");
            case "administrator" -> withRole("manage-users");
            case "agent" -> admin.newUser("agent");
            case "helper of another realm" -> server.partner().newUser();
            case "nobody" -> admin.newUser("agent");
            default -> throw new AssertionError(caller);
        };
    }

    private AdminCalls calls(String caller, Admin.User self) {
        return switch (caller) {
            case "nobody" -> AdminCalls.anonymous(server);
            case "helper of another realm" -> helperOfPartner(self);
            default -> AdminCalls.by(server, self);
        };
    }

    private AdminCalls helperOfPartner(Admin.User user) {
        Admin partner = server.partner();
        if (!partner.get("/roles").findValuesAsText("name").contains("gatehouse-help")) {
            partner.send("POST", "/roles", Map.of("name", "gatehouse-help"));
        }
        partner.grant(user, "gatehouse-help");
        partner.grantOf("realm-management", user, "view-users");
        return AdminCalls.byStranger(server, user);
    }

    /** A user with one role of {@code realm-management}. */
    private Admin.User withRole(String role) {
        Admin.User user = admin.newUser();
        admin.grantOf("realm-management", user, role);
        return user;
    }

    /** A user with the role of the same name of another client. */
    private Admin.User withNamesakeOfTheRole() {
        Admin.User user = admin.newUser();
        String name = "client-" + user.id();
        admin.send("POST", "/clients", Map.of("clientId", name));
        admin.send(
                "POST",
                "/clients/" + admin.client(name).get("id").asText() + "/roles",
                Map.of("name", "gatehouse-help"));
        admin.grantOf(name, user, "gatehouse-help");
        return user;
    }

    /**
     * Whom the acts are for.
     *
     * @param id as in the path
     * @param person {@code null} if no person of this realm can sign in with the id
     */
    private record Target(HelpMisuseTest test, String id, Admin.User person, HttpBrowser session, String password) {

        void assertNothingHappened() {
            assertThat(test.recoveries.isPassword(person, Admin.PASSWORD)).isTrue();
            assertThat(session.refresh().text()).as("the session").contains("access_token");
            assertThat(session.signOut().login("workspace", person).isBackInTheApp())
                    .as("the device")
                    .isTrue();
            assertThat(test.password(person)).isEqualTo(password);
            assertThat(test.recoveries
                            .browser()
                            .login("workspace", person)
                            .postFactor("recovery-code")
                            .text())
                    .as("no pass")
                    .doesNotContain(PASS_INTRO);
            assertThat(test.recoveries.mails(person)).as("no notice").noneMatch(mail -> mail.subject()
                    .matches(".*(one-time pass|unlocked|signed out|locked down).*"));
        }
    }

    private Target target(String target, Admin.User self) {
        return switch (target) {
            case "agent", "owner", "admin", "supervisor" -> person(admin.newUser(target));
            case "another helper" -> person(admin.newUser("support"));
            case "administrator" -> person(withRole("manage-users"));
            case "viewer of users" -> person(withRole("view-users"));
            case "owner by a group" -> person(ownerByGroup());
            case "oneself" -> person(self);
            case "service account" -> new Target(this, serviceAccount(), null, null, "");
            case "user of another realm" ->
                new Target(this, server.partner().newUser().id(), null, null, "");
            case "nobody" -> new Target(this, UUID.randomUUID().toString(), null, null, "");
            // Keycloak takes it for an id of a user store, and cannot find the colon behind that of the store.
            case "what is no id" -> new Target(this, "f:no-store", null, null, "");
            default -> throw new AssertionError(target);
        };
    }

    private Target person(Admin.User user) {
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        server.passASecond();
        return new Target(this, user.id(), user, browser, password(user));
    }

    private String password(Admin.User user) {
        return admin.credentials(user).stream()
                .filter(credential -> credential.get("type").asText().equals("password"))
                .map(JsonNode::toString)
                .findFirst()
                .orElseThrow();
    }

    private Admin.User ownerByGroup() {
        Admin.User user = admin.newUser("agent");
        String name = "owners-" + user.id();
        admin.send("POST", "/groups", Map.of("name", name));
        String group =
                admin.get("/groups?exact=true&search=" + name).get(0).get("id").asText();
        admin.send("POST", "/groups/" + group + "/role-mappings/realm", List.of(admin.get("/roles/owner")));
        admin.send("PUT", "/users/" + user.id() + "/groups/" + group, null);
        return user;
    }

    private String serviceAccount() {
        String name = "service-" + UUID.randomUUID();
        admin.send("POST", "/clients", Map.of("clientId", name, "publicClient", false, "serviceAccountsEnabled", true));
        return admin.get("/clients/" + admin.client(name).get("id").asText() + "/service-account-user")
                .get("id")
                .asText();
    }

    private static JsonNode json(String body) {
        try {
            return Admin.JSON.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
