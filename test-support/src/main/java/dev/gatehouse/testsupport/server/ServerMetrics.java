package dev.gatehouse.testsupport.server;

import dev.gatehouse.testsupport.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** What a server tells Prometheus. */
public final class ServerMetrics {

    private ServerMetrics() {}

    /**
     * The value of a metric now, 0 before it was first counted.
     *
     * @param url where the server tells them
     * @param name with its labels, as Prometheus reads it
     */
    public static double read(String url, String name) {
        return lines(url)
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(0);
    }

    /** All metrics now, as Prometheus reads them. */
    public static Stream<String> lines(String url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            // As a whole: a client that nobody refers to any more stops in the middle of a stream.
            return Http.client().send(request, HttpResponse.BodyHandlers.ofString()).body().lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
