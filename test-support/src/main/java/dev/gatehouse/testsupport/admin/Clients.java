package dev.gatehouse.testsupport.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clients that a test adds or changes temporarily. */
public final class Clients {

    /** The secret of every client that a test adds. */
    public static final String SECRET = "only-for-this-test";

    /** The protocol mapper that reports in the access token how the session was secured. */
    public static final Map<String, Object> MFA_CLAIM_MAPPER = Map.of(
            "name", "mfa",
            "protocol", "openid-connect",
            "protocolMapper", "oidc-usersessionmodel-note-mapper",
            "config",
                    Map.of(
                            "user.session.note",
                            "gatehouse.mfa",
                            "claim.name",
                            "mfa",
                            "jsonType.label",
                            "String",
                            "access.token.claim",
                            "true"));

    private Clients() {}

    /** Adds the authentication of a client that a test added to the parameters of a request. */
    public static Map<String, String> by(String clientId, Map<String, String> parameters) {
        Map<String, String> form = new HashMap<>(parameters);
        form.put("client_id", clientId);
        form.put("client_secret", SECRET);
        return form;
    }

    /**
     * Lets the tokens of an app contain all roles of their user, including those of the account REST interface; closing removes them again.
     */
    public static Admin.Restore withFullScope(Admin admin, String clientId) {
        String path = "/clients/" + admin.client(clientId).get("id").asText();
        admin.send("PUT", path, Map.of("clientId", clientId, "fullScopeAllowed", true));
        return () -> admin.send("PUT", path, Map.of("clientId", clientId, "fullScopeAllowed", false));
    }

    /** Lets scripts of this origin call Keycloak for an app; closing restores what was allowed. */
    public static Admin.Restore withWebOrigin(Admin admin, String clientId, String origin) {
        JsonNode client = admin.client(clientId);
        String path = "/clients/" + client.get("id").asText();
        admin.send("PUT", path, Map.of("clientId", clientId, "webOrigins", List.of(origin)));
        return () -> admin.send("PUT", path, Map.of("clientId", clientId, "webOrigins", client.path("webOrigins")));
    }

    /** Adds attributes to a client; closing removes them again. */
    public static Admin.Restore withAttributes(Admin admin, String clientId, Map<String, String> attributes) {
        JsonNode client = admin.client(clientId);
        String path = "/clients/" + client.get("id").asText();
        Map<String, Object> changed = Admin.asMap(client);
        Map<String, Object> all = new HashMap<>(Admin.asMap(client.get("attributes")));
        all.putAll(attributes);
        changed.put("attributes", all);
        admin.send("PUT", path, changed);
        Map<String, Object> before = Admin.asMap(client);
        Map<String, Object> cleared = new HashMap<>(Admin.asMap(client.get("attributes")));
        attributes.keySet().forEach(key -> cleared.put(key, ""));
        before.put("attributes", cleared);
        return () -> admin.send("PUT", path, before);
    }

    /** Adds a confidential client that is allowed nothing but the given settings; closing removes it. */
    public static Admin.Restore added(Admin admin, String clientId, Map<String, Object> settings) {
        Map<String, Object> client = new HashMap<>(
                Map.of("clientId", clientId, "secret", SECRET, "publicClient", false, "standardFlowEnabled", false));
        client.putAll(settings);
        client.putIfAbsent("protocolMappers", List.of(MFA_CLAIM_MAPPER));
        admin.send("POST", "/clients", client);
        return () -> admin.send(
                "DELETE", "/clients/" + admin.client(clientId).get("id").asText(), null);
    }
}
