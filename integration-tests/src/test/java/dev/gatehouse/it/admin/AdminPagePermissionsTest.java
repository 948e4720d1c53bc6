package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Verifies that nobody sees or does more on the page for administrators than by the Admin REST API. */
class AdminPagePermissionsTest {

    private static final List<String> PATHS = Stream.concat(PageVisit.SECTIONS.stream(), Stream.of("export/logins.csv"))
            .toList();

    private static final Set<String> BUTTONS =
            Set.of("unlock", "let_in_once", "forget", "sign_out", "lock_down", "save", "feedback");

    private static final String[] FIRST_ROLES = {"manage-realm", "view-users"};
    private static final List<String> ROLES = List.of(
            "",
            "view-realm",
            "view-events",
            "view-users",
            "query-users",
            "view-realm,query-users",
            "view-events,query-users",
            "view-events,view-users",
            "view-events,view-users,query-users",
            "view-realm,view-events,view-users,query-users",
            "manage-users",
            "manage-users,view-events",
            "manage-events",
            "manage-realm",
            "manage-realm,view-events",
            "manage-realm,manage-users,view-events",
            "impersonation",
            "query-clients",
            "gatehouse-help",
            "realm-admin");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final PageUsers users = new PageUsers(server);
    private final Recoveries recoveries = new Recoveries(server);

    /** One thing to see or do: how the page answers, and whether the same person may by the Admin REST API. */
    private record Case(String name, Supplier<HttpResponse<String>> page, Supplier<HttpResponse<String>> rest) {}

