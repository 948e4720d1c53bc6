package dev.gatehouse.it.gate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The steps by which an administrator takes Gatehouse into use in a realm, one by one and in any order. */
final class OptingIn {

    static final String GATE = "gatehouse-mfa-gate";
    static final String ACCESS = "gatehouse-app-access";

    private static final String MFA = "gatehouse-adaptive-mfa";

    private final Admin admin;
    private final Flows flows;

    OptingIn(Admin admin) {
        this.admin = admin;
        this.flows = new Flows(admin);
    }

    /** Registers a required action, which enables it. */
    void register(String action) {
        admin.send(
                "POST",
                "/authentication/register-required-action",
                Map.of("providerId", action, "name", "Gatehouse " + action));
    }

    /** Adds a browser flow with the MFA step, which nothing uses yet; returns its alias. */
    String addFlow(String mode) {
        return flows.added(
                Step.alternative("auth-cookie"),
                Step.alternative(
                        Step.required("auth-username-password-form"),
                        Step.required(MFA, Map.of("mode", mode, "targetRate", "5"))));
    }

    void bind(String browserFlow) {
        admin.send("PUT", "", Map.of("browserFlow", browserFlow));
    }

    /** Changes the mode of the MFA step of a flow. */
    void mode(String flow, String mode) {
        for (JsonNode execution : admin.get("/authentication/flows/" + Admin.encode(flow) + "/executions")) {
            if (execution.path("providerId").asText().equals(MFA)) {
                String path = "/authentication/config/"
                        + execution.get("authenticationConfig").asText();
                Map<String, Object> config = new HashMap<>(Admin.asMap(admin.get(path)));
                config.put("config", Map.of("mode", mode, "targetRate", "5"));
                admin.send("PUT", path, config);
            }
        }
    }

    /** Adds the executors of these names for all clients. */
    void addPolicy(String... executors) {
        admin.send(
                "PUT",
                "/client-policies/profiles",
                Map.of(
                        "profiles",
                        List.of(Map.of(
                                "name",
                                "gatehouse",
                                "executors",
                                List.of(executors).stream()
                                        .map(executor -> Map.of("executor", executor, "configuration", Map.of()))
                                        .toList()))));
        admin.send(
                "PUT",
                "/client-policies/policies",
                Map.of(
                        "policies",
                        List.of(Map.of(
                                "name",
                                "gatehouse",
                                "enabled",
                                true,
                                "conditions",
                                List.of(Map.of("condition", "any-client", "configuration", Map.of())),
                                "profiles",
                                List.of("gatehouse")))));
    }

    /** Removes all executors. */
    void removePolicy() {
        admin.send("PUT", "/client-policies/policies", Map.of("policies", List.of()));
    }
}
