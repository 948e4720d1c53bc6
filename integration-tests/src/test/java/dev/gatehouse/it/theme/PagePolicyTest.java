package dev.gatehouse.it.theme;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies the content security policy that the theme sets for its pages; the realm's header stays Keycloak's. {@link LoginThemePagesTest}
 * checks every page.
 */
@Tag("browser")
class PagePolicyTest {

    private static Chromium chromium;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @BeforeAll
    static void startTheBrowser() {
        chromium = Chromium.shared();
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"login", "recovery"})
    void aScriptThatGotIntoAPageDoesNotRun(String which) {
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            page.route(url -> url.startsWith(server.realmUrl()), route -> {
                APIResponse answer = route.fetch();
                route.fulfill(
                        new Route.FulfillOptions()
                                .setResponse(answer)
                                .setBody(
                                        answer.text()
                                                .replace(
                                                        "</main>",
                                                        "<script>window.injected = 'script'</script><img src='x' onerror=\"window.injected = 'handler'\"></main>")));
            });
            page.navigate(
                    switch (which) {
                        case "login" -> PageTour.authorization(server.realmUrl(), "workspace", "");
                        default -> server.realmUrl() + "/gatehouse/not-me";
                    });
            page.waitForLoadState();
            assertThat(page.content()).contains("window.injected");
            assertThat(page.evaluate("window.injected ?? 'nothing ran'")).isEqualTo("nothing ran");
        }
    }

    @Test
    @DisplayName("A page that answers a form has an address of its own, so that reloading sends nothing again")
    void thePageAfterAFormCanBeReloaded() {
        Admin.User user = admin.newUser("agent");
        List<String> complaints = new ArrayList<>();
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            page.navigate(PageTour.authorization(server.realmUrl(), "workspace", ""));
            PageTour.signIn(page, user, "wrong");
            assertThat(page.locator(".gh-field-error")).isVisible();
            page.waitForURL(url -> url.contains("execution=") && !url.contains("session_code="));
            List<String> methods = new ArrayList<>();
            page.onRequest(request -> {
                if (request.isNavigationRequest()) {
                    methods.add(request.method());
                }
            });
            page.reload();
            assertThat(methods).containsExactly("GET");
            assertThat(page.locator("#password")).isVisible();
            assertThat(complaints).isEmpty();
        }
    }

    @Test
    void accountConsoleAndAdminConsoleWork() {
        Admin.User user = admin.newUser();
        admin.grantOf("realm-management", user, "realm-admin");
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"));
                BrowserContext profile = chromium.profile()) {
            profile.setDefaultTimeout(120_000);
            Page page = profile.newPage();
            page.navigate(server.realmUrl() + "/account/");
            assertPolicy(page);
            PageTour.signIn(page, user, Admin.PASSWORD);
            page.locator("#email").waitFor();
            page.navigate(server.url() + "/admin/acme/console/#/acme/realm-settings/security-defenses");
            page.getByRole(AriaRole.TAB, new Page.GetByRoleOptions().setName("Brute force detection"))
                    .waitFor();
            assertThat(admin.get("")
                            .at("/browserSecurityHeaders/contentSecurityPolicy")
                            .asText())
                    .doesNotContain("script-src");
        }
    }

    @Test
    @DisplayName("An operator names further hosts, or switches the policy off; what is no host is ignored")
    void aThemeOfOnesOwnWidensThePolicy() throws IOException {
        assertThat(
                        policyOf(
                                "wider",
                                "gatehousePolicyHosts=https://cdn.acme.test 'unsafe-inline' *.acme.test:8443 x;default-src https://a.test/path"))
                .contains("script-src 'self' https://cdn.acme.test *.acme.test:8443 https://a.test;")
                .doesNotContain("unsafe")
                .doesNotContain(" x");
        assertThat(policyOf("without", "gatehousePolicy=off")).isEmpty();
    }

    private String policyOf(String theme, String line) throws IOException {
        Path folder = Files.createDirectories(server.home().resolve("themes/policy-" + theme + "/login"));
        Files.write(folder.resolve("theme.properties"), List.of("parent=gatehouse", line));
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", "policy-" + theme))) {
            Element policy = Jsoup.parse(server.newBrowser().open("workspace").html())
                    .selectFirst("meta[http-equiv=Content-Security-Policy]");
            return policy == null ? "" : policy.attr("content");
        }
    }

    private static void assertPolicy(Page page) {
        String policy = page.locator("meta[http-equiv=Content-Security-Policy]").getAttribute("content");
        assertThat(policy)
                .contains("default-src 'none'")
                .contains("script-src 'self';")
                .doesNotContain("unsafe");
    }
}