    /** The token of the form is that of the session, so a role that was taken away meanwhile is all that stands in the way. */
    @ParameterizedTest
    @FieldSource("ROLES")
    void nobodySeesOrDoesMoreThanByTheRestApi(String roles) {
        Admin.User user = users.administrator("realm-admin");
        PageVisit visit = PageVisit.by(server, recoveries.browser(), user);
        visit.token();
        take(user, "realm-admin");
        each(roles).forEach(role -> users.give(user, role));
        assertThat(faults(roles, visit, AdminCalls.by(server, user))).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("ROLES")
    @DisplayName("A master administrator with some roles for a realm sees and does no more there than by the REST API")
    void noMasterAdministratorSeesOrDoesMoreThanByTheRestApi(String roles) {
        String masterUrl = server.url() + "/realms/master";
        Admin master = new Admin(server.url(), "master");
        Admin.User user = users.masterAdministrator(FIRST_ROLES);
        HttpBrowser browser = HttpBrowser.at(masterUrl).from("127.0.0.1");
        PageVisit.signIn(server, browser, masterUrl, user);
        PageVisit visit = new PageVisit(browser, masterUrl, server.realm());
        visit.token();
        for (String role : FIRST_ROLES) {
            revoke(master, users.masterClient(), user, role);
        }
        each(roles)
                // That role is one of the realm.
                .filter(role -> !role.startsWith("gatehouse-"))
                .forEach(role -> users.giveInMaster(user, role));
        assertThat(faults(roles, visit, AdminCalls.byMaster(server, user))).isEmpty();
    }

    private static Stream<String> each(String roles) {
        return Arrays.stream(roles.split(",")).filter(role -> !role.isEmpty());
    }

    /** What the page shows or does beyond the REST API, and the buttons that it shows to who may not press them, or hides from who may. */
    private List<String> faults(String roles, PageVisit visit, AdminCalls rest) {
        Admin.User target = admin.newUser("agent");
        recoveries.browser().login("workspace", target);
        Set<String> shown = buttons(visit, target);
        List<String> faults = new ArrayList<>();
        cases(visit, rest, target).forEach(one -> {
            int byPage = one.page().get().statusCode();
            int byRest = one.rest().get().statusCode();
            boolean isRefused = byPage == 403 || byPage == 404 || one.name().equals("what if") && byPage == 400;
            boolean isRefusedByRest = byRest == 403 || byRest == 404;
            boolean isStricter = isRefused && !isRefusedByRest;
            if (byPage >= 500 || isRefused != isRefusedByRest && !(isStricter && !roles.equals("realm-admin"))) {
                faults.add(one.name() + ": page " + byPage + ", REST " + byRest);
            }
            if (BUTTONS.contains(one.name()) && shown.contains(one.name()) == isRefused) {
                faults.add(one.name() + ": " + (isRefused ? "a button that is refused" : "no button"));
            }
        });
        return faults;
    }

    /** The names of the cases for which there is a button. */
    private static Set<String> buttons(PageVisit visit, Admin.User target) {
        Set<String> shown = new HashSet<>();
        Document person = PageVisit.document(visit.get("users/" + target.id()));
        person.select("button[name=act]").forEach(button -> shown.add(button.val()));
        if (PageVisit.document(visit.get("enforcement")).selectFirst("form[method=post]") != null) {
            shown.add("save");
        }
        if (PageVisit.document(visit.get("logins?user=" + target.id())).selectFirst("button[value=it_was_them]")
                != null) {
            shown.add("feedback");
        }
        return shown;
    }

    private List<Case> cases(PageVisit visit, AdminCalls rest, Admin.User target) {
        String person = "users/" + target.id();
        String whatIf = "what-if?address=8.8.8.8&client=workspace&user=" + target.id();
        List<Case> cases = new ArrayList<>(List.of(
                new Case("findings", () -> visit.get("findings"), () -> rest.call("GET", "/gatehouse/doctor")),
                new Case(
                        "plan",
                        () -> visit.get("findings?fix=amr"),
                        () -> rest.call("POST", "/gatehouse/setup?dry-run=true&amr=true")),
                new Case("enforcement", () -> visit.get("enforcement"), () -> rest.call("GET", PageVisit.GATE)),
                new Case("logins", () -> visit.get("logins"), () -> rest.call("GET", "/gatehouse/logins")),
                new Case("what if", () -> visit.get(whatIf), () -> rest.call("GET", "/gatehouse/" + whatIf)),
                new Case("search", () -> visit.get("users?q=u"), () -> rest.call("GET", "/users?search=u&max=2")),
                new Case("person", () -> visit.get(person), () -> rest.call("GET", "/" + person)),
                new Case(
                        "history",
                        () -> visit.get(person),
                        () -> rest.call("GET", "/gatehouse/" + person + "/history")),
                new Case("factors", () -> visit.get(person), () -> rest.call("GET", "/" + person + "/credentials")),
                new Case("report", () -> visit.get("export/logins.csv"), () -> rest.call("GET", "/gatehouse/report")),
                new Case(
                        "report as JSON",
                        () -> visit.get("export/logins.json"),
                        () -> rest.call("GET", "/gatehouse/report")),
                new Case("plots", () -> visit.get("plots"), () -> rest.call("GET", "/gatehouse/report")),
                new Case("plot", () -> visit.get("export/logins.svg"), () -> rest.call("GET", "/gatehouse/report")),
                new Case(
                        "report of users",
                        () -> visit.get("export/users.csv"),
                        () -> rest.call("GET", "/gatehouse/report/users")),
                new Case(
                        "apply",
                        () -> visit.post("findings", Map.of("action", "apply", "fix", "amr", "hash", "none")),
                        () -> rest.call("POST", "/gatehouse/setup?amr=true&hash=none")),
                new Case(
                        "undo",
                        () -> visit.post("findings", Map.of("action", "undo", "step", "none")),
                        () -> refusedOnly(rest.call("DELETE", "/gatehouse/setup/none"))),
                new Case(
                        "save",
                        () -> visit.post("enforcement", Map.of("mode", "wrong")),
                        () -> rest.send("PUT", PageVisit.GATE, "{\"config\":{\"mode\":\"wrong\"}}"))));
        String event = events(target);
        cases.add(new Case(
                "feedback",
                () -> visit.post("logins", Map.of("event", event, "label", "it_was_them")),
                () -> rest.send("PUT", "/gatehouse/logins/" + event + "/feedback", "{\"label\":\"it_was_them\"}")));
        cases.add(new Case(
                "withdrawal",
                () -> visit.post("logins", Map.of("event", event, "label", "withdraw")),
                () -> rest.send("PUT", "/gatehouse/logins/" + event + "/feedback", "{\"label\":\"it_was_them\"}")));
        Map<String, List<String>> acts = new LinkedHashMap<>();
        acts.put("unlock", List.of("DELETE", "limits"));
        acts.put("let_in_once", List.of("POST", "pass"));
        acts.put("forget", List.of("DELETE", "history"));
        acts.put("sign_out", List.of("POST", "sign-out"));
        acts.put("lock_down", List.of("POST", "lock-down"));
        acts.forEach((act, call) -> cases.add(new Case(
                act,
                () -> visit.post(person, Map.of("act", act, "reason", "a test")),
                () -> rest.send(call.get(0), "/gatehouse/" + person + "/" + call.get(1), "{\"reason\":\"a test\"}"))));
        return cases;
    }

    /** That there is no such step is no refusal. */
    private static HttpResponse<String> refusedOnly(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).isNotEqualTo(404);
        return answer;
    }

