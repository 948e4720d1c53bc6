package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that the settings that were valid last apply on all nodes, also on one that starts after the mistake. */
class LastValidSettingsTest {

    private static final String GATE = "/authentication/required-actions/gatehouse-mfa-gate";

    private final TestServer first = TestServer.shared();
    private final Admin admin = first.admin();

    @Test
    @DisplayName("A node that starts after a mistake decides by what was valid before it, as the others do")
    void aNodeThatStartsAfterAMistakeDecidesAsTheOthers() {
        Map<String, Object> before = Admin.asMap(admin.get(GATE));
        try {
            save(before, "observe");
            assertIsAsked(first, false);
            save(before, "Observe");
            assertIsAsked(first, false);
            try (TestServer second = first.anotherNode("second", List.of("--log-level=info"))) {
                assertIsAsked(second, false);
                assertThat(second.log()).contains("GATEHOUSE-415");

                save(before, "enforce");
                await().untilAsserted(() -> assertIsAsked(second, true));
                save(before, "enforced");
                assertIsAsked(first, true);
                await().untilAsserted(
                                () -> assertThat(admin.get("/gatehouse/doctor").findValuesAsText("id"))
                                        .contains("settings-invalid"));
                assertIsAsked(second, true);
            }
        } finally {
            admin.send("PUT", GATE, before);
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
