package dev.gatehouse.attacks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testsupport.admin.Admin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/**
 * The reference realm as release 1.0.0 had it: one configuration, which all executions of the MFA step share, a gate with settings of its
 * own only, and Keycloak's first broker login.
 */
final class FirstReleaseRealm {

    private static final String CONFIG = "gatehouse mfa";
    private static final String ALIAS = "alias";
    private static final String FIRST_LOGIN = "gatehouse first login";
    private static final Set<String> STEPS = Set.of("gatehouse-adaptive-mfa", "gatehouse-direct-grant-mfa");
    private static final Set<String> SETTINGS_OF_GATE = Set.of("privileged", "policy", "hours");

    private FirstReleaseRealm() {}

    /**
     * Changes the reference realm of this build.
     *
     * @param template the realm as JSON
     * @param settings the settings of the MFA step
     */
    static String of(String template, Map<String, String> settings) {
        try {
            ObjectNode realm = (ObjectNode) Admin.JSON.readTree(template);
            realm.remove("firstBrokerLoginFlow");
            realm.path("identityProviders").forEach(provider -> ((ObjectNode) provider)
                    .put("firstBrokerLoginFlowAlias", "first broker login"));
            remove(realm.path("authenticationFlows"), FIRST_LOGIN);
            remove(realm.path("authenticatorConfig"), "gatehouse review profile");
            realm.withArray("authenticatorConfig")
                    .addObject()
                    .put(ALIAS, CONFIG)
                    .set("config", Admin.JSON.valueToTree(settings));
            for (JsonNode flow : realm.path("authenticationFlows")) {
                for (JsonNode execution : flow.path("authenticationExecutions")) {
                    if (STEPS.contains(execution.path("authenticator").asText())) {
                        ((ObjectNode) execution).put("authenticatorConfig", CONFIG);
                    }
                }
            }
            for (JsonNode action : realm.path("requiredActions")) {
                if (action.path(ALIAS).asText().equals("gatehouse-mfa-gate")) {
                    ((ObjectNode) action.get("config")).retain(SETTINGS_OF_GATE);
                }
            }
            return realm.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(JsonNode list, String beginning) {
        for (Iterator<JsonNode> items = list.elements(); items.hasNext(); ) {
            if (items.next().path(ALIAS).asText().startsWith(beginning)) {
                items.remove();
            }
        }
    }
}
