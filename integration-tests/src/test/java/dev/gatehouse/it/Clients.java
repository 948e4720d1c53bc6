package dev.gatehouse.it;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;

/** Clients that a test adds or changes for a while. */
final class Clients {

    /** The secret of every client that a test adds. */
    static final String SECRET = "only-for-this-test";

    private Clients() {}

    /** Adds a confidential client that may do nothing but what is given; closing removes it. */
    static Admin.Restore added(Admin admin, String clientId, Map<String, Object> settings) {
        Map<String, Object> client = new HashMap<>(Map.of(
                "clientId", clientId,
                "secret", SECRET,
                "publicClient", false,
                "standardFlowEnabled", false));
        client.putAll(settings);
        admin.send("POST", "/clients", client);
        return () -> admin.send("DELETE", "/clients/" + admin.client(clientId).get("id").asText(), null);
    }

    /** Changes attributes of a client; closing puts them back. */
    static Admin.Restore attributes(Admin admin, String clientId, Map<String, String> changes) {
        JsonNode before = admin.client(clientId);
        Map<String, Object> changed = Admin.asMap(before);
        Map<String, Object> attributes = new HashMap<>(Admin.asMap(before.get("attributes")));
        attributes.putAll(changes);
        changed.put("attributes", attributes);
        String path = "/clients/" + before.get("id").asText();
        Map<String, Object> original = Admin.asMap(before);
        Map<String, Object> cleared = new HashMap<>(Admin.asMap(before.get("attributes")));
        // What is merely absent stays as it is.
        changes.keySet().forEach(key -> cleared.putIfAbsent(key, ""));
        original.put("attributes", cleared);
        admin.send("PUT", path, changed);
        return () -> admin.send("PUT", path, original);
    }
}
