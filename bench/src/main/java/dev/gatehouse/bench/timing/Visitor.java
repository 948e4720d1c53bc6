package dev.gatehouse.bench.timing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A browser of its own in a network of its own, without JavaScript, whose owner has forgotten the password. */
final class Visitor {

    private static final int MOST_REDIRECTS = 5;
    private static final int REDIRECT = 300;
    private static final int ERROR = 400;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Map<String, String> cookies = new LinkedHashMap<>();
    private final String realm;
    private final String network;

    /**
     * A visitor.
     *
     * @param realm the address of the realm
     * @param network the number of the network, each a /24
     */
    Visitor(String realm, int network) {
        this.realm = realm;
        this.network = "10." + network / 256 % 256 + "." + network % 256 + ".7";
    }

    /**
     * How long it took, in nanoseconds.
     *
     * @param post the request with the address, until its answer was there
     * @param page the page that this leads to; empty where the answer was the page
     * @param text what the person reads then
     */
    record Answer(long post, Optional<Long> page, String text) {}

    /** Opens the page "Forgotten password" of an app, and types an address. */
    Answer ask(String address) throws IOException, InterruptedException {
        HttpResponse<String> form = get(URI.create(realm + "/login-actions/reset-credentials?client_id=workspace"));
        for (int hop = 0; form.statusCode() >= REDIRECT && form.statusCode() < ERROR && hop < MOST_REDIRECTS; hop++) {
            form = get(location(form));
        }
        Document document = Jsoup.parse(form.body(), form.uri().toString());
        Element field = document.getElementById("username");
        if (field == null) {
            throw new IOException("no field for an address at " + form.uri() + ": " + document.text());
        }
        HttpRequest post = request(URI.create(field.closest("form").absUrl("action")))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString("username=" + URLEncoder.encode(address, StandardCharsets.UTF_8)))
                .build();
        long start = System.nanoTime();
        HttpResponse<String> answer = http.send(post, HttpResponse.BodyHandlers.ofString());
        long posted = System.nanoTime() - start;
        keepCookies(answer);
        Optional<Long> page = Optional.empty();
        if (answer.statusCode() >= REDIRECT && answer.statusCode() < ERROR) {
            URI next = location(answer);
            start = System.nanoTime();
            answer = get(next);
            page = Optional.of(System.nanoTime() - start);
        }
        if (answer.statusCode() >= REDIRECT) {
            throw new IOException(answer.uri() + " answers " + answer.statusCode());
        }
        return new Answer(posted, page, Jsoup.parse(answer.body()).text().replace(address, "…"));
    }

    private HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        HttpResponse<String> response = http.send(request(uri).build(), HttpResponse.BodyHandlers.ofString());
        keepCookies(response);
        return response;
    }

    /** As browsers do; Java's own sends back what it understands of the old standard that Keycloak's cookies name. */
    private void keepCookies(HttpResponse<String> response) {
        for (String cookie : response.headers().allValues("Set-Cookie")) {
            String[] pair = cookie.split(";", 2)[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
    }

    private HttpRequest.Builder request(URI uri) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri);
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies.entrySet().stream().map(cookie -> cookie.getKey() + "=" + cookie.getValue()).collect(Collectors.joining("; ")));
        }
        return request.header("Accept", "text/html")
                .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
                .header("X-Forwarded-For", network);
    }

    private static URI location(HttpResponse<String> response) {
        return response.uri().resolve(response.headers().firstValue("Location").orElseThrow());
    }
}
