package dev.gatehouse.testsupport.server;

import dev.gatehouse.testsupport.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;

/** The metrics that a server reports to Prometheus. */
public final class ServerMetrics {

    private ServerMetrics() {}

    /**
     * The current value of a metric, 0 before it was first counted.
     *
     * @param url the URL of the metrics
     * @param name with its labels, as Prometheus reads it
     */
    public static double read(String url, String name) {
        return lines(url)
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .findFirst()
                .orElse(0);
    }

    /** All current metrics, in Prometheus format. */
    public static Stream<String> lines(String url) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
            // Read as a whole: a client without references is closed in the middle of a stream.
            return Http.client()
                    .send(request, HttpResponse.BodyHandlers.ofString())
                    .body()
                    .lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
