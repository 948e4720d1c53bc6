package dev.gatehouse.testsupport.admin;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.browser.TokenEndpoint;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls of the admin REST interface by an admin of the realm with some of the roles only. */
public final class AdminCalls {

    private static final HttpClient HTTP = Http.client();

    private final TestServer server;
    private final String token;

    private AdminCalls(TestServer server, String token) {
        this.server = server;
        this.token = token;
    }

    /** An admin with these roles of {@code realm-management}. */
    public static AdminCalls with(TestServer server, String... roles) {
        Admin admin = server.admin();
        Admin.User user = admin.newUser();
        String management = admin.client("realm-management").get("id").asText();
        List<Object> granted = new ArrayList<>();
        for (String role : roles) {
            granted.add(admin.get("/clients/" + management + "/roles/" + role));
        }
        admin.send("POST", "/users/" + user.id() + "/role-mappings/clients/" + management, granted);
        return by(server, user);
    }

    /** A user of the realm, with that user's roles. */
    public static AdminCalls by(TestServer server, Admin.User user) {
        try (Admin.Restore unchallenged = server.admin().mfa(Map.of("mode", "off"))) {
            return new AdminCalls(server, token(server, server.realmUrl(), user));
        }
    }

    /** A user of the realm {@code master}, with that user's roles for the realm. */
    public static AdminCalls byMaster(TestServer server, Admin.User user) {
        return new AdminCalls(server, token(server, server.url() + "/realms/master", user));
    }

    /** A user of the realm that plays the companies' login servers, whose token is of no use here. */
    public static AdminCalls byStranger(TestServer server, Admin.User user) {
        return new AdminCalls(server, token(server, server.partnerUrl(), user));
    }

    private static String token(TestServer server, String realmUrl, Admin.User user) {
        return new TokenEndpoint(server)
                .postTo(
                        realmUrl + "/protocol/openid-connect/token",
                        Map.of(
                                "grant_type",
                                "password",
                                "client_id",
                                "admin-cli",
                                "scope",
                                "openid",
                                "username",
                                user.email(),
                                "password",
                                Admin.PASSWORD))
                .accessToken();
    }

    /** A caller without a token. */
    public static AdminCalls anonymous(TestServer server) {
        return new AdminCalls(server, "none");
    }

    /** A call without a body. */
    public HttpResponse<String> call(String method, String path, String... headers) {
        return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** A call with a body of JSON. */
    public HttpResponse<String> send(String method, String path, String json, String... headers) {
        List<String> all = new ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return send(method, path, HttpRequest.BodyPublishers.ofString(json), all.toArray(String[]::new));
    }

    private HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.url() + "/admin/realms/" + server.realm() + path))
                .header("Authorization", "Bearer " + token)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
