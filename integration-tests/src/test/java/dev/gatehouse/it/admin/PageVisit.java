package dev.gatehouse.it.admin;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Requests for the page for administrators with the cookies of a browser, exactly as a test wants them: no redirect is followed. */
public final class PageVisit {

    /** The path of the settings in the Admin REST API. */
    static final String GATE = "/authentication/required-actions/gatehouse-mfa-gate/config";

    /** Places of the page, each with its own work. */
    static final List<String> SECTIONS = List.of(
            "", "plots", "plots?days=90", "findings", "findings?fix=amr", "enforcement", "logins", "what-if", "users");

    private static final HttpClient HTTP = Http.client();

    private final String origin;
    private final String page;
    private final HttpBrowser browser;
    private final String realm;
    private String token = "";

    /**
     * In a browser.
     *
     * @param browser has the cookies
     * @param realmUrl the realm that the browser is signed in to
     * @param realm the name of the realm that the page is to be about; empty for the same
     */
    PageVisit(HttpBrowser browser, String realmUrl, String realm) {
        this.browser = browser;
        this.origin = realmUrl.replaceFirst("(https?://[^/]+).*", "$1");
        this.page = realmUrl + "/gatehouse/admin";
        this.realm = realm;
    }

    /** Signs in at the page. */
    public static PageVisit by(TestServer server, HttpBrowser browser, Admin.User user) {
        Page ended = signIn(server, browser, server.realmUrl(), user);
        if (!ended.url().startsWith(server.realmUrl() + "/gatehouse/admin")) {
            throw new AssertionError("not at the page: " + ended.url() + " " + ended.text());
        }
        return new PageVisit(browser, server.realmUrl(), "");
    }

    /** Signs in at the page of a realm; returns the page at which that ends. */
    static Page signIn(TestServer server, HttpBrowser browser, String realmUrl, Admin.User user) {
        Page shown = browser.wantingPages().get(realmUrl + "/gatehouse/admin/sign-in");
        Page next = shown.enterPassword(user.email(), Admin.PASSWORD);
        return next.asksForCode() ? next.enterCode(Codes.latest(server, user)) : next;
    }

    /** The same browser, about another realm. */
    PageVisit about(String name) {
        PageVisit other = new PageVisit(browser, page.replaceFirst("/gatehouse/admin$", ""), name);
        other.token = token;
        return other;
    }

    HttpBrowser browser() {
        return browser;
    }

    String url(String path) {
        String url = page + (path.isEmpty() || path.startsWith("?") ? "" : "/") + path;
        return realm.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + "realm=" + Admin.encode(realm);
    }

    HttpResponse<String> get(String path, String... headers) {
        return send("GET", url(path), null, "", headers);
    }

    /** The token in the forms of this session. */
    String token() {
        if (token.isEmpty()) {
            Element field = document(get("enforcement")).selectFirst("input[name=token]");
            if (field == null) {
                throw new AssertionError("no token");
            }
            token = field.val();
        }
        return token;
    }

    /** Sends a form as the page's own would be sent. */
    HttpResponse<String> post(String path, Map<String, String> fields) {
        return post(path, fields, "Origin", origin, "Sec-Fetch-Site", "same-origin");
    }

    /** Sends a form with the token and these headers only. */
    HttpResponse<String> post(String path, Map<String, String> fields, String... headers) {
        return send(
                "POST",
                url(path),
                form(fields) + "&token=" + Admin.encode(token()),
                "application/x-www-form-urlencoded",
                headers);
    }

    String origin() {
        return origin;
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> Admin.encode(field.getKey()) + "=" + Admin.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    HttpResponse<String> send(String method, String url, String body, String type, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")
                .header("User-Agent", HttpBrowser.FIREFOX)
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body, StandardCharsets.ISO_8859_1));
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        if (!cookies().isEmpty()) {
            request.header("Cookie", cookies());
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    String cookies() {
        return browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    static Document document(HttpResponse<String> answer) {
        return Jsoup.parse(answer.body(), answer.uri().toString());
    }
}
