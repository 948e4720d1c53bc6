package dev.gatehouse.testsupport.server;

import dev.gatehouse.demo.Installation;
import dev.gatehouse.demo.inbox.Inbox;
import dev.gatehouse.demo.keycloak.KeycloakDistribution;
import dev.gatehouse.demo.keycloak.KeycloakServer;
import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import dev.gatehouse.demo.keycloak.Ports;
import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;

/** A server whose JARs can be removed and added while its realm stays. */
public final class RemovableServer implements AutoCloseable {

    private static final Duration TIME_TO_START = Duration.ofMinutes(10);

    private final int port = Ports.anyFree();
    private final int managementPort = Ports.anyFree();
    private final Installation installation = Installation.in(Path.of(System.getProperty("gatehouse.demo")));
    private final Path folder = Path.of(System.getProperty("gatehouse.servers"), "removable");
    private final Path home = installation.distribution().unpackInto(folder);
    private final String databaseUrl = KeycloakServerBuilder.sharedDatabaseUrl(home.resolve("data/h2/keycloakdb"));
    private final int inboxPort = Ports.anyFree();
    private final Inbox inbox = Inbox.start(inboxPort, Ports.anyFree(), "http://localhost:" + port);
    private KeycloakServer keycloak;

    /** Starts with Gatehouse and the reference realm, and an empty database. */
    public RemovableServer() {
        KeycloakDistribution.installProviders(home, installation.providers());
        start(true, new ReferenceRealm(port, inbox.smtpPort(), inboxPort).writeTo(folder.resolve("realm")));
    }

    private void start(boolean fresh, List<Path> realms) {
        keycloak = KeycloakServer.in(home)
                .port(port)
                .managementPort(managementPort)
                .freshData(fresh)
                .databaseUrl(databaseUrl)
                .logFile(folder.resolve("console.log"))
                .importRealms(realms)
                .start();
        keycloak.awaitReady(TIME_TO_START);
    }

    /** Stops the server, and starts it without Gatehouse's JARs. */
    public void startWithoutGatehouse() {
        keycloak.close();
        KeycloakDistribution.installProviders(home, List.of());
        start(false, List.of());
    }

    /** Stops the server, and starts it with Gatehouse's JARs. */
    public void startWithGatehouse() {
        keycloak.close();
        KeycloakDistribution.installProviders(home, installation.providers());
        start(false, List.of());
    }

    public Admin admin() {
        return new Admin(keycloak.url(), ReferenceRealm.NAME);
    }

    public String url() {
        return keycloak.url();
    }

    /** The folder of its JARs. */
    public Path providers() {
        return home.resolve("providers");
    }

    public Inbox inbox() {
        return inbox;
    }

    public Connection database() throws SQLException {
        return DriverManager.getConnection(
                databaseUrl, KeycloakServerBuilder.DATABASE_USER, KeycloakServerBuilder.DATABASE_PASSWORD);
    }

    /** The server's output since its last start. */
    public String console() throws Exception {
        return Files.readString(folder.resolve("console.log"));
    }

    /** A response of the realm. */
    public record Answer(int status, String url, String body) {

        public String text() {
            return Jsoup.parse(body).text();
        }
    }

    /** The response to a user who signs in to the Workspace with name and password; the browser stops at the app's URL. */
    public Answer signIn(String email, String password) throws Exception {
        Map<String, String> cookies = new HashMap<>();
        Answer page = send(
                cookies,
                HttpRequest.newBuilder(
                        URI.create(keycloak.url() + "/realms/acme/protocol/openid-connect/auth?client_id=workspace"
                                + "&response_type=code&scope=openid&redirect_uri=http%3A%2F%2Flocalhost%3A9999%2Fcallback&code_challenge_method=S256&code_challenge="
                                + "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")));
        for (int step = 0; step < 2 && page.status() == 200; step++) {
            var form = Jsoup.parse(page.body(), page.url()).selectFirst("#kc-form-login, form");
            if (form == null) {
                return page;
            }
            String fields = "credentialId=&username=" + Admin.encode(email)
                    + (form.selectFirst("[name=password]") == null ? "" : "&password=" + Admin.encode(password));
            page = send(
                    cookies,
                    HttpRequest.newBuilder(URI.create(form.absUrl("action")))
                            .header("Content-Type", "application/x-www-form-urlencoded")
                            .POST(HttpRequest.BodyPublishers.ofString(fields)));
        }
        return page;
    }

    /** The response to an app that posts name and password. */
    public Answer directGrant(String email, String password) throws Exception {
        return send(
                new HashMap<>(),
                HttpRequest.newBuilder(URI.create(keycloak.url() + "/realms/acme/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=password&client_id=mobile&username="
                                + Admin.encode(email) + "&password=" + Admin.encode(password))));
    }

    /** Java's own cookie store does not send secure cookies to localhost, as browsers do. */
    private static Answer send(Map<String, String> cookies, HttpRequest.Builder request) throws Exception {
        String sent = cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        HttpResponse<String> response = Http.client()
                .send(
                        (sent.isEmpty() ? request : request.header("Cookie", sent)).build(),
                        HttpResponse.BodyHandlers.ofString());
        response.headers().allValues("Set-Cookie").stream()
                .map(cookie -> cookie.split(";", 2)[0].split("=", 2))
                .forEach(cookie -> cookies.put(cookie[0], cookie[1]));
        String location = response.headers().firstValue("Location").orElse(null);
        if (location != null && !location.startsWith("http://localhost:9999")) {
            return send(cookies, HttpRequest.newBuilder(URI.create(location)));
        }
        return new Answer(
                response.statusCode(), location == null ? response.uri().toString() : location, response.body());
    }

    @Override
    public void close() {
        keycloak.close();
        inbox.close();
    }
}
