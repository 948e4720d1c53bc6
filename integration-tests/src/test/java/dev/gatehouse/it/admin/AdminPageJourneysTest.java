package dev.gatehouse.it.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Verifies that administrators get what they want within three clicks from the Admin Console, in which they are signed in: those of the realm
 * and those of {@code master}.
 */
@Tag("browser")
class AdminPageJourneysTest {

    private static final double PATIENCE = 120_000;
    private static final int MOST_TABS = 60;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final PageUsers users = new PageUsers(server);
    private final Admin master = new Admin(server.url(), "master");

    /** Where an administrator is at home. */
    enum Home {
        REALM,
        MASTER
    }

    /** A browser in which an administrator looks at the realm in the Admin Console. */
    private final class Visit implements AutoCloseable {

        private final Admin.Restore theme = master.realm(Map.of("adminTheme", "gatehouse"));
        private final BrowserContext profile =
                Chromium.shared().profile(new Browser.NewContextOptions().setViewportSize(1280, 900));
        private final Page page = profile.newPage();
        private int clicks;

        Visit(Home home, String... roles) {
            profile.setDefaultTimeout(PATIENCE);
            String realm = home == Home.REALM ? server.realm() : "master";
            Admin.User administrator =
                    home == Home.REALM ? users.administrator(roles) : users.masterAdministrator(roles);
            page.navigate(server.url() + "/admin/" + realm + "/console/#/" + server.realm());
            try (Admin.Restore unchallenged = admin.mfa(Map.of("companyNetworks", "127.0.0.0/8##::1/128"))) {
                PageTour.signIn(page, administrator, Admin.PASSWORD);
                page.locator("#gatehouse-link").waitFor();
            }
        }

        Visit click(String selector) {
            page.locator(selector).first().click();
            clicks++;
            return this;
        }

        /** The page, from the console. */
        Visit open() {
            click("#gatehouse-link");
            page.locator("main#main").waitFor();
            assertThat(page.locator("header .realm").innerText()).contains(server.realm());
            return this;
        }

        Visit section(String id) {
            return click("nav a[href*='/admin/" + id + "']");
        }

        Visit find(Admin.User user) {
            page.locator("#q").fill(user.email());
            return click(".search button");
        }

        String shown() {
            assertThat(clicks).isLessThanOrEqualTo(3);
            return page.locator("main").innerText();
        }

