package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that a flood of requests for a page that needs no login leaves nothing stored. {@code bench/load flood} measures it. */
class RequestFloodTest {

    private static final int MANY = 600;
    private static final int CONNECTIONS = 3;
    /** What other activity in the server may store meanwhile. */
    private static final int LITTLE = 20;

    private static final List<String> CACHES = List.of("authenticationSessions", "actionTokens");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login-actions/reset-credentials?client_id=workspace",
                "login-actions/reset-credentials?client_id=workspace&redirect_uri=http%3A%2F%2Flocalhost%3A9999%2Fcallback&tab_id=abcdefgh",
                "login-actions/reset-credentials",
                "login-actions/reset-credentials?client_id=workspace&client_data=",
                "login-actions/reset-credentials?client_id=workspace&session_code=",
                "login-actions/registration?client_id=workspace",
                "login-actions/restart?client_id=workspace",
                "gatehouse/forgot",
                "gatehouse/not-me",
                "gatehouse/forgot/from/d29ya3NwYWNlCg"
            })
    void looksKeepNothing(String page) {
        double before = kept();
        flood(server.realmUrl() + "/" + page);
        await().untilAsserted(() -> assertThat(kept() - before)
                .as("kept of %d looks at %s", MANY, page)
                .isLessThan(LITTLE));
    }

    @Test
    void manyLooksFromOneLoginKeepOnePage() {
        HttpBrowser browser = recoveries.browser();
        String forgotten =
                browser.open("workspace").enterEmail(unknownAddress()).link("reset-credentials");
        double before = kept();
        IntStream.range(0, 2 * LITTLE)
                .forEach(number -> assertThat(browser.get(forgotten).has("gatehouse-forgot-form"))
                        .isTrue());
        assertThat(kept() - before).isLessThan(LITTLE);
    }

    @Test
    @DisplayName(
            "A user who has requested a link and comes back from the login has another page, with five tries of its own")
    void aUserWhoHasRequestedALinkAndComesBackHasAnotherPage() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        String forgotten = browser.open("workspace").enterEmail(user.email()).link("reset-credentials");
        Page first = Recoveries.enter(browser.get(forgotten), unknownAddress());
        Page again = browser.get(forgotten);
        assertThat(again.has("gatehouse-forgot-form")).isTrue();
        assertThat(Recoveries.enter(again, user.email()).url()).isNotEqualTo(first.url());
        assertThat(Recoveries.asksForPassword(browser.get(recoveries.link(user))))
                .isTrue();
    }

    @Test
    @DisplayName("A page without a login keeps the app through a choice of language, and leads back to it")
    void aPageWithoutALoginKeepsTheApp() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        Page page = browser.get(server.realmUrl() + "/login-actions/reset-credentials?client_id=workspace");
        Page german = browser.get(page.url() + "?kc_locale=de");
        assertThat(german.has("gatehouse-forgot-form")).isTrue();
        Recoveries.enter(german, user.email());
        Page done = Recoveries.choose(recoveries.browser().get(recoveries.link(user)), Recoveries.NEW_PASSWORD);
        assertThat(done.link(server.inbox().url() + "/apps")).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "d29ya3NwYWNlCg",
                "bm8gc3VjaCBhcHAK",
                "YQ",
                "-",
                "____",
                "d29ya3NwYWNlCmphdmFzY3JpcHQ6YWxlcnQoMSk",
                "d29ya3NwYWNlCmh0dHBzOi8vZXZpbC5leGFtcGxlLw"
            })
    void anInventedAppLeadsNowhere(String from) {
        Page page = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot/from/" + from);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.has("gatehouse-forgot-form")).isTrue();
        assertThat(page.html()).doesNotContain("evil.example").doesNotContain("javascript:alert");
    }

    private void flood(String page) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(page))
                .header("X-Forwarded-For", "198.51.100.9")
                .GET()
                .build();
        List<Thread> threads = IntStream.range(0, CONNECTIONS)
                .mapToObj(number -> new Thread(() -> ask(request)))
                .toList();
        threads.forEach(Thread::start);
        threads.forEach(thread -> await().forever().until(() -> !thread.isAlive()));
    }

    private static void ask(HttpRequest request) {
        HttpClient http = Http.client();
        IntStream.range(0, MANY / CONNECTIONS)
                .forEach(number -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                        .join());
    }

    /** The number of entries that the server stores for logins in progress, codes, links and pages. */
    private double kept() {
        return CACHES.stream().mapToDouble(this::entries).sum();
    }

    private double entries(String cache) {
        return server.metricLines()
                .filter(line -> line.startsWith("vendor_statistics_approximate_entries{")
                        && line.contains("cache=\"" + cache + "\""))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric of the cache " + cache));
    }

    private static String unknownAddress() {
        return "n" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test";
    }
}
