package dev.gatehouse.it.operations;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testsupport.admin.Admin;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Makes the calls by which keycloak-config-cli brings a file into a realm that exists: the lists of client profiles and policies as they
 * are in the file, flows with their steps one by one, bindings, identity providers, required actions.
 *
 * @param admin an administrator of the realm
 */
record ConfigCli(Admin admin) {

    private static final List<String> BINDINGS = List.of("browserFlow", "directGrantFlow");

    /** Imports a file. The realm must have none of its flows yet. */
    void run(ObjectNode file) {
        admin.send("PUT", "/client-policies/profiles", file.get("clientProfiles"));
        admin.send("PUT", "/client-policies/policies", file.get("clientPolicies"));
        Map<String, JsonNode> flows = all(file, "authenticationFlows")
                .collect(toMap(flow -> flow.get("alias").asText(), flow -> flow));
        Map<String, JsonNode> configs = all(file, "authenticatorConfig")
                .collect(toMap(config -> config.get("alias").asText(), config -> config));
        flows.values().stream().filter(flow -> flow.get("topLevel").asBoolean()).forEach(flow -> {
            ObjectNode empty = flow.deepCopy();
            empty.remove("authenticationExecutions");
            admin.send("POST", "/authentication/flows", empty);
            addSteps(flow, flows, configs);
        });
        Map<String, Object> bound = new HashMap<>();
        BINDINGS.stream()
                .filter(file::has)
                .forEach(binding -> bound.put(binding, file.get(binding).asText()));
        if (!bound.isEmpty()) {
            admin.send("PUT", "", bound);
        }
        all(file, "identityProviders").forEach(this::patchProvider);
        all(file, "requiredActions").forEach(this::requireAction);
    }

    private void addSteps(JsonNode flow, Map<String, JsonNode> flows, Map<String, JsonNode> configs) {
        String path = "/authentication/flows/" + Admin.encode(flow.get("alias").asText()) + "/executions";
        for (JsonNode step : flow.get("authenticationExecutions")) {
            String id;
            if (step.has("flowAlias")) {
                JsonNode subFlow = flows.get(step.get("flowAlias").asText());
                admin.send(
                        "POST",
                        path + "/flow",
                        Map.of(
                                "alias", subFlow.get("alias").asText(),
                                "type", subFlow.get("providerId").asText(),
                                "description", subFlow.get("description").asText()));
                id = added(path, "displayName", subFlow.get("alias").asText());
                addSteps(subFlow, flows, configs);
            } else {
                String provider = step.get("authenticator").asText();
                admin.send("POST", path + "/execution", Map.of("provider", provider));
                id = added(path, "providerId", provider);
            }
            admin.send(
                    "PUT",
                    path,
                    Map.of(
                            "id", id,
                            "requirement", step.get("requirement").asText(),
                            "priority", step.get("priority").asInt()));
            if (step.has("authenticatorConfig")) {
                admin.send(
                        "POST",
                        "/authentication/executions/" + id + "/config",
                        configs.get(step.get("authenticatorConfig").asText()));
            }
        }
    }

    private String added(String path, String field, String value) {
        return StreamSupport.stream(admin.get(path).spliterator(), false)
                .filter(execution -> execution.get("level").asInt() == 0
                        && execution.path(field).asText().equals(value))
                .map(execution -> execution.get("id").asText())
                .findFirst()
                .orElseThrow(() -> new AssertionError(path + " has no " + value));
    }

    private void patchProvider(JsonNode change) {
        String path = "/identity-provider/instances/" + change.get("alias").asText();
        ObjectNode provider = (ObjectNode) admin.get(path);
        provider.setAll((ObjectNode) change);
        admin.send("PUT", path, provider);
    }

    private void requireAction(JsonNode action) {
        admin.send(
                "POST",
                "/authentication/register-required-action",
                Map.of(
                        "providerId", action.get("providerId").asText(),
                        "name", action.get("name").asText()));
        admin.send(
                "PUT", "/authentication/required-actions/" + action.get("alias").asText(), action);
    }

    private static Stream<JsonNode> all(ObjectNode file, String list) {
        return StreamSupport.stream(file.path(list).spliterator(), false);
    }
}