    @Test
    @DisplayName("Who may view the realm but neither users nor clients reads the names of neither")
    void whoMayViewTheRealmOnlyReadsNoNames() {
        Admin.User applies = users.administrator("realm-admin");
        PageVisit byOther = PageVisit.by(server, recoveries.browser(), applies);
        try (Admin.Restore unbound = admin.realm(Map.of("resetCredentialsFlow", "reset credentials"))) {
            String hash = PageVisit.document(byOther.get("findings?fix=recovery"))
                    .selectFirst("input[name=hash]")
                    .val();
            byOther.post("findings", Map.of("action", "apply", "fix", "recovery", "hash", hash));
            try {
                Admin.User viewer = users.administrator("view-realm", "query-users");
                PageVisit visit = PageVisit.by(server, recoveries.browser(), viewer);
                assertThat(byOther.get("findings").body()).contains(applies.email());
                assertThat(visit.get("findings").body()).doesNotContain(applies.email());
                assertThat(AdminCalls.by(server, viewer).call("GET", "/clients").body())
                        .doesNotContain("workspace");
                assertThat(visit.get("what-if").body()).doesNotContain("workspace");
            } finally {
                byOther.post("findings", Map.of("action", "undo", "step", "recovery", "force", "on"));
            }
        }
    }

    @Test
    @DisplayName(
            "Who may not view users does not learn whether an address has an account, neither here nor by the REST API")
    void whoMayNotViewUsersDoesNotLearnWhoExists() {
        Admin.User viewer = users.administrator("view-realm", "query-users");
        PageVisit visit = PageVisit.by(server, recoveries.browser(), viewer);
        AdminCalls rest = AdminCalls.by(server, viewer);
        String exists = "what-if?address=8.8.8.8&client=workspace&user="
                + Admin.encode(admin.newUser().email());
        String not = "what-if?address=8.8.8.8&client=workspace&user=" + Admin.encode("nobody@acme.test");
        assertThat(visit.get(exists).statusCode()).isEqualTo(visit.get(not).statusCode());
        assertThat(rest.call("GET", "/gatehouse/" + exists).statusCode())
                .isEqualTo(rest.call("GET", "/gatehouse/" + not).statusCode());
    }

    @Test
    void anAdministratorOfOneRealmOpensNoOther() {
        PageVisit visit = PageVisit.by(server, recoveries.browser(), users.administrator("realm-admin"));
        visit.token();
        for (String realm : List.of("master", partner(), "unknown", "..", "a/b")) {
            PageVisit other = visit.about(realm);
            for (String path : PATHS) {
                assertThat(other.get(path).statusCode()).as(realm + " " + path).isEqualTo(404);
            }
            assertThat(other.post("enforcement", Map.of("mode", "off")).statusCode())
                    .as(realm)
                    .isEqualTo(404);
        }
        PageVisit elsewhere = new PageVisit(visit.browser(), server.partnerUrl(), "");
        assertThat(elsewhere.get("").statusCode())
                .as("the cookie of another realm")
                .isEqualTo(403);
    }

    @Test
    void anAdministratorOfAnotherRealmIsNobodyHere() {
        Admin other = server.partner();
        Admin.User user = other.newUser();
        other.grantOf("realm-management", user, "realm-admin");
        HttpBrowser browser = HttpBrowser.at(server.partnerUrl());
        PageVisit.signIn(server, browser, server.partnerUrl(), user);
        PageVisit own = new PageVisit(browser, server.partnerUrl(), "");
        assertThat(own.get("findings").statusCode()).isEqualTo(200);
        assertThat(own.about(server.realm()).get("findings").statusCode()).isEqualTo(404);
        assertThat(new PageVisit(browser, server.realmUrl(), "").get("findings").statusCode())
                .isEqualTo(403);
    }

