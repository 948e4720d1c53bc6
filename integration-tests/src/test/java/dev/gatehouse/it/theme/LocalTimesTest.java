package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies in a browser far from the server that pages and emails show its time. */
@Tag("browser")
class LocalTimesTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @ParameterizedTest
    @ValueSource(strings = {"gatehouse", "keycloak.v2"})
    void aPageShowsTheBrowsersTimeAndAnEmailTooOnceAPageHasRunItsScript(String theme) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme));
                Chromium chromium = Chromium.shared();
                BrowserContext profile =
                        chromium.profile(new Browser.NewContextOptions().setTimezoneId("Asia/Tokyo"))) {
            Page page = profile.newPage();
            page.navigate(PageTour.authorization(server.realmUrl(), "workspace", ""));
            PageTour.signIn(page, user, Admin.PASSWORD);
            page.locator("#gatehouse-code-form").waitFor();
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(
                            page.locator("time[data-local]").textContent())
                    .matches("\\d+:\\d\\d.[AP]M"));
            assertThat(page.locator("#gatehouse-intro").textContent()).contains("It works for 10 minutes, until ");
            assertThat(profile.cookies())
                    .anyMatch(cookie -> cookie.name.equals("GATEHOUSE_ZONE") && cookie.value.equals("Asia/Tokyo"));
        }
        // Keycloak's own sign-in page has no script that could tell the zone.
        assertThat(server.inbox().messages(user.email()).get(0).text())
                .containsPattern("until .* " + (theme.equals("gatehouse") ? "JST" : "UTC") + "\\.");
    }
}
