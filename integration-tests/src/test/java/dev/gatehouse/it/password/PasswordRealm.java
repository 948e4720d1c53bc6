package dev.gatehouse.it.password;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A realm for one test, whose password policy the test may change, with an app, registration, reset and email. Closing removes it. */
final class PasswordRealm implements AutoCloseable {

    /** These tests do not test hashing, and set hundreds of passwords. */
    private static final String FAST = "hashAlgorithm(pbkdf2-sha256) and hashIterations(1) and ";

    private static final String POLICY = "gatehouse-password-rules";

    /** Writes half of a surrogate pair as an escape, which UTF-8 could not carry. */
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final HttpClient http = Http.client();
    private final TestServer server;
    private final String name = "passwords-" + UUID.randomUUID().toString().substring(0, 8);
    private final Admin admin;
    private String token;
    private Instant tokenUntil = Instant.MIN;

    /**
     * An answer of the server.
     *
     * @param status the HTTP status
     * @param body the body
     */
    record Answer(int status, String body) {

        JsonNode json() {
            try {
                return ASCII.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    PasswordRealm(TestServer server) {
        this.server = server;
        this.admin = new Admin(server.url(), name);
        JsonNode mail = server.admin().get("").get("smtpServer");
        Answer made = send(
                "POST",
                "/admin/realms",
                Map.of(
                        "realm",
                        name,
                        "enabled",
                        true,
                        "sslRequired",
                        "none",
                        "registrationAllowed",
                        true,
                        "resetPasswordAllowed",
                        true,
                        "smtpServer",
                        mail,
                        "internationalizationEnabled",
                        true,
                        "supportedLocales",
                        List.of("en", "de"),
                        "defaultLocale",
                        "en",
                        "clients",
                        List.of(Map.of(
                                "clientId",
                                "app",
                                "publicClient",
                                true,
                                "redirectUris",
                                List.of("http://localhost:9999/*")))));
        if (made.status() != 201) {
            throw new AssertionError(made.toString());
        }
        // Keycloak's own minimum length of usernames would keep short ones from the rules.
        JsonNode profile = admin.get("/users/profile");
        profile.findParents("validations").stream()
                .filter(attribute -> attribute.get("name").asText().equals("username"))
                .forEach(attribute -> ((ObjectNode) attribute.get("validations").get("length")).put("min", 1));
        admin.send("PUT", "/users/profile", profile);
    }

    String name() {
        return name;
    }

    Admin admin() {
        return admin;
    }

    /** The realm's address of an app's login or of its registration. */
    String page(String kind) {
        return "%s/realms/%s/protocol/openid-connect/%s?client_id=app&response_type=code&scope=openid&redirect_uri=%s"
                .formatted(server.url(), name, kind, Admin.encode("http://localhost:9999/callback"));
    }

    /** Sets the configuration of the password rules; returns the answer. */
    Answer configure(String config) {
        return send("PUT", "/admin/realms/" + name, Map.of("passwordPolicy", FAST + POLICY + "(" + config + ")"));
    }

    /** The configuration of the password rules as the server returns it. */
    String configured() {
        String policy = admin.get("").path("passwordPolicy").asText();
        return policy.substring(policy.indexOf(POLICY));
    }

    /** Sets a password as an admin; returns the answer. */
    Answer setPassword(String userId, String password) {
        return send(
                "PUT",
                "/admin/realms/" + name + "/users/" + userId + "/reset-password",
                Map.of("type", "password", "value", password, "temporary", false));
    }

    /** Sets a password as an admin of this realm, whose browser prefers some languages. */
    Answer setPassword(String userId, String password, Admin.User caller, String acceptLanguage) {
        return send(
                "PUT",
                "/admin/realms/" + name + "/users/" + userId + "/reset-password",
                Map.of("type", "password", "value", password, "temporary", false),
                Map.of("Authorization", "Bearer " + tokenOf(caller), "Accept-Language", acceptLanguage));
    }

    /** A lightweight access token of an admin of this realm, such as the Admin Console has. */
    String tokenOf(Admin.User caller) {
        try {
            return tokens(name, caller.email(), Admin.PASSWORD)
                    .get("access_token")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The rules as a page gets them. */
    String ruleData() {
        return send("GET", "/realms/" + name + "/" + POLICY, null).body();
    }

    /** Loads the page's check into a page of this realm, as {@code window.rules}. */
    Page pageWithCheck(BrowserContext profile) {
        Page page = profile.newPage();
        page.navigate(page("auth"));
        Matcher folder = Pattern.compile("/resources/[^/\"]+/login/[^/\"]+/").matcher(page.content());
        if (!folder.find()) {
            throw new AssertionError("no resources in " + page.content());
        }
        page.evaluate(
                "async (module) => { window.rules = await import(module); }",
                folder.group() + "js/gatehouse-password-rules.js");
        return page;
    }

    /** The result of the page's check of some passwords. JSON text in both directions, so that every string arrives unchanged. */
    static JsonNode check(Page page, String ruleData, Object passwords, Object person) {
        try {
            Object codes = page.evaluate(
                    "([data, passwords, person]) => JSON.stringify(JSON.parse(passwords).map((password) => window.rules.check(JSON.parse(data), password, JSON.parse(person))))",
                    List.of(ruleData, ASCII.writeValueAsString(passwords), ASCII.writeValueAsString(person)));
            return ASCII.readTree((String) codes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a request as an admin. */
    Answer send(String method, String path, Object body) {
        return send(method, path, body, Map.of());
    }

    /** Sends a request as an admin, with more headers. */
    Answer send(String method, String path, Object body, Map<String, String> headers) {
        try {
            HttpRequest.Builder building = HttpRequest.newBuilder(URI.create(server.url() + path))
                    .header("Authorization", "Bearer " + token())
                    .header("Content-Type", "application/json");
            headers.forEach(building::setHeader);
            HttpRequest request = building.method(
                            method,
                            body == null
                                    ? HttpRequest.BodyPublishers.noBody()
                                    : HttpRequest.BodyPublishers.ofString(ASCII.writeValueAsString(body)))
                    .build();
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String token() throws IOException, InterruptedException {
        if (Instant.now().isAfter(tokenUntil)) {
            JsonNode tokens = tokens("master", "admin", "admin");
            token = tokens.get("access_token").asText();
            tokenUntil = Instant.now()
                    .plus(Duration.ofSeconds(tokens.get("expires_in").asLong() / 2));
        }
        return token;
    }

    private JsonNode tokens(String realm, String username, String password) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(server.url() + "/realms/" + realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=admin-cli&username="
                        + Admin.encode(username) + "&password=" + Admin.encode(password)))
                .build();
        return ASCII.readTree(
                http.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }

    @Override
    public void close() {
        send("DELETE", "/admin/realms/" + name, null);
    }
}
