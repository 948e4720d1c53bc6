package dev.gatehouse.it.theme;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.it.theme.pages.SmallPicture;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.server.TestServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Retakes the pictures of the page for administrators in {@code docs/pictures}. It runs by {@code scripts/update-admin-pictures} only, not
 * with the tests. The counts of the days are made up, but the page reads them as it reads others.
 */
class AdminPagePictures {

    private static final Path FOLDER =
            Path.of(System.getProperty("gatehouse.pages-document")).getParent().resolveSibling("pictures");
    private static final Path FONTS = Path.of(System.getProperty("gatehouse.pictures"), "fonts.conf");
    private static final int DAYS = 30;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    void take() throws SQLException {
        fillDays();
        Admin.User user = admin.newUserNamed("erin", "erin@acme.test", "agent");
        new HttpBrowser(server).login("workspace", user);
        Admin.User administrator = admin.newUserNamed("olga", "olga@acme.test");
        admin.grantOf("realm-management", administrator, "realm-admin");
        try (Chromium chromium = Chromium.withFonts(FONTS);
                BrowserContext profile = chromium.profile(new Browser.NewContextOptions()
                        .setViewportSize(1100, 800)
                        .setReducedMotion(ReducedMotion.REDUCE))) {
            Page page = profile.newPage();
            try (Admin.Restore unchallenged = admin.mfa(Map.of("companyNetworks", "127.0.0.0/8##::1/128"))) {
                page.navigate(url(""));
                page.locator("a.primary").click();
                PageTour.signIn(page, administrator, Admin.PASSWORD);
                page.locator("nav").first().waitFor();
            }
            take(page, "", "page-overview", 1700);
            take(page, "/logins", "page-logins", 620);
            take(page, "/what-if?user=erin&address=8.8.8.8&client=workspace", "page-what-if", 900);
            take(page, "/users/" + user.id(), "page-user", 900);
        }
    }

    private void take(Page page, String path, String name, int height) {
        page.setViewportSize(1100, height);
        page.navigate(url(path));
        page.waitForLoadState();
        SmallPicture.write(SmallPicture.of(page.screenshot()), FOLDER.resolve(name + ".png"));
    }

    private String url(String path) {
        return server.realmUrl() + "/gatehouse/admin" + path;
    }

    private void fillDays() throws SQLException {
        String realm = admin.get("").get("id").asText();
        Random random = new Random(4711);
        try (Connection connection = server.database();
                PreparedStatement insert = connection.prepareStatement(
                        "insert into GH_POPULATION (REALM_ID, KIND, NAME, WEIGHT) values (?, ?, ?, ?)")) {
            for (int back = 1; back < DAYS; back++) {
                LocalDate day = LocalDate.now(ZoneOffset.UTC).minusDays(back);
                boolean isWeekend = day.getDayOfWeek().getValue() > 5;
                for (Map.Entry<String, Integer> row :
                        day(isWeekend ? 90 : 420, random).entrySet()) {
                    insert.setString(1, realm);
                    insert.setString(2, "day:" + day);
                    insert.setString(3, row.getKey());
                    insert.setDouble(4, row.getValue());
                    insert.addBatch();
                }
            }
            insert.executeBatch();
        }
    }

    private static Map<String, Integer> day(int logins, Random random) {
        int asked = logins * (3 + random.nextInt(3)) / 100;
        Map<String, Integer> rows = new LinkedHashMap<>();
        rows.put("ALL/PASSED/", logins - asked);
        rows.put("ALL/ASKED/", asked);
        List.of("dashboard", "workspace", "mobile").forEach(app -> {
            rows.put("CLIENT/PASSED/" + app, (logins - asked) / 3);
            rows.put("CLIENT/ASKED/" + app, asked / 3 + random.nextInt(3));
        });
        rows.put("CAUSE/ASKED/score", asked * 2 / 3);
        rows.put("CAUSE/ASKED/no_history", asked / 3);
        rows.put("REASON/ASKED/device_unknown", asked);
        rows.put("REASON/ASKED/country_new", asked / 2);
        rows.put("REASON/ASKED/provider_known", asked / 4);
        rows.put("COUNTRY/ASKED/DE", asked / 2);
        rows.put("COUNTRY/ASKED/AT", asked / 4);
        rows.put("COUNTRY/PASSED/DE", logins - asked);
        for (int login = 0; login < logins; login++) {
            double score = Math.min(12, -9 + 2.6 * random.nextGaussian() + (random.nextInt(20) == 0 ? 9 : 0));
            rows.merge("SCORE/" + (int) Math.floor((score + 25) / 0.25), 1, Integer::sum);
        }
        rows.put("MAIL/SENT", asked + 1);
        rows.put("MAIL/REFUSED", random.nextInt(10) == 0 ? 1 : 0);
        rows.put("ANSWER/ACCEPTED/email", asked - 1);
        rows.put("ANSWER/WRONG/email", random.nextInt(4));
        rows.put("CODE/GIVEN", asked + 1);
        rows.put("CODE/TRIED", asked);
        rows.put("LATENCY/UP_TO_10", asked / 4);
        rows.put("LATENCY/UP_TO_30", asked / 2);
        rows.put("LATENCY/UP_TO_60", asked / 5);
        rows.values().removeIf(times -> times == 0);
        return rows;
    }
}
