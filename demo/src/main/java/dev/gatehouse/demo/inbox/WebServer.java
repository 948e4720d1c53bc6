package dev.gatehouse.demo.inbox;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** A small web server on the loopback address. It refuses requests from other sites, both by DNS rebinding and by their scripts. */
final class WebServer implements AutoCloseable {

    private record Route(String method, String path, Function<Request, Response> handler) {

        boolean serves(HttpExchange exchange) {
            String requested = exchange.getRequestURI().getPath();
            return method.equals(HEAD.equals(exchange.getRequestMethod()) ? "GET" : exchange.getRequestMethod())
                    && (path.endsWith("/*")
                            ? requested.startsWith(path.substring(0, path.length() - 1))
                            : requested.equals(path));
        }
    }

    private static final String HEAD = "HEAD";

    private final List<Route> routes = new ArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8, WebServer::daemon);
    private final int port;
    private final List<String> ownHosts;
    private HttpServer server;

    WebServer(int port) {
        this.port = port;
        this.ownHosts = List.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
    }

    /** Adds a route; a path that ends in {@code /*} matches everything below. */
    void route(String method, String path, Function<Request, Response> handler) {
        routes.add(new Route(method, path, handler));
    }

    void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port), 0);
        } catch (IOException e) {
            throw new LauncherException(
                    "The inbox cannot listen on port %d (%s). Choose another port.".formatted(port, e.getMessage()), e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            send(exchange, answer(exchange));
        }
    }

    private Response answer(HttpExchange exchange) {
        String host = exchange.getRequestHeaders().getFirst("Host");
        if (host == null || !ownHosts.contains(host)) {
            return Response.text(421, "This inbox can only be opened at " + ownHosts.get(0) + ".");
        }
        if (isForeign(exchange.getRequestHeaders())) {
            return Response.text(403, "Pages of other sites may not use this inbox.");
        }
        return routes.stream()
                .filter(route -> route.serves(exchange))
                .findFirst()
                .map(route -> route.handler().apply(new Request(exchange.getRequestURI())))
                .orElseGet(() -> Response.text(404, "There is nothing at this address."));
    }

    // Only browsers send these headers; scripts and tests do not need them.
    private boolean isForeign(Headers headers) {
        String origin = headers.getFirst("Origin");
        return origin != null && ownHosts.stream().noneMatch(host -> origin.equals("http://" + host));
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        Headers headers = exchange.getResponseHeaders();
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set("Content-Security-Policy", response.contentSecurityPolicy());
        headers.set("Content-Type", response.contentType());
        boolean empty =
                response.body().length == 0 || exchange.getRequestMethod().equals(HEAD);
        exchange.sendResponseHeaders(response.status(), empty ? -1 : response.body().length);
        if (!empty) {
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(response.body());
            }
        }
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "inbox");
        thread.setDaemon(true);
        return thread;
    }
}
