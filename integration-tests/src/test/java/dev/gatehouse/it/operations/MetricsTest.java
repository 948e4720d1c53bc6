package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies the metrics of a real server against the table in {@code docs/operate/metrics-and-alerts.md}. */
class MetricsTest {

    private static final Path DOCUMENT = Path.of(System.getProperty("gatehouse.metrics-document"));
    private static final Pattern ROW = Pattern.compile("\\| `(gatehouse_\\w+)` \\| (\\w+) \\| ([^|]*) \\|.*");
    private static final Pattern TYPE = Pattern.compile("# TYPE (gatehouse_\\w+) (\\w+)");
    private static final Pattern SAMPLE = Pattern.compile("(gatehouse_\\w+)(?:\\{(.*)})? \\S+");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");
    private static final String ANSWERS = "gatehouse_factor_answers_total{factor=\"%s\",outcome=\"%s\",realm=\"acme\"}";
    private static final String REFUSALS = "gatehouse_refusals_total{realm=\"acme\",why=\"%s\"}";
    private static final String CAUSES = "gatehouse_logins_causes_total{cause=\"%s\",realm=\"acme\"}";
    private static final String SENT = "gatehouse_code_mails_total{realm=\"acme\",result=\"sent\"}";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    /** A metric's type, and its labels in alphabetical order. */
    private record Known(String type, Set<String> labels) {}

    @Test
    @DisplayName("A server reports the metrics of the documented table, with their types and labels, and no others")
    void theMetricsAreThoseOfTheTableAndNoOthers() throws Exception {
        everythingThatIsCountedHappens();
        assertThat(reported()).isEqualTo(table());
        assertThat(server.metricLines().filter(line -> line.startsWith("gatehouse_")))
                .as("no label identifies a user")
                .isNotEmpty()
                .noneMatch(line -> line.contains("@") || line.contains("198.51."));
    }

    @Test
    @Tag("smoke")
    void whatUsersDoIsCounted() {
        Admin.User user = admin.newUser("agent");
        double mails = server.metric(SENT);
        double causes = server.metric(CAUSES.formatted("no_history"));
        Page page = server.newBrowser().login("workspace", user);
        assertThat(server.metric(SENT)).isEqualTo(mails + 1);
        assertThat(server.metric(CAUSES.formatted("no_history"))).isEqualTo(causes + 1);

        double wrong = server.metric(ANSWERS.formatted("email", "wrong"));
        double accepted = server.metric(ANSWERS.formatted("email", "accepted"));
        String code = Codes.latest(server, user);
        page = page.enterCode(Codes.wrong(code, 1));
        assertThat(server.metric(ANSWERS.formatted("email", "wrong"))).isEqualTo(wrong + 1);
        assertThat(page.enterCode(code).isBackInTheApp()).isTrue();
        assertThat(server.metric(ANSWERS.formatted("email", "accepted"))).isEqualTo(accepted + 1);
    }

    @Test
    void anAnswerToADirectGrantIsCounted() {
        Admin.User user = admin.newUser("agent");
        String token =
                new DirectGrant(server).call(user, Map.of()).get("mfa_token").asText();
        double accepted = server.metric(ANSWERS.formatted("email", "accepted"));
        assertThat(new DirectGrant(server)
                        .call(user, Map.of("mfa_token", token, "code", Codes.latest(server, user)))
                        .has("access_token"))
                .isTrue();
        assertThat(server.metric(ANSWERS.formatted("email", "accepted"))).isEqualTo(accepted + 1);
    }

    @Test
    void refusalsAreCounted() {
        double refusedAccess = server.metric(REFUSALS.formatted("app_access"));
        double withoutFactor = server.metric(REFUSALS.formatted("no_factor"));
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore optional = admin.optionalEmail()) {
            Admin.User unreachable = admin.newUserWithoutEmail(List.of(), "agent");
            assertThat(server.newBrowser().login("workspace", unreachable).isBackInTheApp())
                    .isFalse();
        }
        assertThat(server.metric(REFUSALS.formatted("no_factor"))).isEqualTo(withoutFactor + 1);

        Admin.User owner = admin.newUser("owner");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("dashboard", owner);
        double tokens = server.metric(REFUSALS.formatted("app_access_tokens"));
        admin.revoke(owner, "owner");
        assertThat(browser.refresh().status()).isEqualTo(400);
        assertThat(server.metric(REFUSALS.formatted("app_access_tokens"))).isEqualTo(tokens + 1);
        assertThat(browser.open("dashboard").isBackInTheApp()).isFalse();
        assertThat(server.metric(REFUSALS.formatted("app_access"))).isEqualTo(refusedAccess + 1);
    }

    @Test
    void aProfileThatCannotBeReadIsCounted() throws SQLException {
        String metric = "gatehouse_profile_failures_total{operation=\"read\"}";
        double before = server.metric(metric);
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        assertThat(server.metric(metric)).isEqualTo(before);
        try (Connection database = server.database();
                PreparedStatement damage =
                        database.prepareStatement("update GH_PROFILE set PROFILE = 'no profile' where USER_ID = ?")) {
            damage.setString(1, user.id());
            assertThat(damage.executeUpdate()).isEqualTo(1);
        }
        browser.signOut().open("workspace").enterPassword(user.email(), Admin.PASSWORD);
        assertThat(server.metric(metric)).isGreaterThan(before);
    }

    /** Causes one event of each metric that has no sample before its first event. */
    private void everythingThatIsCountedHappens() {
        whatUsersDoIsCounted();
        refusalsAreCounted();
        admin.get("/gatehouse/doctor");
        Admin.User shared = admin.newUser("agent");
        try (Admin.Restore strict = admin.action("gatehouse-mfa-gate", Map.of("sharedPlaces", "1"));
                Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            server.newBrowser().from("198.51.7.7").login("workspace", shared).tokens();
            server.newBrowser().from("198.51.8.7").login("workspace", shared).tokens();
            try (Admin.Restore unprepared = admin.realm(Map.of("directGrantFlow", "direct grant"))) {
                new DirectGrant(server).call(admin.newUser("agent"), Map.of());
            }
        }
    }

    private Map<String, Known> reported() {
        Map<String, Set<String>> labels = new TreeMap<>();
        Map<String, String> types = new TreeMap<>();
        server.metricLines().forEach(line -> {
            Matcher type = TYPE.matcher(line);
            Matcher sample = SAMPLE.matcher(line);
            if (type.matches()) {
                // In OpenMetrics only the samples of a counter have the suffix, not its name.
                types.put(type.group(1), type.group(2));
            } else if (sample.matches()) {
                Set<String> names = sample.group(2) == null
                        ? Set.of()
                        : LABEL.matcher(sample.group(2))
                                .results()
                                .map(label -> label.group(1))
                                .collect(Collectors.toSet());
                labels.computeIfAbsent(sample.group(1), missing -> new TreeSet<>())
                        .addAll(names);
            }
        });
        Map<String, Known> reported = new TreeMap<>();
        labels.forEach(
                (name, names) -> reported.put(name, new Known(types.get(name.replaceFirst("_total$", "")), names)));
        return reported;
    }

    private static Map<String, Known> table() throws IOException {
        Map<String, Known> table = new TreeMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> labels = Arrays.stream(row.group(3).split(","))
                        .map(label -> label.replaceAll("[`–\\s]", ""))
                        .filter(label -> !label.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
                table.put(row.group(1), new Known(row.group(2), labels));
            }
        }
        return table;
    }
}
