package dev.gatehouse.testsupport;

import java.net.http.HttpClient;

/**
 * Makes every HTTP client of tests and benchmarks. They speak HTTP/1.1: Java's client offers to upgrade to HTTP/2 otherwise, and a server
 * that is still answering the former request in HTTP/1.1 then breaks the connection now and then.
 */
public final class Http {

    private Http() {}

    /** A client that follows no redirects. */
    public static HttpClient client() {
        return builder().build();
    }

    /** A client to be set up further. */
    public static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }
}
