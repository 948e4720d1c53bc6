package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.Cluster;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * Cases which verify that the dashboard, evaluated on the metrics of both nodes, has the numbers of the page for administrators. Skipped
 * without promtool.
 */
public abstract class DashboardClusterCases {

    private static final Path FOLDER = Path.of(System.getProperty("gatehouse.work"), "dashboard");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LIFE_OF_A_CODE = Duration.ofMinutes(10);
    private static final int MINUTES = GrafanaDashboard.HOURS * 60;

    private static final int RIGHT = 20;
    private static final int WRONG_FIRST = 8;
    private static final int MAIL_REFUSED_FIRST = 4;
    private static final int LATE = 5;
    private static final int GIVEN_UP = 3;
    private static final int KNOWN = 5;
    private static final int OBSERVED = 5;

    private final GrafanaDashboard dashboard = new GrafanaDashboard();
    private int turn;

    /** The cluster under test. */
    protected abstract Cluster cluster();

    @Test
    void promtoolFindsNoFaultInAnyQueryOfTheDashboard() {
        Promtool.assume();
        StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
        int number = 0;
        for (GrafanaDashboard.Query query : dashboard.queries(server().realm())) {
            rules.append("      - record: query").append(++number).append("\n        expr: ");
            rules.append(quoted(query.expression())).append('\n');
        }
        assertThat(number).isGreaterThan(30);
        Promtool.checkRules(FOLDER, rules.toString());
    }

    @Test
    @DisplayName("After 50 logins at two nodes, the dashboard has the numbers of the page for administrators")
    void theDashboardHasTheNumbersOfThePage() {
        Promtool.assume();
        AdminPageTables page = new AdminPageTables(server());
        ScrapedMetrics scraped = new ScrapedMetrics(
                Map.of("node-1", cluster().first(), "node-2", cluster().second()));
        for (TestServer node : List.of(cluster().first(), cluster().second())) {
            String started = "gatehouse_logins_completed_total{outcome=\"passed\",realm=\"" + node.realm() + "\"} ";
            await().atMost(PATIENCE).until(() -> node.metricLines().anyMatch(line -> line.startsWith(started)));
        }
        SortedMap<String, SortedMap<String, Long>> before = read(page);
        scraped.scrape();

        fiftyLogins(scraped);

        SortedMap<String, SortedMap<String, Long>> counted = difference(before, read(page));
        assertThat(counted).isEqualTo(happened());
        Promtool.testRules(FOLDER, tests(scraped, counted));
    }

    /** What the page must have counted. */
    private static Map<String, Map<String, Long>> happened() {
        int challenged = RIGHT + WRONG_FIRST + MAIL_REFUSED_FIRST;
        return Map.of(
                "Logins",
                        Map.of(
                                "Challenged", (long) challenged,
                                "Would have been challenged", (long) OBSERVED,
                                "Passed", (long) KNOWN),
                "Emails with codes",
                        Map.of(
                                "Sent",
                                (long) challenged + LATE + GIVEN_UP,
                                "Refused by the mail server",
                                (long) MAIL_REFUSED_FIRST,
                                "Not confirmed",
                                0L),
                "Codes",
                        Map.of(
                                "Right", (long) challenged,
                                "Wrong", (long) WRONG_FIRST,
                                "Too late", (long) LATE,
                                "Never typed", (long) LATE + GIVEN_UP));
    }

    private void fiftyLogins(ScrapedMetrics scraped) {
        List<Known> devices = new ArrayList<>();
        times(RIGHT, scraped, () -> {
            Known device = new Known(newUser(), server().newBrowser());
            Page challenge = next(() -> device.browser().login("workspace", device.user()));
            devices.add(device);
            return next(() -> challenge.enterCode(code(device.user()))).isBackInTheApp();
        });
        times(WRONG_FIRST, scraped, () -> {
            Admin.User user = newUser();
            Page challenge = next(() -> server().newBrowser().login("workspace", user));
            String code = code(user);
            Page again = next(() -> challenge.enterCode(Codes.wrong(code, 1)));
            return next(() -> again.enterCode(code)).isBackInTheApp();
        });
        times(MAIL_REFUSED_FIRST, scraped, () -> {
            Admin.User user = newUser();
            Page unsent =
                    withoutMailServer(() -> next(() -> server().newBrowser().login("workspace", user)));
            Page challenge = next(unsent::send);
            return next(() -> challenge.enterCode(code(user))).isBackInTheApp();
        });
        times(LATE, scraped, () -> {
            Admin.User user = newUser();
            Page challenge = inThePast(() -> next(() -> server().newBrowser().login("workspace", user)));
            return next(() -> challenge.enterCode(code(user))).error().startsWith("The security code has expired");
        });
        times(GIVEN_UP, scraped, () -> {
            Admin.User user = newUser();
            return next(() -> server().newBrowser().login("workspace", user)).hasCodeField();
        });
        times(KNOWN, scraped, () -> {
            Known device = devices.remove(0);
            return next(() -> device.browser().signOut().login("workspace", device.user()))
                    .isBackInTheApp();
        });
        try (Admin.Restore observing = server().admin().mfa(Map.of("mode", "observe"))) {
            times(OBSERVED, scraped, () -> {
                Admin.User user = newUser();
                return next(() -> server().newBrowser().login("workspace", user))
                        .isBackInTheApp();
            });
        }
    }

