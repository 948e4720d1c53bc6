package dev.gatehouse.testsupport.browser;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * A stranger who tries to enumerate accounts: enters a name and a wrong password on the sign-in page, each time as a new browser from its
 * own network but over one connection, and compares the responses and their times.
 */
public final class Stranger {

    private static final String CODES = "(session_code|execution|tab_id|client_data|state|session_state|code)=[^&\"']*";
    private static final String HIDDEN = "(name=\"(?:session_code|tab_id|client_data|credentialId)\" value)=\"[^\"]*\"";
    private static final String SECRETS = "(data-auth-session|challenge|csrf)[=:] ?\"[^\"]*\"";

    private final String realmUrl;
    private final HttpClient http = Http.client();
    private int networks;

    /** A stranger to a realm. */
    public Stranger(String realmUrl) {
        this.realmUrl = realmUrl;
    }

    /**
     * A response.
     *
     * @param headers without those that contain the time or the size
     * @param body without the codes that are new each time, and with {@code NAME} in place of the name
     * @param size of the body as received, in characters
     * @param nanos nanoseconds from the request to the complete response
     */
    public record Answer(int status, Map<String, String> headers, String body, int size, long nanos) {

        /** Whether this reveals the same as another response. */
        public boolean saysTheSameAs(Answer other) {
            return status == other.status && headers.equals(other.headers) && body.equals(other.body);
        }

        /** Whether it asks for a password. */
        public boolean asksForPassword() {
            return body.contains("name=\"password\"");
        }
    }

    /**
     * An attempt to sign in.
     *
     * @param first the response to the name
     * @param second the response to the password, if the first asked for one
     */
    public record Visit(Answer first, Optional<Answer> second) {}

    /**
     * Opens an app, enters a name, and a password if there is a field for it.
     *
     * @param more further parameters of the authorization request
     */
    public Visit signIn(String client, String name, String password, String... more) {
        Browser browser = new Browser(name);
        HttpResponse<String> form = browser.send(
                "GET",
                realmUrl + "/protocol/openid-connect/auth?response_type=code&state=s1&client_id=" + client
                        + Arrays.stream(more).map(parameter -> "&" + parameter).collect(Collectors.joining())
                        + (Arrays.toString(more).contains("scope=") ? "" : "&scope=openid")
                        + "&redirect_uri=" + Admin.encode(HttpBrowser.CALLBACK)
                        + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                null);
        Answer first = browser.submit(form, Map.of("username", name));
        return new Visit(
                first,
                first.asksForPassword()
                        ? Optional.of(browser.submit(browser.last, Map.of("password", password)))
                        : Optional.empty());
    }

    /** Opens an app that sends the name itself ({@code login_hint}); returns the page that this leads to. */
    public Answer hint(String client, String name) {
        return new Browser(name)
                .answer(
                        "GET",
                        realmUrl + "/protocol/openid-connect/auth?response_type=code&state=s1&scope=openid&client_id="
                                + client
                                + "&login_hint=" + Admin.encode(name) + "&redirect_uri="
                                + Admin.encode(HttpBrowser.CALLBACK)
                                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                        null);
    }

    /** Requests tokens with a name and other parameters. */
    public Answer grant(String client, String name, Map<String, String> more) {
        Map<String, String> fields = new LinkedHashMap<>(
                Map.of("grant_type", "password", "client_id", client, "scope", "openid", "username", name));
        fields.putAll(more);
        return new Browser(name).answer("POST", realmUrl + "/protocol/openid-connect/token", fields);
    }

    private final class Browser {

        private final String name;
        private final String address;
        private final Map<String, String> cookies = new LinkedHashMap<>();
        private HttpResponse<String> last;

        Browser(String name) {
            this.name = name;
            this.address = "10." + networks / 256 % 256 + "." + networks % 256 + ".7";
            networks++;
        }

        private Answer submit(HttpResponse<String> page, Map<String, String> typed) {
            Element form = Jsoup.parse(page.body(), page.uri().toString()).getElementById("kc-form-login");
            if (form == null) {
                throw new AssertionError("no form to sign in at " + page.uri() + ": "
                        + Jsoup.parse(page.body()).text());
            }
            Map<String, String> fields = new LinkedHashMap<>();
            form.select("input[type=hidden]").forEach(input -> fields.put(input.attr("name"), input.val()));
            fields.putAll(typed);
            if (form.selectFirst("input[name=username]") != null) {
                fields.putIfAbsent("username", name);
            }
            return answer("POST", form.absUrl("action"), fields);
        }

        private Answer answer(String method, String url, Map<String, String> fields) {
            long start = System.nanoTime();
            HttpResponse<String> response = send(method, url, fields);
            long nanos = System.nanoTime() - start;
            last = response;
            return new Answer(
                    response.statusCode(),
                    comparable(response),
                    comparable(response.body()),
                    response.body().length(),
                    nanos);
        }

        private HttpResponse<String> send(String method, String url, Map<String, String> fields) {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .header("User-Agent", HttpBrowser.FIREFOX)
                    .header("X-Forwarded-For", address)
                    .header("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            if (fields == null) {
                request.method(method, HttpRequest.BodyPublishers.noBody());
            } else {
                request.header("Content-Type", "application/x-www-form-urlencoded")
                        .method(
                                method,
                                HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                                        .map(field ->
                                                Admin.encode(field.getKey()) + "=" + Admin.encode(field.getValue()))
                                        .collect(Collectors.joining("&"))));
            }
            try {
                HttpResponse<String> response =
                        http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
                response.headers().allValues("Set-Cookie").forEach(header -> HttpCookie.parse(header)
                        .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue())));
                return response;
            } catch (IOException e) {
                throw new AssertionError(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }

        private Map<String, String> comparable(HttpResponse<String> response) {
            Map<String, String> headers = new TreeMap<>();
            response.headers().map().forEach((header, values) -> {
                if (!List.of("date", "content-length").contains(header)) {
                    headers.put(
                            header,
                            values.stream()
                                    .map(value -> header.equals("set-cookie")
                                            ? value.replaceFirst("=[^;]*", "=")
                                            : comparable(value))
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
                }
            });
            return headers;
        }

        private String comparable(String text) {
            return text.replaceAll(CODES, "$1=")
                    .replaceAll(HIDDEN, "$1=")
                    .replaceAll(SECRETS, "$1=")
                    .replace(name, "NAME")
                    .replace(Admin.encode(name), "NAME");
        }
    }
}
