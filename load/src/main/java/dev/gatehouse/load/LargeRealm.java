package dev.gatehouse.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.demo.keycloak.AdminApi;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A realm that has been in use for years, without Gatehouse: many clients, providers and roles, and some flows of their own. Each flow is
 * bound once, so that set-up shares no copy.
 *
 * @param clients the number of clients besides Keycloak's own
 * @param providers the number of identity providers, half OpenID Connect, half SAML
 * @param roles the number of realm roles besides Keycloak's own
 */
record LargeRealm(int clients, int providers, int roles) {

    static final String NAME = "large";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FLOWS = "/authentication/flows";

    /** One client in so many has a browser flow of its own, and half of these a direct grant flow, too. */
    private static final int CLIENTS_FOR_A_FLOW = 10;

    /** One provider in so many has a flow after the login of its own. */
    private static final int PROVIDERS_FOR_A_FLOW = 4;

    /** How many clients have a browser flow of their own. */
    int browserFlows() {
        return times(clients, CLIENTS_FOR_A_FLOW);
    }

    /** How many clients have a direct grant flow of their own. */
    int directGrantFlows() {
        return times(clients, 2 * CLIENTS_FOR_A_FLOW);
    }

    /** How many providers have a flow after the login of their own. */
    int postLoginFlows() {
        return times(providers, PROVIDERS_FOR_A_FLOW);
    }

    private static int times(int number, int each) {
        return (number + each - 1) / each;
    }

    /** Adds the realm to a server. */
    void addTo(Site site) {
        site.administrate(this::realm);
        site.administrate(this::flows);
        site.administrate(this::bindings);
        site.administrate(this::identityProviders);
    }

    private JsonNode realm(AdminApi admin) throws IOException, InterruptedException {
        ObjectNode realm = JSON.createObjectNode()
                .put("realm", NAME)
                .put("enabled", true)
                .put("resetPasswordAllowed", true)
                .put("bruteForceProtected", true);
        realm.set("smtpServer", admin.get(ReferenceRealm.NAME, "").get("smtpServer"));
        ArrayNode added = realm.withArray("clients");
        for (int number = 0; number < clients; number++) {
            added.addObject()
                    .put("clientId", client(number))
                    .put("publicClient", true)
                    .put("directAccessGrantsEnabled", number % 2 == 0)
                    .putArray("redirectUris")
                    .add("https://" + client(number) + ".test/callback");
        }
        ArrayNode named = realm.withObject("/roles").withArray("realm");
        for (int number = 0; number < roles; number++) {
            named.addObject().put("name", String.format(Locale.ROOT, "role-%04d", number));
        }
        return admin.post("", "", realm);
    }

    private static String client(int number) {
        return String.format(Locale.ROOT, "client-%04d", number);
    }

    private static String provider(int number) {
        return String.format(Locale.ROOT, "provider-%02d", number);
    }

    private JsonNode flows(AdminApi admin) throws IOException, InterruptedException {
        for (int number = 0; number < browserFlows(); number++) {
            copy(admin, "browser", browserFlow(number));
        }
        for (int number = 0; number < directGrantFlows(); number++) {
            copy(admin, "direct%20grant", directGrantFlow(number));
        }
        for (int number = 0; number < postLoginFlows(); number++) {
            addPostLoginFlow(admin, postLoginFlow(number));
        }
        return admin.get(NAME, FLOWS);
    }

    private static String browserFlow(int number) {
        return "browser-" + number;
    }

    private static String directGrantFlow(int number) {
        return "direct-grant-" + number;
    }

    private static String postLoginFlow(int number) {
        return "post-login-" + number;
    }

    private static void copy(AdminApi admin, String original, String name) throws IOException, InterruptedException {
        admin.post(
                NAME, FLOWS + "/" + original + "/copy", JSON.createObjectNode().put("newName", name));
    }

    private static void addPostLoginFlow(AdminApi admin, String name) throws IOException, InterruptedException {
        admin.post(
                NAME,
                FLOWS,
                JSON.createObjectNode()
                        .put("alias", name)
                        .put("providerId", "basic-flow")
                        .put("topLevel", true)
                        .put("builtIn", false));
        String executions = FLOWS + "/" + name + "/executions";
        admin.post(
                NAME, executions + "/execution", JSON.createObjectNode().put("provider", "allow-access-authenticator"));
        ObjectNode execution = (ObjectNode) admin.get(NAME, executions).get(0);
        admin.put(NAME, executions, execution.put("requirement", "REQUIRED"));
    }

    private JsonNode bindings(AdminApi admin) throws IOException, InterruptedException {
        Map<String, String> flows = new TreeMap<>();
        admin.get(NAME, FLOWS)
                .forEach(flow ->
                        flows.put(flow.get("alias").asText(), flow.get("id").asText()));
        for (int number = 0; number < browserFlows(); number++) {
            ObjectNode client = (ObjectNode) admin.get(NAME, "/clients?clientId=" + client(number * CLIENTS_FOR_A_FLOW))
                    .get(0);
            ObjectNode bindings = client.putObject("authenticationFlowBindingOverrides")
                    .put("browser", flows.get(browserFlow(number)));
            if (number % 2 == 0) {
                bindings.put("direct_grant", flows.get(directGrantFlow(number / 2)));
            }
            admin.put(NAME, "/clients/" + client.get("id").asText(), client);
        }
        return JSON.nullNode();
    }

    private JsonNode identityProviders(AdminApi admin) throws IOException, InterruptedException {
        for (int number = 0; number < providers; number++) {
            String url = "https://" + provider(number) + ".test";
            boolean isSaml = number % 2 == 1;
            ObjectNode provider = JSON.createObjectNode()
                    .put("alias", provider(number))
                    .put("providerId", isSaml ? "saml" : "oidc")
                    .put("enabled", true);
            if (isSaml) {
                provider.putObject("config").put("singleSignOnServiceUrl", url).put("idpEntityId", url);
            } else {
                provider.putObject("config")
                        .put("authorizationUrl", url)
                        .put("tokenUrl", url)
                        .put("clientId", NAME)
                        .put("clientSecret", "secret");
            }
            if (number % PROVIDERS_FOR_A_FLOW == 0) {
                provider.put("postBrokerLoginFlowAlias", postLoginFlow(number / PROVIDERS_FOR_A_FLOW));
            }
            admin.post(NAME, "/identity-provider/instances", provider);
        }
        return JSON.nullNode();
    }
}
