package dev.gatehouse.testsupport;

import java.net.http.HttpClient;

/**
 * Creates every HTTP client of tests and benchmarks. They use HTTP/1.1: otherwise Java's client offers to upgrade to HTTP/2, and a server
 * that is still answering the previous request in HTTP/1.1 occasionally breaks the connection.
 */
public final class Http {

    private Http() {}

    /** A client that follows no redirects. */
    public static HttpClient client() {
        return builder().build();
    }

    /** A builder of such a client. */
    public static HttpClient.Builder builder() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1);
    }
}