    @Test
    @DisplayName("A master admin opens a realm by its roles in master only, and saves as if in the Admin Console")
    void aMasterAdminOpensRealmsByRole() {
        String masterUrl = server.url() + "/realms/master";
        Admin master = new Admin(server.url(), "master");
        Admin.User user = master.newUser();
        HttpBrowser browser = HttpBrowser.at(masterUrl).from("127.0.0.1");
        PageVisit.signIn(server, browser, masterUrl, user);
        PageVisit visit = new PageVisit(browser, masterUrl, server.realm());
        for (String path : PATHS) {
            assertThat(visit.get(path).statusCode())
                    .as("without a role: " + path)
                    .isEqualTo(403);
        }
        master.grantOf(server.realm() + "-realm", user, "manage-realm");
        assertThat(visit.get("findings").statusCode()).isEqualTo(200);
        assertThat(visit.get("users").statusCode()).isEqualTo(404);
        assertThat(visit.about("").get("findings").statusCode())
                .as("master itself")
                .isEqualTo(403);
        assertThat(visit.about(partner()).get("findings").statusCode()).isEqualTo(403);
        assertThat(visit.about("unknown").get("findings").statusCode()).isEqualTo(404);

        PageVisit byAcme = PageVisit.by(server, recoveries.browser(), users.administrator("realm-admin"));
        assertThat(visit.send(
                                "POST",
                                visit.url("enforcement"),
                                "mode=off&token=" + byAcme.token(),
                                "application/x-www-form-urlencoded",
                                "Origin",
                                visit.origin())
                        .statusCode())
                .as("the token of a session of the realm")
                .isEqualTo(403);
        assertThat(byAcme.send(
                                "POST",
                                byAcme.url("enforcement"),
                                "mode=off&token=" + visit.token(),
                                "application/x-www-form-urlencoded",
                                "Origin",
                                visit.origin())
                        .statusCode())
                .as("the token of a session of master")
                .isEqualTo(403);
        assertThat(visit.post("enforcement", Map.of("mode", "wrong")).statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("What a master admin applies to a realm is recorded there at the same place as by the REST API")
    void whatAMasterAdminAppliesIsRecordedInTheRealm() {
        String masterUrl = server.url() + "/realms/master";
        String name = "realm-with-a-name-that-is-longer-than-any-path-of-the-page-" + UUID.randomUUID();
        Admin master = new Admin(server.url(), "master");
        HttpBrowser browser = HttpBrowser.at(masterUrl).from("127.0.0.1");
        Admin.User user = master.newUser("admin");
        PageVisit.signIn(server, browser, masterUrl, user);
        Admin made = new Admin(server.url(), name);
        new Admin(server.url(), "")
                .send("POST", "", Map.of("realm", name, "enabled", true, "adminEventsEnabled", true));
        try {
            PageVisit visit = new PageVisit(browser, masterUrl, name);
            Document plan = PageVisit.document(visit.get("findings?fix=amr"));
            HttpResponse<String> applied = visit.send(
                    "POST",
                    visit.url("findings"),
                    PageVisit.form(Map.of(
                            "action",
                            "apply",
                            "fix",
                            "amr",
                            "hash",
                            plan.selectFirst("input[name=hash]").val(),
                            "token",
                            plan.selectFirst("input[name=token]").val())),
                    "application/x-www-form-urlencoded",
                    "Origin",
                    visit.origin());
            assertThat(applied.statusCode()).as(applied.body()).isEqualTo(303);
            assertThat(made.get("/admin-events").findValuesAsText("resourcePath"))
                    .contains("gatehouse/setup");
        } finally {
            new Admin(server.url(), name).send("DELETE", "", null);
        }
    }

    @Test
    void aDisabledAdministratorAndOneWithADueActionAreOutside() {
        Admin.User user = users.administrator("realm-admin");
        PageVisit visit = PageVisit.by(server, recoveries.browser(), user);
        String token = visit.token();
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("enabled", false), Map.of("requiredActions", List.of("UPDATE_PASSWORD")))) {
            admin.update(user, change);
            assertOutside(visit, token);
            admin.update(user, Map.of("enabled", true, "requiredActions", List.of()));
            assertThat(visit.get("findings").statusCode())
                    .as("afterwards, after %s", change)
                    .isIn(200, 403);
        }
    }

