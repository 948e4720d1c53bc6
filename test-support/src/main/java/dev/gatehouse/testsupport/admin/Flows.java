package dev.gatehouse.testsupport.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Builds flows as an admin may, also such that lead round the second step. */
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
     * @param steps what a sub-flow holds
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

        /** What is carried out where its condition, which is the first of the steps, holds. */
        public static Step conditional(Step... steps) {
            return new Step(null, "CONDITIONAL", Map.of(), List.of(steps));
        }

        /** Keycloak's condition for a level of authentication, which counts for so many seconds once it was reached. */
        public static Step level(int level, int maxAge) {
            return required("conditional-level-of-authentication",
                    Map.of("loa-condition-level", Integer.toString(level), "loa-max-age", Integer.toString(maxAge)));
        }
    }

    /** Gives an app a browser flow of these steps; closing takes it away again. */
    public Admin.Restore override(String clientId, Step... steps) {
        String alias = added(steps);
        admin.overrideBrowserFlow(clientId, alias);
        return () -> admin.overrideBrowserFlow(clientId, null);
    }

    /** Adds a flow of these steps, which nothing is bound to; returns its alias. */
    public String added(Step... steps) {
        String alias = "test " + UUID.randomUUID();
        admin.send("POST", "/authentication/flows", Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
        add(alias, List.of(steps));
        return alias;
    }

    /** Lets an app go through a flow that Keycloak brings along, without the second step; closing puts the realm's flow back. */
    public Admin.Restore stock(String clientId) {
        admin.overrideBrowserFlow(clientId, "browser");
        return () -> admin.overrideBrowserFlow(clientId, null);
    }

    /** Copies a flow and takes an authenticator out of the copy; returns the copy's alias. */
    public String copyWithout(String flowAlias, String provider) {
        String copy = "test " + UUID.randomUUID();
        admin.send("POST", "/authentication/flows/" + Admin.encode(flowAlias) + "/copy", Map.of("newName", copy));
        admin.send("DELETE", "/authentication/executions/" + executionId(copy, provider), null);
        return copy;
    }

    /** The alias of the flow that an app has instead of the realm's. */
    public String nameOf(String clientId) {
        String id = admin.client(clientId).get("authenticationFlowBindingOverrides").get("browser").asText();
        return admin.get("/authentication/flows/" + id).get("alias").asText();
    }

    /** The id of the step that a flow has for an authenticator. */
    public String executionId(String flowAlias, String provider) {
        for (JsonNode execution : executions(flowAlias)) {
            if (execution.path("providerId").asText().equals(provider)) {
                return execution.get("id").asText();
            }
        }
        throw new AssertionError("the flow " + flowAlias + " has no " + provider);
    }

    /** Changes the configuration of a step; closing puts it back. */
    public Admin.Restore config(String flowAlias, String provider, Map<String, String> settings) {
        for (JsonNode execution : executions(flowAlias)) {
            if (execution.path("providerId").asText().equals(provider)) {
                String path = "/authentication/config/" + execution.get("authenticationConfig").asText();
                Map<String, Object> before = Admin.asMap(admin.get(path));
                Map<String, Object> changed = new HashMap<>(before);
                changed.put("config", settings);
                admin.send("PUT", path, changed);
                return () -> admin.send("PUT", path, before);
            }
        }
        throw new AssertionError("the flow " + flowAlias + " has no " + provider);
    }

    private void add(String flow, List<Step> steps) {
        for (Step step : steps) {
            String path = "/authentication/flows/" + Admin.encode(flow) + "/executions";
            String name = flow + " " + UUID.randomUUID();
            if (step.provider() == null) {
                admin.send("POST", path + "/flow", Map.of("alias", name, "type", "basic-flow", "provider", "", "description", ""));
            } else {
                admin.send("POST", path + "/execution", Map.of("provider", step.provider()));
            }
            JsonNode added = last(flow);
            Map<String, Object> required = Admin.asMap(added);
            required.put("requirement", step.requirement());
            admin.send("PUT", path, required);
            if (!step.config().isEmpty()) {
                admin.send("POST", "/authentication/executions/" + added.get("id").asText() + "/config", Map.of("alias", name, "config", step.config()));
            }
            add(name, step.steps());
        }
    }

    /** What was added last stands last among the steps of its own level. */
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
