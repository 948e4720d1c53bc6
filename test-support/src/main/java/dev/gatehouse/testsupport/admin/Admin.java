package dev.gatehouse.testsupport.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.testsupport.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;

/** The actions of a realm admin, through the admin REST interface. */
public final class Admin {

    public static final ObjectMapper JSON = new ObjectMapper();
    public static final String PASSWORD = "Passw0rd!";

    private static final String MFA = "gatehouse-adaptive-mfa";
    private static final String GATE = "gatehouse-mfa-gate";
    private static final int NOT_FOUND = 404;

    private final HttpClient http = Http.client();
    private final String url;
    private final String realm;
    private final AdminToken token;
    /** The realm roles that users have been given, by name. */
    private final Map<String, JsonNode> roles = new ConcurrentHashMap<>();

    public Admin(String url, String realm) {
        this(url, realm, "admin");
    }

    /** An admin whose password is not that of the tests' own servers. */
    public Admin(String url, String realm, String password) {
        this(url, realm, "admin", password);
    }

    /** An admin of another name. */
    public Admin(String url, String realm, String name, String password) {
        this.url = url;
        this.realm = realm;
        this.token = AdminToken.of(url, name, password);
    }

    /** Restores the previous state. */
    public interface Restore extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * A user for one test, so that the limits of one test do not affect another.
     *
     * @param id Keycloak's id
     * @param email address and user name
     */
    public record User(String id, String email) {}

    /** Creates a user with an address, a password and realm roles. */
    public User newUser(String... roles) {
        String email = "u" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test";
        return newUserNamed(email, email, roles);
    }

    /** Creates a user with credentials besides the password. */
    public User newUserWith(List<Map<String, Object>> credentials, String... roles) {
        String email = "u" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test";
        return create(email, email, credentials, roles);
    }

    /** Creates a user with credentials and without an address, which {@link #optionalEmail} must allow. */
    public User newUserWithoutEmail(List<Map<String, Object>> credentials, String... roles) {
        return create("u" + UUID.randomUUID().toString().substring(0, 8), null, credentials, roles);
    }

    public User newUserNamed(String username, String email, String... roles) {
        return create(username, email, List.of(), roles);
    }

    private User create(String username, String email, List<Map<String, Object>> moreCredentials, String... roles) {
        List<Map<String, Object>> credentials = new ArrayList<>(moreCredentials);
        credentials.add(Map.of("type", "password", "value", PASSWORD, "temporary", false));
        Map<String, Object> user = new HashMap<>(Map.of(
                "username",
                username,
                "enabled",
                true,
                "emailVerified",
                true,
                "firstName",
                "Test",
                "lastName",
                "Person",
                "credentials",
                credentials));
        if (email != null) {
            user.put("email", email);
        }
        // Keycloak stores addresses in lower case.
        User made = new User(created("/users", user), email == null ? username : email.toLowerCase(Locale.ROOT));
        grant(made, roles);
        return made;
    }

    /** A user that exists. */
    public User userNamed(String username) {
        JsonNode user = get("/users?exact=true&username=" + encode(username)).path(0);
        if (user.isMissingNode()) {
            throw new AssertionError("there is no user " + username);
        }
        return new User(user.get("id").asText(), user.path("email").asText(username));
    }

    /** Gives a user realm roles. */
    public void grant(User user, String... roles) {
        if (roles.length == 0) {
            return;
        }
        String path = "/users/" + user.id() + "/role-mappings/realm";
        boolean known = this.roles.keySet().containsAll(List.of(roles));
        HttpResponse<String> answer = exchange("POST", path, withRoles(roles));
        if (known && answer.statusCode() == NOT_FOUND) {
            // A role was removed and made anew since then.
            List.of(roles).forEach(this.roles::remove);
            answer = exchange("POST", path, withRoles(roles));
        }
        checked("POST", path, answer);
    }

    private List<JsonNode> withRoles(String... names) {
        return Arrays.stream(names)
                .map(role -> roles.computeIfAbsent(role, missing -> get("/roles/" + missing)))
                .toList();
    }