    @Test
    @DisplayName("A session without a second factor is outside where the mode is enforce")
    void aSessionWithoutASecondFactorIsOutside() {
        Admin.User user = users.administrator("realm-admin");
        HttpBrowser browser = recoveries.browser();
        try (Admin.Restore off = admin.mfa(Map.of("mode", "off"))) {
            PageVisit.by(server, browser, user);
        }
        assertThat(new PageVisit(browser, server.realmUrl(), "").get("findings").statusCode())
                .isEqualTo(403);
        Admin.User impersonated = users.administrator("realm-admin");
        HttpBrowser of = recoveries.browser();
        of.impersonate(impersonated);
        assertThat(new PageVisit(of, server.realmUrl(), "").get("findings").statusCode())
                .as("impersonated")
                .isEqualTo(403);
    }

    @Test
    void aSessionThatALockDownHasRevokedIsOutside() {
        Admin.User user = users.administrator("realm-admin");
        PageVisit visit = PageVisit.by(server, recoveries.browser(), user);
        String token = visit.token();
        server.passASecond();
        admin.send("POST", "/gatehouse/users/" + user.id() + "/lock-down", Map.of("reason", "a test"));
        assertOutside(visit, token);
    }

    @Test
    @DisplayName(
            "The session of another app opens the page only after it has entered, as its flow, level and roles require")
    void theSessionOfAnotherAppIsOutside() {
        Admin.User user = users.administrator("realm-admin");
        admin.grant(user, "agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        assertThat(new PageVisit(browser, server.realmUrl(), "").get("findings").statusCode())
                .isEqualTo(403);
        assertThat(PageVisit.by(server, browser, user).get("findings").statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("Who may not enter the Admin Console by the access to apps does not enter the page")
    void whoMayNotEnterTheConsoleDoesNotEnterThePage() {
        Admin.User user = users.administrator("realm-admin");
        PageVisit visit = PageVisit.by(server, recoveries.browser(), user);
        try (Admin.Restore closed = admin.action(
                "gatehouse-app-access", Map.of("apps", "security-admin-console##dashboard", "people", "owner"))) {
            assertThat(visit.get("findings").statusCode()).isEqualTo(403);
            Page refused = PageVisit.signIn(server, recoveries.browser(), server.realmUrl(), user);
            assertThat(refused.url()).doesNotContain("/gatehouse/admin");
        }
        assertThat(visit.get("findings").statusCode()).isEqualTo(200);
    }

    private static void assertOutside(PageVisit visit, String token) {
        for (String path : PATHS) {
            HttpResponse<String> answer = visit.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(403);
            assertThat(answer.body()).as(path).doesNotContain("name=\"token\"").doesNotContain("<nav");
        }
        HttpResponse<String> posted = visit.send(
                "POST",
                visit.url("enforcement"),
                "mode=off&token=" + token,
                "application/x-www-form-urlencoded",
                "Origin",
                visit.origin());
        assertThat(posted.statusCode()).isEqualTo(403);
    }

    private String partner() {
        return server.partnerUrl().replaceFirst(".*/", "");
    }

    private String events(Admin.User user) {
        for (JsonNode event : admin.events(user)) {
            if (event.path("details").has("gatehouse_verdict")) {
                return event.get("id").asText();
            }
        }
        throw new AssertionError("no assessed login: " + admin.events(user));
    }

    private void take(Admin.User user, String role) {
        revoke(admin, "realm-management", user, role);
    }

    private static void revoke(Admin admin, String clientId, Admin.User user, String role) {
        String client = "/clients/" + admin.client(clientId).get("id").asText();
        admin.send(
                "DELETE",
                "/users/" + user.id() + "/role-mappings" + client,
                List.of(admin.get(client + "/roles/" + role)));
    }
}
