package dev.gatehouse.testsupport.standin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import dev.gatehouse.demo.keycloak.GoogleLogin;
import dev.gatehouse.testsupport.admin.Admin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/**
 * Plays Google on this machine, so that Keycloak's own provider, whose URLs are constants, can be tested unchanged. Each client must be
 * redirected to it: Keycloak by {@link #keycloakArguments}, Chromium by {@link #chromiumRule} and {@link #chromiumTrust}, a Java client by
 * {@link #introduceTo}.
 *
 * <p>The page to choose an account accepts any email address without a check.
 */
public final class GoogleStandIn implements AutoCloseable {

    /** The client with which Keycloak is registered. The stand-in accepts no other. */
    public static final GoogleLogin REGISTERED =
            new GoogleLogin("gatehouse-tests.apps.googleusercontent.com", "only-the-stand-in-knows-it");

    private static final String ISSUER = "https://accounts.google.com";
    private static final String PEOPLE = "accounts.google.com";
    private static final Set<String> HOSTS =
            Set.of(PEOPLE, "oauth2.googleapis.com", "openidconnect.googleapis.com", "www.googleapis.com");
    private static final String KEY_ID = "stand-in";
    private static final long LIFETIME_SECONDS = 3600;
    private static final BigInteger SUBJECTS = BigInteger.TEN.pow(21);
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final KeyPair signingKey = newKey();
    private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
    private final Map<String, String> accessTokens = new ConcurrentHashMap<>();
    private final Map<String, Map<String, Object>> furtherClaims = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SelfSigned certificate;
    private final HttpsServer server;
    private final ConnectProxy proxy;

