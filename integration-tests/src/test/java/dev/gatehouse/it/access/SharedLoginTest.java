package dev.gatehouse.it.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that accounts shared by several users are noticed. */
class SharedLoginTest {

    private static final List<String> BROWSERS = List.of(
            HttpBrowser.FIREFOX,
            HttpBrowser.SAFARI,
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @DisplayName("An account in use from too many places at once raises an event and locks no user out")
    void anAccountInUseFromTooManyPlacesRaisesAnEvent() {
        Admin.User user = admin.newUser("agent");
        double before = suspicions();
        List<HttpBrowser> browsers = new ArrayList<>();
        for (int number = 1; number <= 4; number++) {
            assertThat(suspected(user)).as("before the place that is too many").isEmpty();
            HttpBrowser person = server.newBrowser().from("198.51." + number + ".7");
            assertThat(signIn(person, user)).isTrue();
            browsers.add(person);
        }
        assertThat(suspected(user)).hasSize(1);
        assertThat(suspected(user)
                        .get(0)
                        .get("details")
                        .get("gatehouse_too_many")
                        .asText())
                .isEqualTo("places");
        assertThat(suspicions()).isEqualTo(before + 1);
        browsers.forEach(person ->
                assertThat(person.refresh().status()).as("the session goes on").isEqualTo(200));
        assertThat(browsers.get(3).open("workspace").isBackInTheApp()).isTrue();
        assertThat(suspected(user)).as("reported once").hasSize(1);
    }

    @Test
    void aRefreshOfTokensShowsAPlaceToo() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        for (int number = 1; number <= 3; number++) {
            assertThat(suspected(user)).isEmpty();
            assertThat(browser.from("198.51.10" + number + ".7").refresh().status())
                    .isEqualTo(200);
        }
        assertThat(suspected(user)).hasSize(1);
    }

    @Test
    @Tag("smoke")
    void offlineTokensShowAPlaceToo() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page page =
                browser.open("workspace", "scope=openid%20offline_access").enterPassword(user.email(), Admin.PASSWORD);
        page.enterCode(Codes.latest(server, user)).tokens();
        for (int number = 1; number <= 3; number++) {
            assertThat(suspected(user)).isEmpty();
            assertThat(browser.from("198.51.11" + number + ".7").refresh().status())
                    .isEqualTo(200);
        }
        assertThat(suspected(user)).hasSize(1);
    }

    @Test
    void tooManyDevicesInOnePlaceAreReportedToo() {
        Admin.User user = admin.newUser("agent");
        for (String browser : BROWSERS) {
            assertThat(signIn(server.newBrowser().as(browser), user)).isTrue();
        }
        assertThat(suspected(user)).isEmpty();
        try (Admin.Restore strict = admin.action("gatehouse-mfa-gate", Map.of("sharedDevices", "2"))) {
            Admin.User other = admin.newUser("agent");
            for (String browser : BROWSERS) {
                assertThat(signIn(server.newBrowser().as(browser), other)).isTrue();
            }
            assertThat(suspected(other)
                            .get(0)
                            .get("details")
                            .get("gatehouse_too_many")
                            .asText())
                    .isEqualTo("devices");
        }
    }

    @Test
    void aMistakeIsRefusedWhenTheAdminSavesIt() {
        assertThatThrownBy(() -> admin.action("gatehouse-mfa-gate", Map.of("sharedPlaces", "a few")))
                .hasMessageContaining("400");
    }

    private boolean signIn(HttpBrowser browser, Admin.User user) {
        // Emails with codes must be some time apart.
        try (Admin.Restore unchallenged = admin.unsuspicious()) {
            return browser.login("workspace", user).tokens().has("sub");
        }
    }

    private List<JsonNode> suspected(Admin.User user) {
        return admin.events(user).stream()
                .filter(event -> event.path("details")
                        .path("custom_required_action")
                        .asText()
                        .equals("shared_login_suspected"))
                .toList();
    }

    private double suspicions() {
        return server.metric("gatehouse_shared_login_suspected_total{realm=\"acme\"}");
    }
}
