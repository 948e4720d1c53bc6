package dev.gatehouse.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatehouse.demo.keycloak.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A login as the page for administrators has it, at a server that only looks like one. */
class AdminBrowserTest {

    private final List<String> requests = new ArrayList<>();
    private HttpServer server;
    private URI page;
    private boolean asksForCode;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        page = URI.create("http://localhost:" + server.getAddress().getPort() + "/gatehouse/admin");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String cookies = String.valueOf(exchange.getRequestHeaders().getFirst("Cookie"));
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        requests.add(path + " " + form);
        switch (path) {
            case "/gatehouse/admin/sign-in" -> redirect(exchange, "/login", "AUTH=1; Path=/; Secure; HttpOnly");
            case "/login" ->
                send(exchange, 200, "<form class=\"a\" id=\"kc-form-login\" action=\"/password?a=1&amp;b=2\">");
            case "/password" -> {
                if (asksForCode) {
                    send(exchange, 200, "<form id=\"gatehouse-code-form\" action=\"/code\">");
                } else {
                    redirect(exchange, "/gatehouse/admin", "IDENTITY=2; Secure");
                }
            }
            case "/code" -> redirect(exchange, "/gatehouse/admin", "IDENTITY=2; Secure");
            default -> send(exchange, cookies.contains("IDENTITY=2") ? 200 : 403, "page");
        }
    }

    private static void redirect(HttpExchange exchange, String location, String cookie) throws IOException {
        exchange.getResponseHeaders().add("Location", location);
        exchange.getResponseHeaders().add("Set-Cookie", cookie);
        send(exchange, 303, "");
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static AdminBrowser browser() {
        return new AdminBrowser(Person.people("a", 0, 1, true).get(0));
    }

    @Test
    void whoHasSignedInReadsThePage() {
        AdminBrowser browser = browser();

        browser.signIn(page, Optional::empty);

        assertThat(browser.read(page).body()).isEqualTo("page");
        assertThat(requests)
                .contains("/password password=Passw0rd%21&username=a0%40acme.test")
                .noneMatch(request -> request.startsWith("/code"));
    }

    @Test
    void theCodeIsTypedIfItIsAskedFor() {
        asksForCode = true;

        browser().signIn(page, () -> Optional.of("123456"));

        assertThat(requests).contains("/code code=123456");
    }

    @Test
    void aPageThatIsRefusedEndsTheMeasurement() {
        assertThatThrownBy(() -> browser().read(page))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("/gatehouse/admin answered 403");
    }
}
