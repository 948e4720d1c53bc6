package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The user profile of the reference realm keeps the attribute {@code zoneinfo}, and times are shown in that zone. */
class TimeZoneTest {

    private static final String TOKYO = "133.11.0.1";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @DisplayName("A user chooses a time zone in the account")
    void aUserChoosesATimeZoneInTheAccount() throws IOException {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace");
                Admin.Restore unasked = admin.mfa(Map.of("mode", "off"))) {
            browser.login("workspace", user).tokens();
            AccountApi account = new AccountApi(server, browser);
            ObjectNode profile =
                    (ObjectNode) Admin.JSON.readTree(account.get("/").body());
            profile.withObject("/attributes").putArray("zoneinfo").add("Asia/Tokyo");
            HttpResponse<String> saved = account.post("/", profile.toString());
            assertThat(saved.statusCode()).as(saved.body()).isEqualTo(204);
        }
        assertThat(admin.get("/users/" + user.id()).at("/attributes/zoneinfo/0").asText())
                .isEqualTo("Asia/Tokyo");
    }

    @Test
    @DisplayName("Pages and emails show times in the user's time zone")
    void pagesAndEmailsShowTimesInTheUsersTimeZone() {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("attributes", Map.of("zoneinfo", List.of("Asia/Tokyo"))));

        Page page = server.newBrowser().login("workspace", user);
        assertThat(page.text()).containsPattern("It works for 10 minutes, until \\w[^.]* JST\\.");
        assertThat(page.html()).contains("<time datetime=").doesNotContain("data-local");
        assertThat(server.inbox().messages(user.email()).get(0).text())
                .containsPattern("It works once, for 10 minutes, until \\w[^.]* JST\\.");
    }

    @Test
    @DisplayName("An email shows times in the zone that the browser names, otherwise in that of its country")
    void anEmailShowsTimesInTheBrowsersZone() {
        assertThat(emailTo(naming("Asia/Kolkata", server.newBrowser()))).containsPattern("When: .* IST");
        assertThat(emailTo(server.newBrowser().from(TOKYO))).containsPattern("When: .* JST");
        assertThat(emailTo(naming("Mars/Olympus<script>", server.newBrowser().from(TOKYO))))
                .as("hostile")
                .containsPattern("When: .* JST");
        assertThat(emailTo(server.newBrowser())).as("nothing is known").containsPattern("When: .* UTC");
    }

    private static HttpBrowser naming(String zone, HttpBrowser browser) {
        browser.cookies().put("GATEHOUSE_ZONE", zone);
        return browser;
    }

    private String emailTo(HttpBrowser browser) {
        Admin.User user = admin.newUser("agent");
        Page page = browser.login("workspace", user);
        assertThat(page.text()).as("the page without a script").contains(" UTC.");
        assertThat(page.html()).contains("data-local=\"time\"");
        return server.inbox().messages(user.email()).get(0).text();
    }
}
