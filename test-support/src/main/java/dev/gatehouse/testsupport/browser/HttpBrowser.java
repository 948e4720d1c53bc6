package dev.gatehouse.testsupport.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/** A browser without a screen: it keeps cookies, follows redirects, and fills in forms. A test sets its address and its user agent. */
public final class HttpBrowser {

    public static final String FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
    public static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1";

    /** The redirect URI of the apps. Nothing listens there; it is enough that the browser arrives. */
    public static final String CALLBACK = "http://localhost:9999/callback";

    /** {@code null} for a server of which only the URL is known. */
    private final TestServer server;

    private final String realmUrl;
    private final HttpClient http;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();
    /** The last {@code Set-Cookie} header of each cookie, with its attributes. */
    private final Map<String, String> cookieHeaders = new ConcurrentHashMap<>();

    private final Map<String, Map<String, String>> cookiesElsewhere = new ConcurrentHashMap<>();
    private String address = "192.0.2.10";
    private String userAgent = FIREFOX;
    private String accepted = "text/html,application/json;q=0.9";
    private final Map<String, String> more = new LinkedHashMap<>();
    private String verifier;
    private String lastClient = "";
    private String refreshToken = "";
    private String accessToken = "";
    private String acceptedLanguages = "";
    private UnaryOperator<String> samlForger = UnaryOperator.identity();
    private Predicate<String> stop = location -> false;

    public HttpBrowser(TestServer server) {
        this(server, server.realmUrl(), server.httpClient());
    }

    private HttpBrowser(TestServer server, String realmUrl, HttpClient.Builder http) {
        this.server = server;
        this.realmUrl = realmUrl;
        this.http = http.followRedirects(HttpClient.Redirect.NEVER).build();
    }

    /** A browser for a realm anywhere. It can neither read emails nor impersonate users. */
    public static HttpBrowser at(String realmUrl) {
        return new HttpBrowser(null, realmUrl, Http.builder());
    }

    /** Sends this client address from now on. */
    public HttpBrowser from(String clientAddress) {
        address = clientAddress;
        return this;
    }

    /** Sends this user agent from now on. */
    public HttpBrowser as(String name) {
        userAgent = name;
        return this;
    }

    /** Prefers these languages from now on: the header {@code Accept-Language}. */
    public HttpBrowser speaking(String languages) {
        acceptedLanguages = languages;
        return this;
    }

    /** Accepts JSON from now on, as programs do. */
    public HttpBrowser wantingJson() {
        accepted = "application/json";
        return this;
    }

    /** Accepts HTML from now on, as browsers do: Keycloak answers errors with JSON where that is acceptable. */
    public HttpBrowser wantingPages() {
        accepted = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        return this;
    }

    /** Changes every SAML response that it passes on from now on. */
    public HttpBrowser forging(UnaryOperator<String> forger) {
        samlForger = forger;
        return this;
    }

    /** Stops before a redirect to an address that contains this, and shows the address. */
    public HttpBrowser stoppingBefore(String part) {
        stop = location -> location.contains(part);
        return this;
    }

    /** Follows every redirect again. */
    public HttpBrowser goingOn() {
        stop = location -> false;
        return this;
    }

    public Map<String, String> cookies() {
        return cookies;
    }

    /** The last {@code Set-Cookie} header of each cookie, with its attributes, by the cookie's name. */
    public Map<String, String> cookieHeaders() {
        return cookieHeaders;
    }

    /** Opens an app's login page. */
    public Page open(String client, String... parameters) {
        verifier = UUID.randomUUID().toString() + UUID.randomUUID();
        String more =
                Arrays.stream(parameters).map(parameter -> "&" + parameter).collect(Collectors.joining());
        return get(realmUrl + "/protocol/openid-connect/auth?response_type=code"
                + (more.contains("scope=") ? "" : "&scope=openid") + "&state=s1&client_id=" + client + "&redirect_uri="
                + Admin.encode(CALLBACK) + "&code_challenge_method=S256&code_challenge=" + challenge(verifier) + more);
    }