    /** Gives a user a role of a client. */
    public void grantOf(String clientId, User user, String role) {
        String client = "/clients/" + client(clientId).get("id").asText();
        send("POST", "/users/" + user.id() + "/role-mappings" + client, List.of(get(client + "/roles/" + role)));
    }

    /** Takes a realm role away from a user. */
    public void revoke(User user, String role) {
        send("DELETE", "/users/" + user.id() + "/role-mappings/realm", List.of(get("/roles/" + role)));
    }

    /** Changes some settings of the realm; closing restores them. */
    public Restore realm(Map<String, Object> settings) {
        JsonNode before = get("");
        Map<String, Object> original = new HashMap<>();
        // What was missing was an empty text, for example a password policy.
        settings.keySet().forEach(key -> original.put(key, before.hasNonNull(key) ? before.get(key) : ""));
        send("PUT", "", settings);
        return () -> send("PUT", "", original);
    }

    /** Changes some settings of the MFA step, for all flows; closing restores them. */
    public Restore mfa(Map<String, String> settings) {
        return action(GATE, settings);
    }

    /**
     * No login from the usual addresses of a browser is suspicious; closing restores that. Unlike the mode {@code off}, this leaves sessions
     * that the gate has decided about.
     */
    public Restore unsuspicious() {
        return mfa(Map.of(
                "companyNetworks",
                "10.0.0.0/8##133.0.0.0/8##192.0.2.0/24##193.0.0.0/8##198.51.0.0/16##203.0.113.0/24"));
    }

    /** Changes some settings of a required action in a way that Keycloak does not check; closing restores them. */
    public Restore uncheckedAction(String alias, Map<String, String> settings) {
        String path = "/authentication/required-actions/" + alias;
        JsonNode saved = get(path);
        Map<String, Object> before = asMap(saved);
        Map<String, Object> values = new HashMap<>(asMap(saved.get("config")));
        values.putAll(settings);
        Map<String, Object> changed = new HashMap<>(before);
        changed.put("config", values);
        send("PUT", path, changed);
        return () -> send("PUT", path, before);
    }

    /** Changes some settings of a required action; closing restores them. */
    public Restore action(String alias, Map<String, String> settings) {
        String path = "/authentication/required-actions/" + alias + "/config";
        JsonNode saved = get(path);
        Map<String, Object> before = asMap(saved);
        Map<String, Object> values = new HashMap<>(asMap(saved.get("config")));
        values.putAll(settings);
        Map<String, Object> changed = new HashMap<>(before);
        changed.put("config", values);
        send("PUT", path, changed);
        return () -> send("PUT", path, before);
    }

    /** Lets an app request a scope; closing forbids it again. */
    public Restore optionalScope(String clientId, String name) {
        String client = client(clientId).get("id").asText();
        for (JsonNode scope : get("/client-scopes")) {
            if (scope.get("name").asText().equals(name)) {
                String path = "/clients/" + client + "/optional-client-scopes/"
                        + scope.get("id").asText();
                boolean isThere = get("/clients/" + client + "/optional-client-scopes")
                        .findValuesAsText("name")
                        .contains(name);
                send("PUT", path, null);
                return () -> {
                    if (!isThere) {
                        send("DELETE", path, null);
                    }
                };
            }
        }
        throw new AssertionError("there is no scope " + name);
    }

    /** Removes the saved settings of a required action; closing restores them. */
    public Restore withoutConfig(String alias) {
        String path = "/authentication/required-actions/" + alias + "/config";
        Map<String, Object> before = asMap(get(path));
        send("DELETE", path, null);
        return () -> send("PUT", path, before);
    }

    /** Switches a required action off; closing switches it on again. */
    public Restore disabledAction(String alias) {
        return action(alias, false);
    }

    /** Switches a required action on; closing switches it off again. */
    public Restore enabledAction(String alias) {
        return action(alias, true);
    }

    private Restore action(String alias, boolean enabled) {
        String path = "/authentication/required-actions/" + alias;
        Map<String, Object> before = asMap(get(path));
        Map<String, Object> changed = new HashMap<>(before);
        changed.put("enabled", enabled);
        send("PUT", path, changed);
        return () -> send("PUT", path, before);
    }

