package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.AdminCalls;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that a plan is applied only to the realm that it was made for, once, by those who may. */
class SetupConflictTest {

    private static final int ADMINISTRATORS = 4;

    private final TestServer server = TestServer.shared();

    @Test
    @DisplayName("Of administrators who apply the same plan at once, one succeeds, and the others are told")
    void oneOfManyAppliesThePlan() throws Exception {
        try (RealmInUse realm = new RealmInUse(server)) {
            String hash = realm.plan("").get("hash").asText();
            CyclicBarrier start = new CyclicBarrier(ADMINISTRATORS);
            ExecutorService pool = Executors.newFixedThreadPool(ADMINISTRATORS);
            try {
                List<Future<String>> answers = new ArrayList<>();
                for (int number = 0; number < ADMINISTRATORS; number++) {
                    answers.add(pool.submit(() -> {
                        start.await();
                        return answer(realm, hash);
                    }));
                }
                List<String> given = new ArrayList<>();
                for (Future<String> answer : answers) {
                    given.add(answer.get());
                }
                assertThat(given).filteredOn("applied"::equals).hasSize(1);
                assertThat(given).filteredOn(text -> !"applied".equals(text)).allSatisfy(text -> assertThat(text)
                        .contains("409"));
            } finally {
                pool.shutdownNow();
            }
            assertThat(realm.admin().get(RealmInUse.SETUP).get("steps")).hasSize(5);
            assertThat(realm.admin().get("/authentication/flows").findValuesAsText("alias"))
                    .filteredOn(alias -> alias.startsWith("gatehouse browser"))
                    .as("nothing of those who lost is left")
                    .hasSize(1);
        }
    }

    private static String answer(RealmInUse realm, String hash) {
        try {
            realm.admin().send("POST", RealmInUse.SETUP + "?hash=" + hash, null);
            return "applied";
        } catch (AssertionError refused) {
            return refused.getMessage();
        }
    }

    @Test
    @DisplayName(
            "A realm that was changed after the plan was made, other options, and a plan that was applied, are refused")
    void aPlanOfAnotherStateIsRefused() {
        try (RealmInUse realm = new RealmInUse(server)) {
            Admin admin = realm.admin();
            String hash = realm.plan("").get("hash").asText();
            realm.flows().requirement("browser", "auth-cookie", "DISABLED");
            assertThat(answer(realm, hash)).contains("409");
            assertThat(admin.get(RealmInUse.SETUP).get("steps")).isEmpty();

            String renewed = realm.plan("").get("hash").asText();
            assertThat(admin.refusal("POST", RealmInUse.SETUP + "?themes=true&hash=" + renewed, null))
                    .contains("409");
            assertThat(answer(realm, renewed)).isEqualTo("applied");
            assertThat(answer(realm, renewed)).as("again").contains("409");
        }
    }

    @Test
    void theHashMayBeInTheBody() {
        try (RealmInUse realm = new RealmInUse(server)) {
            JsonNode plan = realm.plan("");
            JsonNode applied = realm.admin()
                    .send(
                            "POST",
                            RealmInUse.SETUP,
                            Map.of("hash", plan.get("hash").asText()));
            assertThat(RealmInUse.ids(applied)).isEqualTo(RealmInUse.ids(plan));
        }
    }

    @Test
    @DisplayName("Looking needs the role view-realm, planning and changing manage-realm")
    void rolesAreRequired() {
        String plan = RealmInUse.SETUP + "?dry-run=true";
        AdminCalls stranger = AdminCalls.anonymous(server);
        assertThat(stranger.call("GET", RealmInUse.SETUP).statusCode()).isEqualTo(401);
        assertThat(stranger.call("POST", plan).statusCode()).isEqualTo(401);
        assertThat(stranger.call("DELETE", RealmInUse.SETUP).statusCode()).isEqualTo(401);
        AdminCalls other = AdminCalls.with(server, "manage-users", "manage-clients", "view-users");
        assertThat(other.call("GET", RealmInUse.SETUP).statusCode()).isEqualTo(403);
        assertThat(other.call("POST", plan).statusCode()).isEqualTo(403);
        AdminCalls viewer = AdminCalls.with(server, "view-realm");
        assertThat(viewer.call("GET", RealmInUse.SETUP).statusCode()).isEqualTo(200);
        assertThat(viewer.call("POST", plan).statusCode()).isEqualTo(403);
        assertThat(viewer.call("DELETE", RealmInUse.SETUP).statusCode()).isEqualTo(403);
        assertThat(viewer.call("DELETE", RealmInUse.SETUP + "/gate").statusCode())
                .isEqualTo(403);
        AdminCalls manager = AdminCalls.with(server, "manage-realm");
        assertThat(manager.call("POST", plan).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("An administrator of one realm learns how many other realms need the JARs, but not which")
    void otherRealmsAreNotNamedToThoseWhoMayNotSeeThem() throws Exception {
        try (RealmInUse realm = new RealmInUse(server)) {
            realm.apply("");
            JsonNode state = Admin.JSON.readTree(AdminCalls.with(server, "view-realm")
                    .call("GET", RealmInUse.SETUP)
                    .body());
            assertThat(state.get("inUse").asBoolean()).isTrue();
            assertThat(state.get("otherRealms")).isEmpty();
            assertThat(state.get("hiddenRealms").asInt()).isPositive();
            assertThat(realm.admin().get(RealmInUse.SETUP).get("otherRealms").toString())
                    .contains("acme");
        }
    }

    @Test
    void aPathThatDoesNotExistIsNotFound() {
        assertThat(AdminCalls.with(server, "view-realm")
                        .call("GET", "/gatehouse/nothing")
                        .statusCode())
                .isEqualTo(404);
        assertThat(AdminCalls.with(server, "view-realm")
                        .call("POST", "/gatehouse/nothing/at/all")
                        .statusCode())
                .isEqualTo(404);
    }
}
