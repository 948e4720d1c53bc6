package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies the page for administrators in a browser: what they want to know and do is few clicks away, with and without a script. */
class AdminPageTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> SECTIONS =
            List.of("", "plots", "findings", "enforcement", "logins", "what-if", "users");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final PageUsers users = new PageUsers(server);
    private final Admin.User administrator = users.administrator("realm-admin");

    /** A browser in which an administrator is signed in. */
    private final class Visit implements AutoCloseable {

        private final BrowserContext profile;
        private final Page page;
        private int clicks;

        Visit(Browser.NewContextOptions options) {
            this(options, administrator);
        }

        Visit(Browser.NewContextOptions options, Admin.User user) {
            profile = Chromium.shared().profile(options);
            page = profile.newPage();
            try (Admin.Restore unchallenged = admin.mfa(Map.of("companyNetworks", "127.0.0.0/8##::1/128"))) {
                page.navigate(url(""));
                link("a.primary");
                PageTour.signIn(page, user, Admin.PASSWORD);
                page.locator("nav").first().waitFor();
            }
            clicks = 0;
        }

        /** Follows a link of the navigation. */
        void section(String id) {
            link("nav a[href*='/admin" + (id.isEmpty() ? "" : "/" + id) + "']");
        }

        void link(String selector) {
            page.locator(selector).first().click();
            clicks++;
        }

        @Override
        public void close() {
            profile.close();
        }
    }

    @Test
    @DisplayName("Why somebody was challenged is one click away from the page's beginning, with the reasons in words")
    void whySomebodyWasChallenged() {
        Admin.User user = users.challenged();
        try (Visit visit = new Visit(new Browser.NewContextOptions())) {
            visit.section("logins");

            String shown = visit.page
                    .locator("li.finding", new Page.LocatorOptions().setHasText(user.email()))
                    .first()
                    .innerText();
            assertThat(shown).contains("Challenged", "not completed", "workspace", "The user’s first login here");
            assertThat(visit.clicks).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void whoIsChallengedMostAndWhatTwoPercentMeansIsOnTheFirstPage() {
        try (Visit visit = new Visit(new Browser.NewContextOptions())) {
            assertThat(visit.page.locator("#most-title").innerText()).isEqualTo("Who is challenged most");
            visit.page.locator("#rate").fill("2");
            assertThat(visit.page.locator("#rate-effect").innerText()).startsWith("At 2 percent, the score would");
            assertThat(visit.page.locator("#rate").getAttribute("aria-valuetext"))
                    .isEqualTo("2 percent");
        }
    }

    @Test
    void withoutAScriptTheSliderIsSentByItsButton() {
        try (Visit visit = new Visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            visit.page.navigate(url("?rate=2"));
            assertThat(visit.page.locator("#rate-effect").innerText()).startsWith("At 2 percent, the score would");
        }
    }

    @Test
    @DisplayName("A finding leads to the changes that close it, which are applied and undone")
    void aFindingIsFixedAndUndone() {
        try (Admin.Restore unbound = admin.realm(Map.of("resetCredentialsFlow", "reset credentials"));
                Visit visit = new Visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            visit.section("findings");
            assertThat(visit.page.locator("#found").innerText()).startsWith("Findings: ");
            visit.page.navigate(url("/findings?fix=recovery"));
            assertThat(visit.page.locator("main").innerText()).contains("Nothing has been changed yet");
            visit.page
                    .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Apply"))
                    .click();
            assertThat(visit.page.locator(".done").innerText()).isEqualTo("The changes were applied.");
            assertThat(admin.get("").get("resetCredentialsFlow").asText()).isNotEqualTo("reset credentials");

            visit.page
                    .locator("form", new Page.LocatorOptions().setHasText("Undo recovery"))
                    .locator("button")
                    .first()
                    .click();

            assertThat(visit.page.locator(".done").innerText()).isEqualTo("The step was undone.");
            assertThat(admin.get("").get("resetCredentialsFlow").asText()).isEqualTo("reset credentials");
        }
    }

    @Test
    @DisplayName("A person is let in once and locked down from a page that is three clicks away")
    void aPersonIsHelped() {
        Admin.User user = admin.newUser("agent");
        new Recoveries(server).browser().loginCompletely("workspace", user);
        try (Visit visit = new Visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            visit.section("users");
            visit.page.locator("#q").fill(user.email());
            visit.link(".search button");
            assertThat(visit.clicks).isLessThanOrEqualTo(3);
            visit.page.locator("#reason").fill("ticket 4711, phone lost");
            visit.page.locator("button[value=let_in_once]").click();
            assertThat(visit.page.locator("#pass").innerText()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
            assertThat(visit.page.url())
                    .doesNotContain(visit.page.locator("#pass").innerText());

            visit.page.locator("#reason").fill("phone stolen");
            visit.page.locator("button[value=lock_down]").click();

            assertThat(visit.page.locator(".done").innerText()).startsWith("The account was locked down");
            assertThat(admin.get("/users/" + user.id() + "/sessions").size()).isZero();
            assertThat(events("lock-down")).anyMatch(event -> event.toString().contains("phone stolen"));
        }
    }

    @Test
    @DisplayName(
            "The pilot is widened to everybody from a Monday, in the administrator's time zone, by a login that is fresh")
    void thePilotIsWidened() {
        try (Admin.Restore restored = admin.action("gatehouse-mfa-gate", Map.of("pilot", "owner"));
                Visit visit = new Visit(new Browser.NewContextOptions().setTimezoneId("Europe/Berlin"))) {
            visit.section("enforcement");
            visit.page.reload();
            visit.page.locator("input[name=mode][value=enforce]").check();
            visit.page.locator("#pilot").fill("agent");
            visit.page.locator("#from").fill("2030-01-07T08:00");
            visit.page.locator(".fields button.primary").click();

            assertThat(visit.page.locator("main").innerText())
                    .contains("The settings were saved.", "It reaches the pilot only.");
            JsonNode config = admin.get(PageVisit.GATE).get("config");
            assertThat(config.get("enforceFrom").asText()).isEqualTo("2030-01-07T08:00+01:00");
            assertThat(config.get("pilot").asText()).isEqualTo("agent");
        }
    }

    @Test
    void aSettingThatMakesNoSenseIsRefusedWithTheReasonAndNothingTypedIsLost() {
        try (Visit visit = new Visit(new Browser.NewContextOptions())) {
            visit.section("enforcement");
            visit.page.locator("#targetRate").fill("2000");
            visit.page.locator("#pilot").fill("agent");
            visit.page.locator(".fields button.primary").click();

            assertThat(visit.page.locator(".problem").first().innerText()).contains("50");
            assertThat(visit.page.locator("#pilot").inputValue()).isEqualTo("agent");
            assertThat(visit.page.locator("#targetRate").inputValue()).isEqualTo("2000");
        }
    }

    @Test
    @DisplayName("What if shows the verdict and the terms of a login, and what somebody says about a login is kept")
    void whatIfAndFeedback() {
        Admin.User user = users.challenged();
        try (Visit visit = new Visit(new Browser.NewContextOptions().setJavaScriptEnabled(false))) {
            visit.section("what-if");
            visit.page.locator("#user").fill(user.email());
            visit.page.locator("#address").fill("8.8.8.8");
            visit.page.locator("#client").fill("workspace");
            visit.page.locator(".fields button.primary").click();
            assertThat(visit.page.locator("#answer").innerText()).contains("Is challenged", "Code by email");

            visit.section("logins");
            visit.page
                    .locator("li.finding", new Page.LocatorOptions().setHasText(user.email()))
                    .first()
                    .locator("button[value=it_was_not]")
                    .click();

            assertThat(visit.page.locator(".done").innerText()).startsWith("It was kept");
            assertThat(visit.page.locator("button[value=lock_down]").count()).isEqualTo(1);
        }
    }

    @Test
    void whoMayOnlyViewSeesNoButtonThatChangesAnything() {
        Admin.User viewer = users.administrator("view-realm", "view-events", "view-users", "query-users");
        try (Visit visit = new Visit(new Browser.NewContextOptions(), viewer)) {
            for (String section : SECTIONS) {
                visit.page.navigate(url(section.isEmpty() ? "" : "/" + section));
                assertThat(visit.page.locator("form[method=post]").count())
                        .as(section)
                        .isZero();
            }
            visit.page.navigate(url("/users/" + viewer.id()));
            assertThat(visit.page.locator("form[method=post]").count()).isZero();
        }
    }

    @Test
    @DisplayName("The Admin Console links to the page")
    void theAdminConsoleLinksToThePage() {
        try (Visit visit = new Visit(new Browser.NewContextOptions())) {
            visit.page.navigate(server.url() + "/admin/" + server.realm() + "/console/");
            visit.page.locator("#gatehouse-link").click();
            visit.page.locator("#most-title").waitFor();
        }
    }

    @ParameterizedTest
    @CsvSource({"en, 1280, LIGHT", "de, 390, DARK", "ar, 390, LIGHT", "ar, 1280, DARK"})
    void everySectionIsAccessibleAndFits(String language, int width, ColorScheme colors) {
        Admin.User user = admin.newUser("agent");
        new Recoveries(server).browser().login("workspace", user);
        List<String> faults = new ArrayList<>();
        try (Visit visit = new Visit(new Browser.NewContextOptions()
                .setViewportSize(width, 900)
                .setColorScheme(colors)
                .setLocale(language))) {
            List<String> paths = new ArrayList<>(SECTIONS.stream()
                    .map(section -> section.isEmpty() ? "" : "/" + section)
                    .toList());
            paths.add("/users/" + user.id());
            paths.add("/findings?fix=amr");
            paths.add("/what-if?user=" + user.id() + "&address=8.8.8.8&client=workspace");
            for (String path : paths) {
                visit.page.navigate(url(path + (path.contains("?") ? "&" : "?") + "kc_locale=" + language));
                Chromium.picture(visit.page, "admin-page-" + language + "-" + width + path.replaceAll("\\W+", "-"));
                Chromium.violations(visit.page, "html").forEach(fault -> faults.add(path + ": " + fault));
                Object overflow = visit.page.evaluate("document.documentElement.scrollWidth - innerWidth");
                if (((Number) overflow).intValue() > 0) {
                    faults.add(path + ": " + overflow + " pixels wider than the window");
                }
                if (visit.page.content().contains("gatehouseAdmin_")) {
                    faults.add(path + ": a text is missing");
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/plots", "/plots?days=90", "/findings", "/enforcement", "/logins", "/what-if", "/users"})
    @DisplayName("A section loads at most 40 kB with 90 days of data, and nothing from elsewhere")
    void aSectionLoadsAtMostFortyKilobytesAndNothingFromElsewhere(String section) throws SQLException {
        try (CountedDays counted = new CountedDays(server).fill(90);
                Visit visit = new Visit(new Browser.NewContextOptions())) {
            List<String> foreign = new ArrayList<>();
            long[] bytes = {0};
            visit.page.onResponse(response -> {
                if (!response.url().startsWith(server.url()) && !response.url().startsWith("data:")) {
                    foreign.add(response.url());
                } else if (response.url().startsWith(server.url())) {
                    bytes[0] += response.request().sizes().responseBodySize;
                }
            });
            visit.page.navigate(url(section));
            visit.page.waitForLoadState();
            await().atMost(PATIENCE).until(() -> bytes[0] > 0);
            assertThat(foreign).isEmpty();
            assertThat(bytes[0]).isLessThan(40 * 1024);
        }
    }

    private String url(String path) {
        return server.realmUrl() + "/gatehouse/admin" + path;
    }

    private List<JsonNode> events(String act) {
        List<JsonNode> found = new ArrayList<>();
        admin.get("/admin-events?max=50").forEach(event -> {
            if (event.path("resourcePath").asText().endsWith("/" + act)) {
                found.add(event);
            }
        });
        return found;
    }
}
