package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies in a real browser what an admin reads in Keycloak's Admin Console. */
@Tag("browser")
class AdminConsoleTest {

    private static final String FLOW = "gatehouse browser";
    private static final String STEP = "Gatehouse: security code for suspicious logins";
    private static final double PATIENCE = 120_000;
    private static final List<String> SETTINGS = List.of(
            "mode",
            "targetRate",
            "threshold",
            "lowestThreshold",
            "codeLifetime",
            "deviceLifetime",
            "deviceMaxAge",
            "codeInSubject",
            "acrLevel",
            "acrLevelStronger",
            "emailStandsIn",
            "signInNotice");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @ParameterizedTest
    @ValueSource(strings = {"en", "de"})
    void theSettingsOfTheMfaStepAreNamedInTheAdminsLanguage(String language) {
        Admin.User user = realmAdmin(language);
        try (Chromium chromium = Chromium.shared();
                Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"));
                BrowserContext profile =
                        chromium.profile(new Browser.NewContextOptions().setViewportSize(1400, 1800))) {
            profile.setDefaultTimeout(PATIENCE);
            Page page = profile.newPage();
            page.navigate(server.url() + "/admin/acme/console/#/acme/authentication/" + flow()
                    + "/SPECIFIC_CLIENTS/notBuiltIn");
            PageTour.signIn(page, user, Admin.PASSWORD);
            Locator row = page.locator("tr", new Page.LocatorOptions().setHasText(STEP))
                    .last();
            row.locator("[aria-label=Settings], [aria-label=Einstellungen]").click();
            Locator form = page.getByRole(AriaRole.DIALOG);
            form.getByText(Messages.text(language, "gatehouseAdmin_signInNotice"))
                    .waitFor();
            Chromium.picture(page, "admin-console-settings-" + language);
            for (String setting : SETTINGS) {
                assertThat(form.innerText()).contains(Messages.text(language, "gatehouseAdmin_" + setting));
            }
            assertThat(form.innerText()).doesNotContain("gatehouseAdmin");
        }
    }

    private Admin.User realmAdmin(String language) {
        Admin.User user = admin.newUser();
        String management = admin.client("realm-management").get("id").asText();
        admin.send(
                "POST",
                "/users/" + user.id() + "/role-mappings/clients/" + management,
                List.of(admin.get("/clients/" + management + "/roles/realm-admin")));
        admin.update(user, Map.of("attributes", Map.of("locale", List.of(language))));
        return user;
    }

    private String flow() {
        for (JsonNode flow : admin.get("/authentication/flows")) {
            if (flow.get("alias").asText().equals(FLOW)) {
                return flow.get("id").asText();
            }
        }
        throw new AssertionError("there is no flow " + FLOW);
    }
}