    /** Opens an app and signs in with the password; returns the next page. */
    public Page login(String client, Admin.User user) {
        return login(client, user, Admin.PASSWORD);
    }

    public Page login(String client, Admin.User user, String password) {
        return open(client).enterPassword(user.email(), password);
    }

    /** Opens an app and signs in at the company's own provider, to which the address leads; returns the next page. */
    public Page loginAtCompany(String client, String email) {
        return open(client).enterEmail(email).enterPassword(email, Admin.PASSWORD);
    }

    /** Opens an app and signs in with a Google account; returns the next page. */
    public Page loginWithGoogle(String client, String email) {
        return open(client).follow("social-google").submit("account-chooser", Map.of("email", email));
    }

    /** Signs in completely, with a code if challenged, so that this browser is known afterwards. */
    public JsonNode loginCompletely(String client, Admin.User user) {
        Page page = login(client, user);
        if (page.asksForCode()) {
            page = page.enterCode(Codes.latest(server, user));
        }
        return page.tokens();
    }

    public Page get(String url) {
        return exchange("GET", url, null);
    }

    public int head(String url) {
        return send("HEAD", url, null).statusCode();
    }

    /** Sends a header with each request from now on. */
    public HttpBrowser sending(String header, String value) {
        more.put(header, value);
        return this;
    }

    public Page post(String url, Map<String, String> fields) {
        return exchange("POST", url, fields);
    }

    /** Exchanges the code that the app received for tokens; returns the answer, also if it has no tokens. */
    public Page exchangeCode(String location) {
        return post(tokenEndpoint(), codeIn(location));
    }

