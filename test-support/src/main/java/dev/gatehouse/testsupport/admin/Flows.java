package dev.gatehouse.testsupport.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Builds flows as an admin may, also ones that bypass the MFA step. */
public final class Flows {

    private final Admin admin;

    public Flows(Admin admin) {
        this.admin = admin;
    }

    /**
     * A step of a flow.
     *
     * @param provider the authenticator; {@code null} for a sub-flow
     * @param requirement {@code REQUIRED}, {@code ALTERNATIVE}, {@code CONDITIONAL}
     * @param config its settings; empty for none
     * @param steps the steps of a sub-flow
     */
    public record Step(String provider, String requirement, Map<String, String> config, List<Step> steps) {

        public static Step required(String provider) {
            return required(provider, Map.of());
        }

        public static Step required(String provider, Map<String, String> config) {
            return new Step(provider, "REQUIRED", config, List.of());
        }

        public static Step alternative(String provider) {
            return new Step(provider, "ALTERNATIVE", Map.of(), List.of());
        }

        public static Step required(Step... steps) {
            return new Step(null, "REQUIRED", Map.of(), List.of(steps));
        }

        public static Step alternative(Step... steps) {
            return new Step(null, "ALTERNATIVE", Map.of(), List.of(steps));
        }

        /** A sub-flow that runs if its condition, which is the first of the steps, is met. */
        public static Step conditional(Step... steps) {
            return new Step(null, "CONDITIONAL", Map.of(), List.of(steps));
        }

        /** Keycloak's condition for a level of authentication. It counts for {@code maxAge} seconds once it was reached. */
        public static Step level(int level, int maxAge) {
            return required(
                    "conditional-level-of-authentication",
                    Map.of("loa-condition-level", Integer.toString(level), "loa-max-age", Integer.toString(maxAge)));
        }
    }

    /** Gives an app a browser flow of these steps; closing removes it. */
    public Admin.Restore override(String clientId, Step... steps) {
        String alias = added(steps);
        admin.overrideBrowserFlow(clientId, alias);
        return () -> admin.overrideBrowserFlow(clientId, null);
    }

    /** Adds an unbound flow of these steps; returns its alias. */
    public String added(Step... steps) {
        return addedAs("test " + UUID.randomUUID(), steps);
    }

