package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifies the database statements of logins, of unchallenged ones compared with the same login in Keycloak's own flow. */
class StatementCountTest {

    private static final int RUNS = 5;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    void aRegularLoginCostsAtMostOneExtraReadAndOneExtraWrite() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);

        List<String> gatehouse = fewest(browser, user);
        admin.overrideBrowserFlow("workspace", "browser");
        List<String> stock;
        try (Admin.Restore gate = admin.disabledAction("gatehouse-mfa-gate");
                Admin.Restore access = admin.disabledAction("gatehouse-app-access")) {
            stock = fewest(browser, user);
        } finally {
            admin.overrideBrowserFlow("workspace", "gatehouse browser");
        }

        List<String> extra = new ArrayList<>(gatehouse);
        stock.forEach(extra::remove);
        String report = "stock: " + stock + "\ngatehouse: " + gatehouse;
        assertThat(extra)
                .as(report)
                .filteredOn(statement -> statement.startsWith("select"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(extra)
                .as(report)
                .filteredOn(statement -> !statement.startsWith("select"))
                .hasSizeLessThanOrEqualTo(1);
        assertThat(gatehouse)
                .as("this test sees the statements of the MFA step")
                .anyMatch(statement -> statement.startsWith("select") && statement.contains("gh_profile"))
                .anyMatch(statement -> statement.startsWith("update") && statement.contains("gh_profile"));
    }

    @Test
    @DisplayName("While a role that the settings name is missing, a regular login costs no more")
    void aMissingRoleMakesNoLoginDearer() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        List<String> whole = fewest(browser, user);
        List<String> lacking;
        try (Admin.Restore missing = admin.uncheckedAction(
                "gatehouse-mfa-gate", Map.of("privileged", "owner##admin##supervisor##nobody-has-this"))) {
            lacking = fewest(browser, user);
        }
        List<String> extra = new ArrayList<>(lacking);
        whole.forEach(extra::remove);
        assertThat(extra).as("whole: " + whole + "\nlacking: " + lacking).isEmpty();
    }

    @Test
    @DisplayName(
            "A typed code makes Keycloak read the account no more by its address: its device is stored after everything else")
    void aTypedCodeReadsNoAccountByItsAddress() {
        Admin.User user = admin.newUser("agent");
        Page asking = server.newBrowser().login("workspace", user);
        assertThat(asking.asksForCode()).isTrue();
        String code = Codes.latest(server, user);

        count();
        assertThat(asking.enterCode(code).isBackInTheApp()).isTrue();

        assertThat(settled())
                .as("this test sees that the device is stored")
                .anyMatch(statement -> statement.startsWith("insert into credential"))
                .noneMatch(statement -> statement.contains("from user_entity") && statement.contains(".email=?"));
    }

    @Test
    @DisplayName("The first page lists no identity providers to learn whether a company may be meant, unless it has to")
    void theFirstPageListsNoProviders() {
        server.newBrowser().open("workspace");

        count();
        assertThat(server.newBrowser().open("workspace").has("username")).isTrue();

        assertThat(settled()).noneMatch(statement -> statement.contains("identity_provider"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("An agent who comes through the company costs at most one extra read and is not challenged")
    void anAgentThroughTheCompanyCostsAtMostOneExtraRead(Company company) {
        Admin.User agent = company.newMember(server, "agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", agent.email()).tokens();

        Supplier<Page> login = () -> {
            Page atCompany = browser.signOut().open("workspace").enterEmail(agent.email());
            assertThat(atCompany.url()).contains("/realms/partner/");
            count();
            return atCompany.enterPassword(agent.email(), Admin.PASSWORD);
        };
        List<String> gatehouse = fewest(login);
        List<String> stock;
        try (Admin.Restore gate = admin.disabledAction("gatehouse-mfa-gate");
                Admin.Restore access = admin.disabledAction("gatehouse-app-access");
                Admin.Restore bare = admin.withoutPostLoginFlow(company.provider())) {
            stock = fewest(login);
        }
        List<String> extra = new ArrayList<>(gatehouse);
        stock.forEach(extra::remove);
        String report = "stock: " + stock + "\ngatehouse: " + gatehouse;
        assertThat(stock).as("this test sees the statements of a login").isNotEmpty();
        // Keycloak looks the account up by its address, as its own page for the address has done before. Gatehouse's
        // page looks no account
        // up.
        List<String> byAddress = extra.stream()
                .filter(statement -> statement.contains("from user_entity") && statement.contains(".email=?"))
                .toList();
        assertThat(byAddress).as(report).hasSizeLessThanOrEqualTo(2);
        extra.removeAll(byAddress);
        assertThat(extra)
                .as(report)
                .filteredOn(statement -> statement.startsWith("select"))
                .hasSizeLessThanOrEqualTo(1);
        // Keycloak's own event that a post login flow was run.
        assertThat(extra)
                .as(report)
                .filteredOn(statement -> !statement.startsWith("select"))
                .hasSizeLessThanOrEqualTo(1)
                .allMatch(statement -> statement.startsWith("insert into event_entity"));
        assertThat(server.inbox().messages(agent.email())).isEmpty();
    }

    private List<String> fewest(HttpBrowser browser, Admin.User user) {
        return fewest(() -> {
            Page form = browser.signOut().open("workspace");
            count();
            return form.enterPassword(user.email(), Admin.PASSWORD);
        });
    }

    private void count() {
        execute("set QUERY_STATISTICS false");
        execute("set QUERY_STATISTICS true");
    }

    /**
     * Returns the statements of the cheapest of a few logins: by then caches are warm, and no housekeeping ran beside it.
     *
     * @param login signs in, and starts the count before the part that is measured
     */
    private List<String> fewest(Supplier<Page> login) {
        List<String> fewest = null;
        for (int run = 0; run <= RUNS; run++) {
            Page page = login.get();
            assertThat(page.isBackInTheApp()).isTrue();
            List<String> statements = settled();
            if (fewest == null || statements.size() < fewest.size()) {
                fewest = statements;
            }
        }
        return fewest;
    }

    /** The statements that the database has counted. */
    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        try (Connection database = server.database();
                Statement statement = database.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select SQL_STATEMENT, EXECUTION_COUNT from INFORMATION_SCHEMA.QUERY_STATISTICS")) {
            while (rows.next()) {
                String sql = rows.getString(1).strip().toLowerCase(Locale.ROOT);
                boolean isRead = sql.startsWith("select") && !sql.contains("information_schema");
                boolean isWrite = sql.startsWith("insert")
                        || sql.startsWith("update")
                        || sql.startsWith("delete")
                        || sql.startsWith("merge");
                if (isRead || isWrite) {
                    statements.addAll(Collections.nCopies(rows.getInt(2), sql));
                }
            }
            return statements;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private void execute(String sql) {
        try (Connection database = server.database();
                Statement statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** The statements, once none was added for a while: the profile is written after the response. */
    private List<String> settled() {
        AtomicReference<List<String>> last = new AtomicReference<>(List.of());
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(100))
                .during(Duration.ofMillis(500))
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    List<String> now = statements().stream().sorted().toList();
                    return last.getAndSet(now).equals(now);
                });
        return last.get();
    }
}
