package dev.gatehouse.it.mfa;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import java.util.HashMap;
import java.util.Map;

/** The places where an administrator can save settings of the MFA step in a copy of the reference realm, and the ways to them. */
enum SettingPlaces {
    /** The form of the execution in the browser flow. Keycloak checks nothing. */
    EXECUTION {
        @Override
        void save(Admin admin, Map<String, String> settings) {
            String flow = "/authentication/flows/" + Admin.encode(BROWSER) + "/executions";
            for (JsonNode execution : admin.get(flow)) {
                if (execution.path("providerId").asText().equals(STEP)) {
                    String id = execution.path("authenticationConfig").asText("");
                    if (id.isEmpty()) {
                        admin.send(
                                "POST",
                                "/authentication/executions/"
                                        + execution.get("id").asText() + "/config",
                                Map.of("alias", "of the execution", "config", settings));
                    } else {
                        String path = "/authentication/config/" + id;
                        Map<String, Object> changed = new HashMap<>(Admin.asMap(admin.get(path)));
                        changed.put("config", settings);
                        admin.send("PUT", path, changed);
                    }
                }
            }
        }
    },
    /** An update of the gate as a whole, as Terraform does it. Keycloak checks nothing. */
    ACTION {
        @Override
        void save(Admin admin, Map<String, String> settings) {
            Map<String, Object> changed = new HashMap<>(Admin.asMap(admin.get(GATE)));
            Map<String, String> config = new HashMap<>(Map.of("privileged", "owner##admin##supervisor"));
            config.putAll(settings);
            changed.put("config", config);
            admin.send("PUT", GATE, changed);
        }
    };

    static final String GATE = "/authentication/required-actions/gatehouse-mfa-gate";

    private static final String BROWSER = "gatehouse browser";
    private static final String STEP = "gatehouse-adaptive-mfa";

    /** Removes the configuration of the execution, as if nobody had saved one. */
    static void removeOfExecution(Admin admin) {
        for (JsonNode execution : admin.get("/authentication/flows/" + Admin.encode(BROWSER) + "/executions")) {
            String id = execution.path("authenticationConfig").asText("");
            if (execution.path("providerId").asText().equals(STEP) && !id.isEmpty()) {
                admin.send("DELETE", "/authentication/config/" + id, null);
            }
        }
    }

    /** Saves settings in place of those that are there. */
    abstract void save(Admin admin, Map<String, String> settings);
}
