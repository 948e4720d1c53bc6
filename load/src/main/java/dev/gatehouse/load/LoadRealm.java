package dev.gatehouse.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * The reference realm with more users; for Keycloak alone without Gatehouse's parts, and otherwise the same: clients,
 * organizations, the order of the pages, events.
 *
 * @param software the software of the server
 * @param reference the reference realm
 */
record LoadRealm(Software software, ReferenceRealm reference) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OURS = "gatehouse";
    /** The flow that asks for the password. */
    private static final String FORMS = "gatehouse browser forms";

    private static final String APPS = "code of an app";
    /** Settings that belong entirely to Gatehouse. */
    private static final List<String> NOT_STOCK = List.of(
            "loginTheme", "emailTheme", "directGrantFlow", "resetCredentialsFlow", "clientProfiles", "clientPolicies");

    private static final String STOCK_POLICY =
            "length(8) and maxLength(99) and lowerCase(1) and upperCase(1) and digits(1) and specialChars(1)";

    /** The realm in Keycloak's import format. */
    String json(Hash hash, List<Person> people) {
        ObjectNode realm = tree();
        realm.put("passwordPolicy", passwordPolicy(hash));
        ArrayNode users = realm.withArray("users");
        for (Person person : people) {
            ObjectNode user = users.addObject()
                    .put("username", person.email())
                    .put("email", person.email())
                    .put("emailVerified", true)
                    .put("enabled", true)
                    .put("firstName", "Load")
                    .put("lastName", "Test");
            ArrayNode credentials = user.putArray("credentials");
            credentials
                    .addObject()
                    .put("type", "password")
                    .put("value", Person.PASSWORD)
                    .put("temporary", false);
            if (software == Software.STOCK_WITH_APPS && person.isNew()) {
                credentials.add(JSON.<JsonNode>valueToTree(Person.APP.credential()));
            }
            user.putArray("realmRoles")
                    .add("default-roles-" + ReferenceRealm.NAME)
                    .add("agent");
        }
        return realm.toString();
    }

    /** The realm's password policy with another hash; applied at the next login of a user. */
    String passwordPolicy(Hash hash) {
        return tree().path("passwordPolicy").asText() + hash.policy();
    }

    private ObjectNode tree() {
        try {
            ObjectNode realm = (ObjectNode) JSON.readTree(reference.json());
            return switch (software) {
                case GATEHOUSE -> realm;
                case STOCK -> stock(realm);
                case STOCK_WITH_APPS -> withApps(stock(realm));
            };
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the reference realm is JSON", e);
        }
    }

    private static ObjectNode stock(ObjectNode realm) {
        realm.remove(NOT_STOCK);
        realm.put("passwordPolicy", STOCK_POLICY);
        JsonNode roles = realm.path("roles").path("realm");
        removeOurs(roles, "name");
        roles.forEach(role -> remove(
                role.path("composites").path("realm"), name -> name.asText().startsWith(OURS)));
        realm.path("clients").forEach(client -> removeOurs(client.path("protocolMappers"), "name"));
        removeOurs(realm.path("requiredActions"), "providerId");
        realm.path("requiredActions").forEach(action -> ((ObjectNode) action).remove("config"));
        realm.path("identityProviders").forEach(provider -> ((ObjectNode) provider).remove("postBrokerLoginFlowAlias"));
        for (JsonNode flow : realm.path("authenticationFlows")) {
            removeOurs(flow.path("authenticationExecutions"), "authenticator");
        }
        // Keycloak's own executions have settings too; it imports no settings without an execution, and no execution
        // without its
        // settings.
        List<String> configured = realm.path("authenticationFlows").findValuesAsText("authenticatorConfig");
        remove(
                realm.path("authenticatorConfig"),
                config -> !configured.contains(config.path("alias").asText()));
        return realm;
    }

    /** Asks users who have an authenticator app for its code after the password, as Keycloak's own browser flow does. */
    private static ObjectNode withApps(ObjectNode realm) {
        ArrayNode flows = realm.withArray("authenticationFlows");
        for (JsonNode flow : flows) {
            if (flow.path("alias").asText().equals(FORMS)) {
                execution(flow, "CONDITIONAL", 20).put("flowAlias", APPS).put("authenticatorFlow", true);
            }
        }
        ObjectNode apps = flows.addObject()
                .put("alias", APPS)
                .put("providerId", "basic-flow")
                .put("topLevel", false)
                .put("builtIn", false);
        execution(apps, "REQUIRED", 10).put("authenticator", "conditional-user-configured");
        execution(apps, "REQUIRED", 20).put("authenticator", "auth-otp-form");
        return realm;
    }

    private static ObjectNode execution(JsonNode flow, String requirement, int priority) {
        return ((ObjectNode) flow)
                .withArray("authenticationExecutions")
                .addObject()
                .put("requirement", requirement)
                .put("priority", priority);
    }

    private static void removeOurs(JsonNode list, String field) {
        remove(list, item -> item.path(field).asText().startsWith(OURS));
    }

    private static void remove(JsonNode list, Predicate<JsonNode> what) {
        for (Iterator<JsonNode> items = list.elements(); items.hasNext(); ) {
            if (what.test(items.next())) {
                items.remove();
            }
        }
    }
}
