package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.RemovableServer;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that a realm still works after Gatehouse was uninstalled as {@code docs/operate/backup-and-uninstall.md} describes. */
@Tag("slow")
class UninstallTest {

    private static final String PERSON = "alice@acme.test";
    private static final List<String> TABLES = List.of(
            "GH_PROFILE",
            "GH_POPULATION",
            "GH_ENFORCEMENT",
            "GH_SETTINGS",
            "GH_SETUP",
            "GH_FEEDBACK",
            "GH_LINK",
            "DATABASECHANGELOG_GATEHOUSE_",
            "DATABASECHANGELOG_GH_POPULAT",
            "DATABASECHANGELOG_GH_SETTING",
            "DATABASECHANGELOG_GH_SETUP",
            "DATABASECHANGELOG_GH_FEEDBAC",
            "DATABASECHANGELOG_GH_LINKS");

    @Test
    @DisplayName(
            "Without the JARs the server starts once the documented steps are taken, and users sign in as in Keycloak"
                    + " alone")
    void afterTheDocumentedStepsTheServerRunsWithoutTheJars() throws Exception {
        try (RemovableServer server = new RemovableServer()) {
            assertThat(server.directGrant(PERSON, Admin.PASSWORD).body())
                    .as("Gatehouse is there")
                    .contains("mfa_required");

            assertThatThrownBy(server::startWithoutGatehouse).hasMessageContaining("Password policy not found");
            server.startWithGatehouse();
            assertThat(server.directGrant(PERSON, Admin.PASSWORD).body())
                    .as("it is there again")
                    .contains("mfa_required");

            assertThat(jarsCanBeRemoved(server.admin())).isFalse();
            takeOut(server.admin());
            assertThat(jarsCanBeRemoved(server.admin())).isTrue();
            server.startWithoutGatehouse();
            assertSignsIn(server);
            drop(server);
            server.startWithoutGatehouse();
            assertSignsIn(server);
        }
    }

    private static boolean jarsCanBeRemoved(Admin admin) {
        return admin.get("/gatehouse/setup").get("jarsCanBeRemoved").asBoolean();
    }

    private static void assertSignsIn(RemovableServer server) throws Exception {
        assertThat(server.signIn(PERSON, Admin.PASSWORD).url())
                .startsWith("http://localhost:9999/callback")
                .contains("code=");
        assertThat(server.directGrant(PERSON, Admin.PASSWORD).body()).contains("access_token");
    }

    /** The realm has no other flow for a first login with a provider, so this one stays, without Gatehouse's step. */
    private static void takeOutOf(Admin admin, String flow) {
        for (JsonNode execution : admin.get("/authentication/flows/" + Admin.encode(flow) + "/executions")) {
            if (execution.path("providerId").asText().startsWith("gatehouse")) {
                admin.send(
                        "DELETE",
                        "/authentication/executions/" + execution.get("id").asText(),
                        null);
            }
        }
    }

    /** Runs steps 1 to 6. */
    private static void takeOut(Admin admin) {
        Map<String, Object> realm = new HashMap<>(Map.of(
                "passwordPolicy",
                "length(8)",
                "browserFlow",
                "browser",
                "directGrantFlow",
                "direct grant",
                "resetCredentialsFlow",
                "reset credentials",
                "loginTheme",
                "",
                "emailTheme",
                "",
                "adminTheme",
                ""));
        admin.send("PUT", "", realm);
        for (JsonNode provider : admin.get("/identity-provider/instances")) {
            Map<String, Object> changed = Admin.asMap(provider);
            changed.remove("postBrokerLoginFlowAlias");
            admin.send(
                    "PUT",
                    "/identity-provider/instances/" + provider.get("alias").asText(),
                    changed);
        }
        for (JsonNode flow : admin.get("/authentication/flows")) {
            String alias = flow.get("alias").asText();
            if (alias.startsWith("gatehouse first login")) {
                takeOutOf(admin, alias);
            } else if (alias.startsWith("gatehouse ") && flow.get("topLevel").asBoolean()) {
                admin.send("DELETE", "/authentication/flows/" + flow.get("id").asText(), null);
            }
        }
        for (String action : List.of("gatehouse-mfa-gate", "gatehouse-app-access")) {
            admin.send("DELETE", "/authentication/required-actions/" + action, null);
        }
        admin.send("PUT", "/client-policies/policies", Map.of("policies", List.of()));
        admin.send("PUT", "/client-policies/profiles", Map.of("profiles", List.of()));
        for (JsonNode client : admin.get("/clients")) {
            for (JsonNode mapper : client.path("protocolMappers")) {
                if (mapper.get("protocolMapper").asText().startsWith("gatehouse")) {
                    admin.send(
                            "DELETE",
                            "/clients/" + client.get("id").asText() + "/protocol-mappers/models/"
                                    + mapper.get("id").asText(),
                            null);
                }
            }
        }
    }

    /** Runs the last step. */
    private static void drop(RemovableServer server) throws SQLException {
        try (Connection database = server.database();
                Statement statement = database.createStatement()) {
            for (String table : TABLES) {
                statement.execute("drop table " + table);
            }
            statement.execute("delete from CREDENTIAL where TYPE = 'gatehouse-known-device'");
        }
    }
}
