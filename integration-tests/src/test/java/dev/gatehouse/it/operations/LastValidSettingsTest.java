package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies that the settings that were valid last apply on all nodes, also on one that starts after the mistake. */
class LastValidSettingsTest {

    private static final String GATE = "/authentication/required-actions/gatehouse-mfa-gate";

    private final TestServer first = TestServer.shared();
    private final Admin admin = first.admin();

    /** The mode {@code enforce} tells most: where nothing was valid before, it would be {@code off}. */
    @ParameterizedTest
    @CsvSource({"observe,Observe,false", "enforce,enforced,true"})
    @DisplayName("A node that starts after a mistake decides by what was valid before it, as the others do")
    void aNodeThatStartsAfterAMistakeDecidesAsTheOthers(String mode, String typo, boolean isAsked) {
        Map<String, Object> before = Admin.asMap(admin.get(GATE));
        try {
            save(before, mode);
            assertIsAsked(first, isAsked);
            await().untilAsserted(() -> assertThat(stored()).contains("\"mode\":\"" + mode + "\""));
            save(before, typo);
            assertIsAsked(first, isAsked);
            try (TestServer second = first.anotherNode("second", List.of("--log-level=info"))) {
                assertIsAsked(second, isAsked);
                assertThat(second.log()).contains("GATEHOUSE-415");
            }
        } finally {
            admin.send("PUT", GATE, before);
        }
    }

    /** What the database holds of the gate's settings. */
    private String stored() throws SQLException {
        try (Connection database = first.database();
                PreparedStatement query =
                        database.prepareStatement("select TEXTS from GH_SETTINGS where REALM_ID = ? and PLACE = ?")) {
            query.setString(1, admin.get("").get("id").asText());
            query.setString(2, "required action gatehouse-mfa-gate");
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    private void save(Map<String, Object> before, String mode) {
        Map<String, Object> changed = new HashMap<>(before);
        Map<String, String> config = new HashMap<>(Map.of("mode", mode));
        JsonNode saved = Admin.JSON.valueToTree(before.get("config"));
        saved.properties()
                .forEach(field ->
                        config.putIfAbsent(field.getKey(), field.getValue().asText()));
        changed.put("config", config);
        admin.send("PUT", GATE, changed);
    }

    /** Logs a new user in, who is challenged in mode enforce and in no other. */
    private void assertIsAsked(TestServer node, boolean isAsked) {
        Admin.User user = admin.newUser("agent");
        assertThat(node.newBrowser().login("workspace", user).asksForCode()).isEqualTo(isAsked);
    }
}