    /** Removes all client policies, so that no executor checks grants; closing restores them. */
    public Restore withoutClientPolicies() {
        String path = "/client-policies/policies";
        Map<String, Object> before = Map.of("policies", get(path).get("policies"));
        send("PUT", path, Map.of("policies", List.of()));
        return () -> send("PUT", path, before);
    }

    /** Moves a required action to another priority, the lowest first; closing moves it back. */
    public Restore priority(String alias, int priority) {
        String path = "/authentication/required-actions/" + alias;
        Map<String, Object> before = asMap(get(path));
        Map<String, Object> changed = new HashMap<>(before);
        changed.put("priority", priority);
        send("PUT", path, changed);
        return () -> send("PUT", path, before);
    }

    /** Removes the post login flow of an identity provider; closing restores it. */
    public Restore withoutPostLoginFlow(String provider) {
        return provider(provider, changed -> changed.put("postBrokerLoginFlowAlias", ""));
    }

    /** Changes the configuration of an identity provider; closing restores it. */
    public Restore providerConfig(String provider, Map<String, String> settings) {
        return provider(provider, changed -> {
            Map<String, Object> config = new HashMap<>(asMap(JSON.valueToTree(changed.get("config"))));
            config.putAll(settings);
            changed.put("config", config);
        });
    }

    /** Disables an identity provider; closing enables it again. */
    public Restore disabledProvider(String provider) {
        return provider(provider, changed -> changed.put("enabled", false));
    }

    private Restore provider(String alias, Consumer<Map<String, Object>> change) {
        String path = "/identity-provider/instances/" + alias;
        Map<String, Object> before = asMap(get(path));
        Map<String, Object> changed = new HashMap<>(before);
        change.accept(changed);
        send("PUT", path, changed);
        return () -> send("PUT", path, before);
    }

    /** Gives an app a flow whose MFA step has no configuration; closing restores the realm's flow. */
    public Restore unconfiguredFlow(String clientId) {
        return flow(clientId, "auth-username-password-form", MFA);
    }

    /** Gives an app a flow that asks for the password and nothing else; closing restores the realm's flow. */
    public Restore passwordOnlyFlow(String clientId) {
        return flow(clientId, "auth-username-password-form");
    }

    /** Gives an app a flow of these authenticators without configuration; closing restores the realm's flow. */
    public Restore flow(String clientId, String... providers) {
        String alias = "flow " + UUID.randomUUID();
        String flow = "/authentication/flows/" + encode(alias) + "/executions";
        send(
                "POST",
                "/authentication/flows",
                Map.of("alias", alias, "providerId", "basic-flow", "topLevel", true, "builtIn", false));
        for (String provider : providers) {
            send("POST", flow + "/execution", Map.of("provider", provider));
        }
        for (JsonNode execution : get(flow)) {
            Map<String, Object> required = asMap(execution);
            required.put("requirement", "REQUIRED");
            send("PUT", flow, required);
        }
        overrideBrowserFlow(clientId, alias);
        return () -> overrideBrowserFlow(clientId, "gatehouse browser");
    }

    /** Allows users without an address; closing forbids it again. */
    public Restore optionalEmail() {
        JsonNode profile = get("/users/profile");
        Map<String, Object> relaxed = asMap(profile);
        @SuppressWarnings("unchecked")
        List<Map<String, Object>> attributes = (List<Map<String, Object>>) relaxed.get("attributes");
        attributes.stream()
                .filter(attribute -> attribute.get("name").equals("email"))
                .forEach(attribute -> attribute.remove("required"));
        send("PUT", "/users/profile", relaxed);
        return () -> send("PUT", "/users/profile", asMap(profile));
    }

    /** Events of a user, newest first. */
    public List<JsonNode> events(User user) {
        return list(get("/events?max=200&user=" + user.id()));
    }

    public List<JsonNode> credentials(User user) {
        return list(get("/users/" + user.id() + "/credentials"));
    }

    /** The types of a user's credentials, including the password's. */
    public List<String> credentialTypes(User user) {
        return credentials(user).stream()
                .map(credential -> credential.get("type").asText())
                .toList();
    }

    /** The id of a user's first credential of a type; there must be one. */
    public String credentialId(User user, String type) {
        return credentials(user).stream()
                .filter(credential -> credential.get("type").asText().equals(type))
                .map(credential -> credential.get("id").asText())
                .findFirst()
                .orElseThrow();
    }

