package dev.gatehouse.testsupport.standin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testsupport.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * Plays the service that asks users on their phone whether they agree to a login that a program has begun (CIBA). Here, every user agrees.
 */
public final class CibaChannel implements AutoCloseable {

    private final HttpServer server;
    private volatile String bearer = "";

    public CibaChannel() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::ask);
        server.start();
    }

    /** Keycloak's option that names this service. */
    public String keycloakArgument() {
        return "--spi-ciba-auth-channel--ciba-http-auth-channel--http-authentication-channel-uri=http://127.0.0.1:"
                + server.getAddress().getPort();
    }

    private void ask(HttpExchange exchange) throws IOException {
        bearer = exchange.getRequestHeaders().getFirst("Authorization");
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(201, -1);
        exchange.close();
    }

    /** Reports to the realm that the user of the last request agrees. */
    public void agree(String realmUrl) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(realmUrl + "/protocol/openid-connect/ext/ciba/auth/callback"))
                .header("Authorization", bearer)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"status\":\"SUCCEED\"}"))
                .build();
        try {
            int status = Http.client()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new AssertionError("the callback was answered with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