    /** Starts on free ports; stores its certificate in the folder. */
    public GoogleStandIn(Path folder) {
        certificate = new SelfSigned(folder, HOSTS.stream().sorted().toList());
        try {
            server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setHttpsConfigurator(new HttpsConfigurator(certificate.server()));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        proxy = new ConnectProxy(HOSTS, server.getAddress());
    }

    /** Keycloak's options that map Google's addresses to the stand-in and trust it. */
    public List<String> keycloakArguments() {
        return List.of(
                "--truststore-paths=" + certificate.pem(),
                "--spi-connections-http-client--default--proxy-mappings=.*\\.googleapis\\.com;http://127.0.0.1:"
                        + proxy.address().getPort());
    }

    /** Chromium's option that maps Google's address to the stand-in. */
    public String chromiumRule() {
        return "MAP " + PEOPLE + ":443 127.0.0.1:" + server.getAddress().getPort();
    }

    /** Chromium's option that trusts the stand-in. */
    public String chromiumTrust() {
        return "--ignore-certificate-errors-spki-list=" + certificate.publicKeyHash();
    }

    /** Makes a client use the stand-in at Google's address, and trust it and no other server. */
    public HttpClient.Builder introduceTo(HttpClient.Builder client) {
        return client.sslContext(certificate.client()).proxy(new ProxySelector() {
            @Override
            public List<Proxy> select(URI uri) {
                return List.of(
                        HOSTS.contains(uri.getHost()) ? new Proxy(Proxy.Type.HTTP, proxy.address()) : Proxy.NO_PROXY);
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // The request fails too, and is reported there.
            }
        });
    }

    /**
     * Adds claims about a user to ID tokens, or replaces those that Google sends.
     *
     * @param email the user's address
     * @param claims for example {@code "amr", List.of("mfa")}; they replace those of the same name
     */
    public void say(String email, Map<String, Object> claims) {
        furtherClaims.put(email, Map.copyOf(claims));
    }

    /** Google's subject of a user: the user id of the federated identity. */
    public static String subject(String email) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, hash).mod(SUBJECTS).toString();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String host = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Host"))
                    .orElse("");
            switch (exchange.getRequestMethod() + " " + host
                    + exchange.getRequestURI().getPath()) {
                case "GET accounts.google.com/o/oauth2/v2/auth" -> showAccounts(exchange);
                case "POST accounts.google.com/chosen" -> sendBack(exchange);
                case "POST oauth2.googleapis.com/token" -> redeem(exchange);
                case "GET openidconnect.googleapis.com/v1/userinfo" -> userInfo(exchange);
                case "GET www.googleapis.com/oauth2/v3/certs" -> answer(exchange, 200, keys());
                default -> answer(exchange, 404, error("not_found"));
            }
        }
    }

    private static void showAccounts(HttpExchange exchange) throws IOException {
        Map<String, String> request = fields(exchange.getRequestURI().getRawQuery());
        boolean known = REGISTERED.clientId().equals(request.get("client_id"))
                && "code".equals(request.get("response_type"))
                && request.getOrDefault("redirect_uri", "").startsWith("http://localhost:");
        if (!known) {
            answer(exchange, 400, error("invalid_request"));
            return;
        }
        String hidden = request.entrySet().stream()
                .map(field -> "<input type=\"hidden\" name=\"%s\" value=\"%s\">"
                        .formatted(Entities.escape(field.getKey()), Entities.escape(field.getValue())))
                .collect(Collectors.joining());
        send(exchange, 200, "text/html;charset=utf-8", """
                <!doctype html>
                <html lang="en">
                <head><title>Stand-in for Google</title></head>
                <body>
                <h1>Choose an account</h1>
                <form id="account-chooser" method="post" action="/chosen">%s
                <label for="email">Email</label> <input id="email" name="email" type="email" value="%s">
                <button>Continue</button>
                </form>
                </body>
                </html>
                """.formatted(
                        hidden, Entities.escape(request.getOrDefault("login_hint", ""))));
    }

    private void sendBack(HttpExchange exchange) throws IOException {
        Map<String, String> chosen = fields(body(exchange));
        String code = UUID.randomUUID().toString();
        codes.put(code, chosen);
        String target = chosen.get("redirect_uri") + "?code=" + code + "&state=" + Admin.encode(chosen.get("state"));
        exchange.getResponseHeaders().set("Location", target);
        exchange.sendResponseHeaders(302, -1);
    }

    private void redeem(HttpExchange exchange) throws IOException {
        Map<String, String> request = fields(body(exchange));
        Map<String, String> chosen = codes.remove(request.getOrDefault("code", ""));
        boolean registered = REGISTERED.clientId().equals(request.get("client_id"))
                && REGISTERED.clientSecret().equals(request.get("client_secret"));
        if (chosen == null || !registered || !chosen.get("redirect_uri").equals(request.get("redirect_uri"))) {
            answer(exchange, 400, error(registered ? "invalid_grant" : "invalid_client"));
            return;
        }
        String accessToken = UUID.randomUUID().toString();
        accessTokens.put(accessToken, chosen.get("email"));
        answer(
                exchange,
                200,
                Admin.JSON
                        .createObjectNode()
                        .put("access_token", accessToken)
                        .put("token_type", "Bearer")
                        .put("expires_in", LIFETIME_SECONDS)
                        .put("scope", "openid email profile")
                        .put("id_token", idToken(chosen)));
    }

    private void userInfo(HttpExchange exchange) throws IOException {
        String authorization = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .orElse("");
        String email = accessTokens.get(authorization.replaceFirst("^Bearer ", ""));
        if (email == null) {
            answer(exchange, 401, error("invalid_token"));
            return;
        }
        answer(exchange, 200, person(email));
    }

    private static ObjectNode person(String email) {
        String name = email.replaceFirst("@.*", "");
        return Admin.JSON
                .createObjectNode()
                .put("sub", subject(email))
                .put("email", email)
                .put("email_verified", true)
                .put("name", name + " Google")
                .put("given_name", name)
                .put("family_name", "Google");
    }

    private String idToken(Map<String, String> chosen) {
        String email = chosen.get("email");
        long now = Instant.now().getEpochSecond();
        ObjectNode claims = person(email)
                .put("iss", ISSUER)
                .put("aud", REGISTERED.clientId())
                .put("azp", REGISTERED.clientId())
                .put("iat", now)
                .put("exp", now + LIFETIME_SECONDS);
        if (chosen.containsKey("nonce")) {
            claims.put("nonce", chosen.get("nonce"));
        }
        furtherClaims.getOrDefault(email, Map.of()).forEach(claims::putPOJO);
        ObjectNode header = Admin.JSON
                .createObjectNode()
                .put("alg", "RS256")
                .put("kid", KEY_ID)
                .put("typ", "JWT");
        String signed = encode(header.toString().getBytes(StandardCharsets.UTF_8)) + "."
                + encode(claims.toString().getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(signingKey.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private ObjectNode keys() {
        RSAPublicKey key = (RSAPublicKey) signingKey.getPublic();
        ObjectNode keys = Admin.JSON.createObjectNode();
        keys.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("alg", "RS256")
                .put("use", "sig")
                .put("kid", KEY_ID)
                .put("n", encode(unsigned(key.getModulus())))
                .put("e", encode(unsigned(key.getPublicExponent())));
        return keys;
    }

    private static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String encode(byte[] bytes) {
        return BASE64.encodeToString(bytes);
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static ObjectNode error(String code) {
        return Admin.JSON.createObjectNode().put("error", code);
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> fields(String encoded) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String field : encoded == null ? new String[0] : encoded.split("&")) {
            String[] parts = field.split("=", 2);
            fields.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return fields;
    }

    private static void answer(HttpExchange exchange, int status, ObjectNode json) throws IOException {
        send(exchange, status, "application/json", json.toString());
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        proxy.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