    /** The number of failures that brute-force detection has counted. */
    public int failures(User user) {
        return get("/attack-detection/brute-force/users/" + user.id())
                .get("numFailures")
                .asInt();
    }

    public void setPassword(User user, String password) {
        send(
                "PUT",
                "/users/" + user.id() + "/reset-password",
                Map.of("type", "password", "value", password, "temporary", false));
    }

    public void update(User user, Map<String, Object> changes) {
        Map<String, Object> representation = asMap(get("/users/" + user.id()));
        representation.putAll(changes);
        send("PUT", "/users/" + user.id(), representation);
    }

    public JsonNode client(String clientId) {
        return get("/clients?clientId=" + clientId).get(0);
    }

    /** Binds another browser flow to a client; {@code null} goes back to the realm's. */
    public void overrideBrowserFlow(String clientId, String flowAlias) {
        Map<String, Object> client = asMap(client(clientId));
        String flowId = flowAlias == null ? "" : flowId(flowAlias);
        client.put("authenticationFlowBindingOverrides", Map.of("browser", flowId));
        send("PUT", "/clients/" + client.get("id"), client);
    }

    /** Empty if there is no such flow. */
    private String flowId(String alias) {
        for (JsonNode flow : get("/authentication/flows")) {
            if (flow.get("alias").asText().equals(alias)) {
                return flow.get("id").asText();
            }
        }
        return "";
    }

    /** The cookies of a session that an admin opened by impersonating a user. */
    public List<String> impersonate(User user) {
        return exchange("POST", "/users/" + user.id() + "/impersonation", Map.of())
                .headers()
                .allValues("Set-Cookie");
    }

    public JsonNode get(String path) {
        return send("GET", path, null);
    }

    public JsonNode send(String method, String path, Object body) {
        HttpResponse<String> response = checked(method, path, exchange(method, path, body));
        try {
            return response.body().isBlank() ? JSON.nullNode() : JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The id of what the request creates. */
    private String created(String path, Object body) {
        return checked("POST", path, exchange("POST", path, body))
                .headers()
                .firstValue("Location")
                .orElseThrow()
                .replaceFirst(".*/", "");
    }

    private static HttpResponse<String> checked(String method, String path, HttpResponse<String> response) {
        if (response.statusCode() >= 300) {
            throw new AssertionError(
                    method + " " + path + " was answered with " + response.statusCode() + ": " + response.body());
        }
        return response;
    }

    private HttpResponse<String> exchange(String method, String path, Object body) {
        try {
            return exchange(
                    method,
                    path,
                    "application/json",
                    body == null
                            ? HttpRequest.BodyPublishers.noBody()
                            : HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpResponse<String> exchange(String method, String path, String type, HttpRequest.BodyPublisher body) {
        return token.call(
                http,
                HttpRequest.newBuilder(URI.create(url + "/admin/realms/" + realm + path))
                        .header("Content-Type", type)
                        .method(method, body));
    }

    /** Sends a request that must be refused; returns the error. */
    public String refusal(String method, String path, Object body) {
        try {
            send(method, path, body);
        } catch (AssertionError refused) {
            return refused.getMessage();
        }
        throw new AssertionError(method + " " + path + " was not refused");
    }

    /** Sets one text of one language, as in Realm settings, Localization. */
    public void text(String language, String key, String text) {
        putText("/localization/" + language + "/" + key, text);
    }

    /** Sends a form, which some of Keycloak's interfaces take in place of JSON. */
    public void sendForm(String path, String form) {
        checked(
                "POST",
                path,
                exchange("POST", path, "application/x-www-form-urlencoded", HttpRequest.BodyPublishers.ofString(form)));
    }

    /** Sends a PUT with plain text. */
    public void putText(String path, String text) {
        int status = exchange("PUT", path, "text/plain", HttpRequest.BodyPublishers.ofString(text))
                .statusCode();
        if (status >= 300) {
            throw new AssertionError("a text at " + path + " was answered with " + status);
        }
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> asMap(JsonNode node) {
        try {
            return JSON.treeToValue(node, HashMap.class);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    public static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