    /** Exchanges the code that the app received for tokens; returns the claims of the ID token. */
    public JsonNode redeem(String location) {
        HttpResponse<String> response = send("POST", tokenEndpoint(), codeIn(location));
        try {
            JsonNode tokens = Admin.JSON.readTree(response.body());
            assertThat(tokens.has("id_token")).as(response.body()).isTrue();
            refreshToken = tokens.path("refresh_token").asText();
            accessToken = tokens.path("access_token").asText();
            return claims(tokens.get("id_token").asText());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> codeIn(String location) {
        String code = Arrays.stream(URI.create(location).getQuery().split("&"))
                .filter(parameter -> parameter.startsWith("code="))
                .map(parameter -> parameter.substring(5))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no code in " + location));
        return Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                lastClient,
                "code",
                code,
                "redirect_uri",
                CALLBACK,
                "code_verifier",
                verifier);
    }

    private String tokenEndpoint() {
        return realmUrl + "/protocol/openid-connect/token";
    }

    /** The claims of a token. */
    public static JsonNode claims(String token) {
        try {
            return Admin.JSON.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The access token of the last login. */
    public String accessToken() {
        return accessToken;
    }

    /** Requests new tokens with the refresh token of the last login. */
    public Page refresh() {
        return refreshWith(refreshToken);
    }

    /** Requests new tokens with a refresh token of the last app. */
    public Page refreshWith(String token) {
        return post(
                tokenEndpoint(),
                Map.of("grant_type", "refresh_token", "client_id", lastClient, "refresh_token", token));
    }

    /** The refresh token of the last login. */
    public String refreshToken() {
        return refreshToken;
    }

    /** Takes over a session that an admin opens by impersonating a user. */
    public void impersonate(Admin.User user) {
        server.admin().impersonate(user).forEach(header -> keep(header, cookies));
    }

    private Page exchange(String method, String url, Map<String, String> fields) {
        HttpResponse<String> response = send(method, url, fields);
        String at = url;
        for (int hops = 0; response.statusCode() >= 300 && response.statusCode() < 400; hops++) {
            assertThat(hops).as("redirects").isLessThan(10);
            String location = URI.create(at)
                    .resolve(response.headers().firstValue("Location").orElseThrow())
                    .toString();
            if (location.startsWith(CALLBACK) || stop.test(location)) {
                return new Page(this, response.statusCode(), location, "");
            }
            at = location;
            response = send("GET", location, null);
        }
        Element form = Jsoup.parse(response.body(), at).selectFirst("form[name=saml-post-binding]");
        if (form == null) {
            return new Page(this, response.statusCode(), at, response.body());
        }
        if (form.absUrl("action").startsWith(CALLBACK)) {
            return new Page(this, response.statusCode(), form.absUrl("action"), response.body());
        }
        // SAML passes messages on in a form that the browser's JavaScript submits at once.
        Map<String, String> message = form.select("input[type=hidden]").stream()
                .collect(Collectors.toMap(input -> input.attr("name"), Element::val));
        message.computeIfPresent("SAMLResponse", (name, encoded) -> forged(encoded));
        return exchange("POST", form.absUrl("action"), message);
    }

    private String forged(String encoded) {
        String genuine = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(samlForger.apply(genuine).getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> send(String method, String url, Map<String, String> fields) {
        if (url.startsWith(realmUrl) && url.contains("client_id=")) {
            lastClient = url.replaceFirst(".*[?&]client_id=([^&]*).*", "$1");
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("User-Agent", userAgent)
                .header("X-Forwarded-For", address)
                .header("Accept", accepted);
        if (!acceptedLanguages.isEmpty()) {
            request.header("Accept-Language", acceptedLanguages);
        }
        more.forEach(request::header);
        Map<String, String> sent = cookiesOf(url);
        if (!sent.isEmpty()) {
            request.header(
                    "Cookie",
                    sent.entrySet().stream()
                            .map(entry -> entry.getKey() + "=" + entry.getValue())
                            .collect(Collectors.joining("; ")));
        }
        if (fields == null) {
            request.method(method, HttpRequest.BodyPublishers.noBody());
        } else {
            request.header("Content-Type", "application/x-www-form-urlencoded");
            request.method(method, HttpRequest.BodyPublishers.ofString(form(fields)));
        }
        try {
            HttpResponse<String> response =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            response.headers().allValues("Set-Cookie").forEach(header -> keep(header, sent));
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** The cookies of the realm, or of another realm or site that a login uses. */
    private Map<String, String> cookiesOf(String url) {
        return url.startsWith(realmUrl)
                ? cookies
                : cookiesElsewhere.computeIfAbsent(
                        url.replaceFirst("^(https?://[^/]+(/realms/[^/?]+)?).*", "$1"),
                        place -> new ConcurrentHashMap<>());
    }

    private void keep(String header, Map<String, String> cookies) {
        HttpCookie cookie = HttpCookie.parse(header).get(0);
        cookieHeaders.put(cookie.getName(), header);
        if (cookie.getMaxAge() == 0 || cookie.getValue().isEmpty()) {
            cookies.remove(cookie.getName());
        } else {
            cookies.put(cookie.getName(), cookie.getValue());
        }
    }

    /** A second window of the same browser, which shares its cookies as they are now. */
    public HttpBrowser anotherTab() {
        HttpBrowser tab = (server == null ? at(realmUrl) : new HttpBrowser(server))
                .from(address)
                .as(userAgent);
        tab.cookies.putAll(cookies);
        cookiesElsewhere.forEach((place, theirs) -> tab.cookiesElsewhere.put(place, new ConcurrentHashMap<>(theirs)));
        return tab;
    }

    /** Ends the browser's session, as signing out does: only the token of the known device is kept. */
    public HttpBrowser signOut() {
        cookies.keySet().removeIf(name -> !name.startsWith("GH_DEVICE_"));
        cookiesElsewhere.clear();
        return this;
    }

    /** Signs out of the providers and other sites that logins used, but not of the realm. */
    public HttpBrowser signOutElsewhere() {
        cookiesElsewhere.clear();
        return this;
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> Admin.encode(field.getKey()) + "=" + Admin.encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
