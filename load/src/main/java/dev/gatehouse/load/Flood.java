package dev.gatehouse.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Requests a page repeatedly from one address, without cookies and without following redirects. */
final class Flood {

    private static final int FIRST_ERROR = 400;

    private final HttpRequest request;
    private final int gets;
    private final int connections;
    private final AtomicInteger started = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile double seconds;

    /**
     * Creates a flood.
     *
     * @param page the path below the realm
     */
    Flood(Site site, String page, int gets, int connections) {
        this.request = HttpRequest.newBuilder(URI.create(site.realmUrl() + "/" + page))
                .header("X-Forwarded-For", "198.51.100.7")
                .GET()
                .build();
        this.gets = gets;
        this.connections = connections;
    }

    /** Runs the flood; returns after the last response. */
    void run() {
        long start = System.nanoTime();
        List<Thread> threads = IntStream.range(0, connections)
                .mapToObj(number -> new Thread(this::sendRequests, "flood " + number))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        seconds = (System.nanoTime() - start) / 1e9;
    }

    private void sendRequests() {
        HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (started.getAndIncrement() < gets) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() >= FIRST_ERROR) {
                    failed.incrementAndGet();
                }
            } catch (IOException e) {
                failed.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    double perSecond() {
        return gets / seconds;
    }

    /** The number of requests that failed or were answered with an error. */
    int failed() {
        return failed.get();
    }
}