        @Override
        public void close() {
            profile.close();
            theme.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Why somebody was challenged an hour ago")
    void whySomebodyWasChallenged(Home home) {
        Admin.User user = users.challenged();
        try (Visit visit = new Visit(home, "view-realm", "view-events", "view-users", "query-users")) {
            visit.open().section("logins").shown();
            assertThat(visit.page
                            .locator("li.finding", new Page.LocatorOptions().setHasText(user.email()))
                            .first()
                            .innerText())
                    .contains("Challenged", "not completed", "workspace", "The user’s first login here");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("Who is challenged most, what two percent would mean, and whether anything is misconfigured")
    void whatTheFirstPageTells(Home home) {
        Admin.User user = users.challenged();
        try (Visit visit = new Visit(home, "realm-admin")) {
            assertThat(visit.open().shown()).contains("Who is challenged most");
            visit.page.locator("#rate").fill("2");
            assertThat(visit.page.locator("#rate-effect").innerText()).startsWith("At 2 percent, the score would");
            visit.click(".card a[href*='/findings']");
            assertThat(visit.shown()).contains("Findings");
            assertThat(visit.page.locator("#found, .good").count()).isPositive();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPersonIsLetInNow(Home home) {
        Admin.User user = admin.newUser("agent");
        try (Visit visit = new Visit(home, "realm-admin")) {
            visit.open().find(user);
            visit.page.locator("#reason").fill("ticket 4711, phone lost");
            visit.click("button[value=let_in_once]").shown();
            assertThat(visit.page.locator("#pass").innerText()).matches("[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAccountIsSignedOutAndLocked(Home home) {
        Admin.User user = admin.newUser("agent");
        new Recoveries(server).browser().loginCompletely("workspace", user);
        try (Visit visit = new Visit(home, "realm-admin")) {
            visit.open().find(user);
            visit.page.locator("#reason").fill("phone stolen");
            assertThat(visit.click("button[value=lock_down]").shown()).contains("The account was locked down");
            assertThat(admin.get("/users/" + user.id() + "/sessions")).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The pilot is widened to everybody from a Monday")
    void thePilotIsWidened(Home home) {
        try (Admin.Restore restored = admin.action("gatehouse-mfa-gate", Map.of("pilot", "owner"));
                Visit visit = new Visit(home, "realm-admin")) {
            visit.open().section("enforcement");
            visit.page.locator("input[name=mode][value=enforce]").check();
            visit.page.locator("#from").fill("2030-01-07T08:00");
            assertThat(visit.click(".fields button.primary").shown()).contains("The settings were saved.");
            JsonNode config = admin.get(PageVisit.GATE).get("config");
            assertThat(config.get("mode").asText()).isEqualTo("enforce");
            assertThat(config.get("pilot").asText()).isEqualTo("owner");
            assertThat(config.get("enforceFrom").asText()).startsWith("2030-01-07T");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoMayOnlyViewSeesNoButtonThatChangesAnything(Home home) {
        Admin.User user = users.challenged();
        try (Visit visit = new Visit(home, "view-realm", "view-events", "view-users", "query-users")) {
            visit.open();
            for (String section : new String[] {"plots", "findings", "enforcement", "logins", "what-if", "users"}) {
                visit.section(section);
                visit.page
                        .locator("nav a[aria-current][href*='/" + section + "']")
                        .waitFor();
                assertThat(visit.page.locator("form[method=post]").count())
                        .as(section)
                        .isZero();
            }
            visit.find(user);
            assertThat(visit.page.locator("main h1").innerText()).isEqualTo(user.email());
            assertThat(visit.page.locator("form[method=post]").count()).isZero();
        }
    }

    @Test
    @DisplayName(
            "By the keyboard alone a person is found and let in, who is challenged is changed, and a table is opened")
    void theKeyboardIsEnough() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore restored = admin.action("gatehouse-mfa-gate", Map.of("mode", "observe"));
                Visit visit = new Visit(Home.REALM, "realm-admin")) {
            Page page = visit.open().page;
            tabTo(page, "#q");
            page.keyboard().type(user.email());
            page.keyboard().press("Enter");
            page.locator("#reason").waitFor();
            tabTo(page, "#reason");
            page.keyboard().type("ticket 4711");
            tabTo(page, "button[value=let_in_once]");
            page.keyboard().press("Enter");
            page.locator("#pass").waitFor();

            tabTo(page, "nav a[href*='/enforcement']");
            page.keyboard().press("Enter");
            page.locator("#pilot").waitFor();
            tabTo(page, "input[name=mode]:checked");
            page.keyboard().press("ArrowDown");
            tabTo(page, ".fields button.primary");
            page.keyboard().press("Enter");
            assertThat(page.locator(".done").innerText()).isEqualTo("The settings were saved.");
            assertThat(admin.get(PageVisit.GATE).at("/config/mode").asText()).isNotEqualTo("observe");

            tabTo(page, "nav a[href$='/gatehouse/admin']");
            page.keyboard().press("Enter");
            page.locator("#rate").waitFor();
            tabTo(page, "#rate");
            String before = page.locator("#rate-effect").innerText();
            page.keyboard().press("ArrowRight");
            assertThat(page.locator("#rate-effect").innerText()).isNotEqualTo(before);
            tabTo(page, "summary");
            page.keyboard().press("Space");
            assertThat(page.locator("#effects").isVisible()).isTrue();
        }
    }

    /** Presses Tab until something has the focus, which is visible at each place on the way. */
    private static void tabTo(Page page, String selector) {
        Locator wanted = page.locator(selector).first();
        for (int tabs = 0; tabs < MOST_TABS; tabs++) {
            page.keyboard().press("Tab");
            Object isMarked = page.evaluate("() => { const style = getComputedStyle(document.activeElement);"
                    + " return document.activeElement === document.body || style.outlineStyle !== 'none'; }");
            assertThat(isMarked)
                    .as(() -> "no visible focus: "
                            + page.evaluate("() => document.activeElement.outerHTML.slice(0, 200)"))
                    .isEqualTo(true);
            if ((boolean) wanted.evaluate("element => element === document.activeElement")) {
                return;
            }
        }
        throw new AssertionError("not reached by the keyboard: " + selector);
    }
}
