package dev.gatehouse.testsupport.admin;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Clients that a test adds or changes for a while. */
public final class Clients {

    /** The secret of every client that a test adds. */
    public static final String SECRET = "only-for-this-test";

    /** Tells in the access token how the session was secured. */
    public static final Map<String, Object> TELLS_MFA = Map.of(
            "name", "mfa",
            "protocol", "openid-connect",
            "protocolMapper", "oidc-usersessionmodel-note-mapper",
            "config", Map.of(
                    "user.session.note", "gatehouse.mfa", "claim.name", "mfa", "jsonType.label", "String", "access.token.claim", "true"));

    private Clients() {}

    /** How a client that a test added names itself, besides what it asks for. */
    public static Map<String, String> by(String clientId, Map<String, String> parameters) {
        Map<String, String> form = new HashMap<>(parameters);
        form.put("client_id", clientId);
        form.put("client_secret", SECRET);
        return form;
    }

    /** Lets the tokens of an app carry all roles of their user, those of the account REST interface among them; closing takes them away again. */
    public static Admin.Restore withFullScope(Admin admin, String clientId) {
        String path = "/clients/" + admin.client(clientId).get("id").asText();
        admin.send("PUT", path, Map.of("clientId", clientId, "fullScopeAllowed", true));
        return () -> admin.send("PUT", path, Map.of("clientId", clientId, "fullScopeAllowed", false));
    }

    /** Adds a confidential client that may do nothing but what is given; closing removes it. */
    public static Admin.Restore added(Admin admin, String clientId, Map<String, Object> settings) {
        Map<String, Object> client = new HashMap<>(Map.of(
                "clientId", clientId,
                "secret", SECRET,
                "publicClient", false,
                "standardFlowEnabled", false));
        client.putAll(settings);
        client.putIfAbsent("protocolMappers", List.of(TELLS_MFA));
        admin.send("POST", "/clients", client);
        return () -> admin.send("DELETE", "/clients/" + admin.client(clientId).get("id").asText(), null);
    }
}
