package dev.gatehouse.load;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** One address that asks for a page again and again, without cookies, and follows nothing. */
final class Flood {

    private static final int FIRST_ERROR = 400;

    private final HttpRequest request;
    private final int gets;
    private final int connections;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile double seconds;

    /**
     * A flood.
     *
     * @param page below the realm
     */
    Flood(Site site, String page, int gets, int connections) {
        this.request = HttpRequest.newBuilder(URI.create(site.realmUrl() + "/" + page)).header("X-Forwarded-For", "198.51.100.7").GET().build();
        this.gets = gets;
        this.connections = connections;
    }

    /** Runs it, and returns when all is answered. */
    void run() {
        long start = System.nanoTime();
        List<Thread> threads = IntStream.range(0, connections).mapToObj(number -> new Thread(this::ask, "flood " + number)).toList();
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

    private void ask() {
        HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (begun.getAndIncrement() < gets) {
            try {
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() >= FIRST_ERROR) {
                    refused.incrementAndGet();
                }
            } catch (IOException e) {
                refused.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    double perSecond() {
        return gets / seconds;
    }

    /** How many were answered by an error, or not at all. */
    int refused() {
        return refused.get();
    }
}