    /** The same with an alias, which no flow has yet. */
    public String addedAs(String alias, Step... steps) {
        admin.send(
                "POST",
                "/authentication/flows",
                Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
        add(alias, List.of(steps));
        return alias;
    }

    /** Makes an app use Keycloak's own flow, without the MFA step; closing restores the realm's flow. */
    public Admin.Restore stock(String clientId) {
        admin.overrideBrowserFlow(clientId, "browser");
        return () -> admin.overrideBrowserFlow(clientId, null);
    }

    /** Copies a flow without an authenticator; returns the copy's alias. */
    public String copyWithout(String flowAlias, String provider) {
        String copy = "test " + UUID.randomUUID();
        admin.send("POST", "/authentication/flows/" + Admin.encode(flowAlias) + "/copy", Map.of("newName", copy));
        admin.send("DELETE", "/authentication/executions/" + executionId(copy, provider), null);
        return copy;
    }

    /** The alias of the flow that overrides the realm's for an app. */
    public String nameOf(String clientId) {
        String id = admin.client(clientId)
                .get("authenticationFlowBindingOverrides")
                .get("browser")
                .asText();
        return admin.get("/authentication/flows/" + id).get("alias").asText();
    }

    /** The id of the execution of an authenticator in a flow. */
    public String executionId(String flowAlias, String provider) {
        for (JsonNode execution : executions(flowAlias)) {
            if (execution.path("providerId").asText().equals(provider)) {
                return execution.get("id").asText();
            }
        }
        throw new AssertionError("the flow " + flowAlias + " has no " + provider);
    }

    /** Changes the requirement of an execution; closing restores it. */
    public Admin.Restore requirement(String flowAlias, String provider, String requirement) {
        String path = "/authentication/flows/" + Admin.encode(flowAlias) + "/executions";
        for (JsonNode execution : executions(flowAlias)) {
            if (execution.path("providerId").asText().equals(provider)) {
                Map<String, Object> before = Admin.asMap(execution);
                Map<String, Object> changed = new HashMap<>(before);
                changed.put("requirement", requirement);
                admin.send("PUT", path, changed);
                return () -> admin.send("PUT", path, before);
            }
        }
        throw new AssertionError("the flow " + flowAlias + " has no " + provider);
    }

    /** Adds a disabled execution at the end of a flow or sub-flow, as the Admin Console does; closing removes it. */
    public Admin.Restore addition(String flowAlias, String provider) {
        admin.send(
                "POST",
                "/authentication/flows/" + Admin.encode(flowAlias) + "/executions/execution",
                Map.of("provider", provider));
        String id = executionId(flowAlias, provider);
        return () -> admin.send("DELETE", "/authentication/executions/" + id, null);
    }

    /** Removes a flow that is not bound. */
    public void remove(String alias) {
        for (JsonNode flow : admin.get("/authentication/flows")) {
            if (flow.get("alias").asText().equals(alias)) {
                admin.send("DELETE", "/authentication/flows/" + flow.get("id").asText(), null);
            }
        }
    }

    /** Changes the configuration of an execution; closing restores it. */
    public Admin.Restore config(String flowAlias, String provider, Map<String, String> settings) {
        for (JsonNode execution : executions(flowAlias)) {
            if (execution.path("providerId").asText().equals(provider)) {
                if (!execution.hasNonNull("authenticationConfig")) {
                    return firstConfig(execution.get("id").asText(), settings);
                }
                String path = "/authentication/config/"
                        + execution.get("authenticationConfig").asText();
                Map<String, Object> before = Admin.asMap(admin.get(path));
                Map<String, Object> changed = new HashMap<>(before);
                changed.put("config", settings);
                admin.send("PUT", path, changed);
                return () -> admin.send("PUT", path, before);
            }
        }
        throw new AssertionError("the flow " + flowAlias + " has no " + provider);
    }

    private Admin.Restore firstConfig(String executionId, Map<String, String> settings) {
        String execution = "/authentication/executions/" + executionId;
        admin.send("POST", execution + "/config", Map.of("alias", "test " + UUID.randomUUID(), "config", settings));
        String id = admin.get(execution).get("authenticatorConfig").asText();
        return () -> admin.send("DELETE", "/authentication/config/" + id, null);
    }

    private void add(String flow, List<Step> steps) {
        for (Step step : steps) {
            String path = "/authentication/flows/" + Admin.encode(flow) + "/executions";
            String name = flow + " " + UUID.randomUUID();
            if (step.provider() == null) {
                admin.send(
                        "POST",
                        path + "/flow",
                        Map.of("alias", name, "type", "basic-flow", "provider", "", "description", ""));
            } else {
                admin.send("POST", path + "/execution", Map.of("provider", step.provider()));
            }
            JsonNode added = last(flow);
            Map<String, Object> required = Admin.asMap(added);
            required.put("requirement", step.requirement());
            admin.send("PUT", path, required);
            if (!step.config().isEmpty()) {
                admin.send(
                        "POST",
                        "/authentication/executions/" + added.get("id").asText() + "/config",
                        Map.of("alias", name, "config", step.config()));
            }
            add(name, step.steps());
        }
    }

    /** The execution that was added last, which is the last among the steps of its level. */
    private JsonNode last(String flow) {
        JsonNode found = null;
        for (JsonNode execution : executions(flow)) {
            found = execution.get("level").asInt() == 0 ? execution : found;
        }
        return found;
    }

    private JsonNode executions(String flow) {
        return admin.get("/authentication/flows/" + Admin.encode(flow) + "/executions");
    }
}
