package dev.gatehouse.it.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Report;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/**
 * Replays weeks of logins in a real server whose clock is moved. Verifies that about as many logins are challenged as the admin allows, and
 * that a threshold which an admin sets takes precedence. The property {@code gatehouse.replay.logins} says how many are measured; the users
 * of the replay have no device tokens, so their scores decide.
 */
class TargetRateTest {

    private static final int MEASURED = Integer.getInteger("gatehouse.replay.logins", 2000);
    private static final int USERS = 50;
    private static final int DAYS_TO_LEARN = 14;
    private static final double TARGET = 5;
    private static final double POINTS = 2;
    private static final String FLOW = "gatehouse direct grant";

    @Test
    void aboutAsManyAreChallengedAsTheAdminAllowsUntilOneSetsAThreshold() {
        try (TestServer server = TestServer.with("replay", List.of("--log-level=info"));
                Admin.Restore cheap = server.admin()
                        .realm(Map.of("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)"));
                Admin.Restore observed = server.admin()
                        .mfa(Map.of(
                                "mode", "observe", "targetRate", Double.toString(TARGET), "signInNotice", "false"));
                Replay replay = new Replay(server)) {
            replay.days(DAYS_TO_LEARN);
            Report learned = Report.of(server);
            assertThat(learned.inForce(FLOW).get("why").asText()).isEqualTo("target_rate");

            double before = server.metric("gatehouse_logins_judged_total{realm=\"acme\",verdict=\"would_ask\"}");
            int days = (MEASURED + USERS - 1) / USERS;
            replay.days(days);
            double challenged =
                    server.metric("gatehouse_logins_judged_total{realm=\"acme\",verdict=\"would_ask\"}") - before;
            double rate = 100 * challenged / (days * USERS);
            Report report = Report.of(server);
            System.out.printf(
                    "%d logins of %d users: %.1f %% would be challenged; %s%n",
                    days * USERS, USERS, rate, report.json());
            assertThat(rate).as("percent of %d logins", days * USERS).isCloseTo(TARGET, within(POINTS));
            assertThat(report.inForce(FLOW).get("share").asDouble())
                    .as("of the logins that were counted")
                    .isCloseTo(TARGET, within(POINTS));

            List<Double> thresholds = new ArrayList<>();
            report.json()
                    .get("thresholds")
                    .forEach(line -> thresholds.add(line.get("threshold").asDouble()));
            assertThat(thresholds)
                    .as("for 1, 2, 5 and 10 percent")
                    .hasSize(4)
                    .isSortedAccordingTo((one, other) -> Double.compare(other, one));

            try (Admin.Restore explicit = server.admin().mfa(Map.of("threshold", "90"))) {
                JsonNode place = Report.of(server).inForce(FLOW);
                assertThat(place.get("why").asText()).isEqualTo("explicit");
                double unchallenged =
                        server.metric("gatehouse_logins_judged_total{realm=\"acme\",verdict=\"would_ask\"}");
                replay.days(1);
                assertThat(server.metric("gatehouse_logins_judged_total{realm=\"acme\",verdict=\"would_ask\"}"))
                        .as("an explicit threshold wins")
                        .isEqualTo(unchallenged);
            }
        }
    }

    /**
     * Users who sign in once a day: mostly at home, often on the move or at work, seldom elsewhere, with browsers that are updated over
     * time.
     */
    private static final class Replay implements AutoCloseable {

        private static final double AT_HOME = 0.72;
        private static final double ON_THE_MOVE = 0.9;
        private static final double AT_WORK = 0.97;
        private static final double OTHER_BROWSER = 0.04;
        private static final String[] ELSEWHERE = {
            "193.99.144.", "133.11.0.", "91.198.174.", "193.0.6.", "145.97.39.", "130.89.1."
        };

        private final TestServer server;
        private final ServerClock clock;
        private final HttpClient http = Http.client();
        private final ExecutorService threads = Executors.newFixedThreadPool(4);
        private final Random random = new Random(1);
        private int day;

        Replay(TestServer server) {
            this.server = server;
            this.clock = ServerClock.of(server);
            List<Map<String, Object>> people = new ArrayList<>();
            for (int person = 0; person < USERS; person++) {
                people.add(Map.of(
                        "username",
                        name(person),
                        "email",
                        name(person),
                        "enabled",
                        true,
                        "emailVerified",
                        true,
                        "firstName",
                        "Test",
                        "lastName",
                        "Person",
                        "credentials",
                        List.of(Map.of("type", "password", "value", Admin.PASSWORD, "temporary", false))));
            }
            server.admin().send("POST", "/partialImport", Map.of("ifResourceExists", "FAIL", "users", people));
        }

        void days(int number) {
            for (int more = 0; more < number; more++) {
                day++;
                clock.advance(Duration.ofDays(1));
                List<CompletableFuture<Void>> logins = new ArrayList<>();
                for (int person = 0; person < USERS; person++) {
                    String name = name(person);
                    String address = address(person);
                    String browser = browser(person);
                    logins.add(CompletableFuture.runAsync(() -> login(name, address, browser), threads));
                }
                CompletableFuture.allOf(logins.toArray(CompletableFuture[]::new))
                        .join();
                // Reading the report also saves the counts, which otherwise costs half a minute of the machine's time.
                Report.of(server);
            }
        }

        private String address(int person) {
            double where = random.nextDouble();
            if (where < AT_HOME) {
                return "145.10" + person % 4 + "." + person + ".7";
            }
            if (where < ON_THE_MOVE) {
                return "145.53." + random.nextInt(60) + "." + random.nextInt(1, 250);
            }
            if (where < AT_WORK) {
                return "130.89." + person % 7 + "." + random.nextInt(1, 250);
            }
            return ELSEWHERE[random.nextInt(ELSEWHERE.length)] + random.nextInt(1, 250);
        }

        private String browser(int person) {
            if (random.nextDouble() < OTHER_BROWSER) {
                return HttpBrowser.SAFARI;
            }
            int version = 120 + (day + person) / 28;
            return person % 3 == 0
                    ? "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/"
                            + version + ".0.0.0 Safari/537.36"
                    : "Mozilla/5.0 (X11; Linux x86_64; rv:" + version + ".0) Gecko/20100101 Firefox/" + version + ".0";
        }

        private void login(String name, String address, String browser) {
            String form = "grant_type=password&client_id=mobile&scope=openid&username=" + Admin.encode(name)
                    + "&password=" + Admin.encode(Admin.PASSWORD);
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(server.realmUrl() + "/protocol/openid-connect/token"))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .header("X-Forwarded-For", address)
                    .header("User-Agent", browser)
                    .POST(HttpRequest.BodyPublishers.ofString(form))
                    .build();
            try {
                HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        private static String name(int person) {
            return "person" + person + "@acme.test";
        }

        @Override
        public void close() {
            threads.shutdownNow();
            clock.close();
        }
    }
}
