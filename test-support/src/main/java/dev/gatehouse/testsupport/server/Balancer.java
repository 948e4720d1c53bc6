package dev.gatehouse.testsupport.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.testsupport.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small load balancer: forwards requests to the nodes in turn, without session affinity. If a node cannot be reached, or answers 503
 * because it is not ready, it tries the next; if a response breaks off it answers 502, because it cannot know what the request has done.
 */
final class Balancer implements AutoCloseable {

    private static final Set<String> OWN_HEADERS =
            Set.of("host", "connection", "content-length", "transfer-encoding", "upgrade", "http2-settings");

    private static final int NOT_READY = 503;

    private final HttpClient http =
            Http.builder().followRedirects(HttpClient.Redirect.NEVER).build();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CopyOnWriteArrayList<String> nodes = new CopyOnWriteArrayList<>();
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpServer server;

    Balancer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::pass);
        server.setExecutor(threads);
        server.start();
    }

    /** The URL of the balancer. */
    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    /** Forwards everything to these nodes from now on. */
    void to(TestServer... servers) {
        List<String> next = List.of(servers).stream().map(TestServer::ownUrl).toList();
        nodes.removeIf(node -> !next.contains(node));
        nodes.addAllAbsent(next);
    }

    private void pass(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            List<String> now = List.copyOf(nodes);
            int first = turn.getAndIncrement();
            for (int number = 0; number < now.size(); number++) {
                String node = now.get(Math.floorMod(first + number, now.size()));
                try {
                    HttpRequest request = request(exchange, node, body);
                    HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
                    if (response.statusCode() != NOT_READY) {
                        answer(exchange, response);
                        return;
                    }
                } catch (IOException notThereOrGone) {
                    // Tries the next node: a connection from before a node died breaks at its next use.
                }
            }
            exchange.sendResponseHeaders(NOT_READY, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static HttpRequest request(HttpExchange exchange, String node, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(node + exchange.getRequestURI()));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return request.method(
                        exchange.getRequestMethod(),
                        body.length == 0
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> response) throws IOException {
        response.headers().map().forEach((name, values) -> {
            if (!OWN_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> exchange.getResponseHeaders().add(name, value));
            }
        });
        byte[] body = response.body();
        exchange.sendResponseHeaders(response.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