    /** A user and the browser that is known. */
    private record Known(Admin.User user, HttpBrowser browser) {}

    private static void times(int number, ScrapedMetrics scraped, Supplier<Boolean> login) {
        for (int i = 0; i < number; i++) {
            assertThat(login.get()).isTrue();
            scraped.scrape();
        }
    }

    /** Runs one request of a login while every request is answered by one node, the other one than last time. */
    private <T> T next(Supplier<T> request) {
        cluster().onlyTo(turn++ % 2 == 0 ? cluster().first() : cluster().second());
        return request.get();
    }

    private <T> T withoutMailServer(Supplier<T> request) {
        server().inbox().outage(true);
        try {
            return request.get();
        } finally {
            server().inbox().outage(false);
        }
    }

    private <T> T inThePast(Supplier<T> request) {
        Duration back = LIFE_OF_A_CODE.plusSeconds(1).negated();
        try (ServerClock first = ServerClock.of(cluster().first()).advance(back);
                ServerClock second = ServerClock.of(cluster().second()).advance(back)) {
            return request.get();
        }
    }

    /** The page, after both nodes have saved what they counted. */
    private SortedMap<String, SortedMap<String, Long>> read(AdminPageTables page) {
        cluster().onlyTo(cluster().second());
        page.sums();
        cluster().onlyTo(cluster().first());
        return page.sums();
    }

    private static SortedMap<String, SortedMap<String, Long>> difference(
            SortedMap<String, SortedMap<String, Long>> before, SortedMap<String, SortedMap<String, Long>> after) {
        SortedMap<String, SortedMap<String, Long>> difference = new TreeMap<>();
        for (String table : happened().keySet()) {
            SortedMap<String, Long> columns = new TreeMap<>();
            after.get(table)
                    .forEach((name, sum) -> columns.put(
                            name,
                            sum - before.getOrDefault(table, new TreeMap<>()).getOrDefault(name, 0L)));
            difference.put(table, columns);
        }
        return difference;
    }

    private String tests(ScrapedMetrics scraped, SortedMap<String, SortedMap<String, Long>> page) {
        StringBuilder tests = new StringBuilder("rule_files: []\ntests:\n  - interval: 1m\n    input_series:\n");
        scraped.series(MINUTES).forEach(tests::append);
        tests.append("    promql_expr_test:\n");
        page.forEach((panel, columns) -> columns.forEach((legend, number) -> expect(tests, panel, legend, number)));
        long all = RIGHT + WRONG_FIRST + MAIL_REFUSED_FIRST + LATE + GIVEN_UP + KNOWN + OBSERVED;
        assertThat(all).isEqualTo(50);
        expect(tests, "Assessed", "assessed", all);
        return tests.toString();
    }

    private void expect(StringBuilder tests, String panel, String legend, long number) {
        String expression = dashboard.query(server().realm(), panel, legend).expression();
        tests.append("      - expr: ").append(quoted(expression));
        tests.append("\n        eval_time: ").append(MINUTES).append("m\n        exp_samples:\n");
        tests.append("          - labels: '{}'\n            value: ")
                .append(number)
                .append('\n');
    }

    /** As YAML writes a text. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private TestServer server() {
        return cluster().first();
    }

    private Admin.User newUser() {
        return server().admin().newUser("agent");
    }

    private String code(Admin.User user) {
        return Codes.latest(server(), user);
    }
}
