package dev.gatehouse.it.theme;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dev.gatehouse.it.admin.CountedDays;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.it.theme.pages.SmallPicture;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.server.TestServer;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
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
        new CountedDays(server).fill(DAYS);
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
}
