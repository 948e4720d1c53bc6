package dev.gatehouse.it.theme;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ReducedMotion;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.it.theme.pages.SmallPicture;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Retakes the pictures of the Admin Console's forms in {@code docs/pictures}. It runs by {@code scripts/update-admin-pictures} only, not
 * with the tests.
 */
class AdminPictures {

    private static final Path FOLDER =
            Path.of(System.getProperty("gatehouse.pages-document")).getParent().resolveSibling("pictures");
    private static final Path FONTS = Path.of(System.getProperty("gatehouse.pictures"), "fonts.conf");
    private static final String STEP = "Gatehouse: security code for suspicious logins";
    private static final double PATIENCE = 60_000;
    private static final int WIDTH = 1100;
    private static final int HEIGHT = 1900;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    void take() {
        try (Chromium chromium = Chromium.withFonts(FONTS);
                BrowserContext profile = chromium.profile(new Browser.NewContextOptions()
                        .setViewportSize(WIDTH, HEIGHT)
                        .setReducedMotion(ReducedMotion.REDUCE))) {
            profile.setDefaultTimeout(PATIENCE);
            Page page = profile.newPage();
            signIn(page);
            settings(page, STEP, "Email users about a new sign-in", "admin-second-step");
            open(page, "authentication/required-actions");
            settings(page, "Gatehouse: gate", "Privileged users", "admin-gate");
            open(page, "authentication/required-actions");
            settings(page, "Gatehouse: access to apps", "Redirect everyone else to", "admin-app-access");
            page.setViewportSize(WIDTH, 640);
            open(page, "authentication/policies");
            page.getByText("Gatehouse: password rules").first().waitFor();
            keep(page.locator("main"), "admin-password-policy");
            open(page, "realm-settings/themes");
            page.getByText("Email theme").first().waitFor();
            keep(page.locator("main"), "admin-themes");
        }
    }

    /**
     * Signs in without a challenge, and shows the flow; the settings are restored before the picture is taken. Not in the mode {@code off}:
     * what it lets pass counts no more once the mode is {@code enforce} again.
     */
    private void signIn(Page page) {
        try (Admin.Restore unchallenged = admin.mfa(Map.of("companyNetworks", "127.0.0.0/8##::1/128"))) {
            page.navigate(console("authentication/" + flow() + "/SPECIFIC_CLIENTS/notBuiltIn"));
            PageTour.signIn(page, realmAdmin(), Admin.PASSWORD);
            page.locator("tr", new Page.LocatorOptions().setHasText(STEP))
                    .last()
                    .waitFor();
        }
        page.reload();
    }

    /** Uses a new page: the console would leave an open form over the next one. */
    private void open(Page page, String path) {
        page.navigate(console(path));
        page.reload();
    }

    /** Opens the settings of a row. */
    private static void settings(Page page, String row, String ready, String name) {
        page.locator("tr", new Page.LocatorOptions().setHasText(row))
                .last()
                .locator("[aria-label=Settings]")
                .click();
        Locator form = page.getByRole(AriaRole.DIALOG).first();
        form.getByText(ready).first().waitFor();
        keep(form, name);
    }

    private static void keep(Locator of, String name) {
        SmallPicture.write(SmallPicture.of(of.screenshot()), FOLDER.resolve(name + ".png"));
    }

    private String console(String path) {
        return server.url() + "/admin/acme/console/#/acme/" + path;
    }

    private Admin.User realmAdmin() {
        Admin.User user = admin.newUser();
        String management = admin.client("realm-management").get("id").asText();
        admin.send(
                "POST",
                "/users/" + user.id() + "/role-mappings/clients/" + management,
                List.of(admin.get("/clients/" + management + "/roles/realm-admin")));
        return user;
    }

    private String flow() {
        for (JsonNode flow : admin.get("/authentication/flows")) {
            if (flow.get("alias").asText().equals("gatehouse browser")) {
                return flow.get("id").asText();
            }
        }
        throw new AssertionError("the reference realm has no flow gatehouse browser");
    }
}
