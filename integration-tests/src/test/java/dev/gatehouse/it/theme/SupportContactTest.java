package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pages and emails name and link to the contact that the operator has set, by one rule. */
class SupportContactTest {

    private static final String SUPPORT = "gatehouseMail_support";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @ParameterizedTest
    @DisplayName("Whom to contact is linked in the footer of pages and named in sentences of pages and emails")
    @CsvSource({
        "help@acme.test, mailto:help@acme.test, help@acme.test",
        "mailto:help@acme.test?subject=Login, mailto:help@acme.test?subject=Login, help@acme.test",
        "tel:+49 (30) 12 34 56, tel:+4930123456, +49 (30) 12 34 56",
        "https://acme.test/help, https://acme.test/help, your administrator",
        "javascript:window.broken=1, , your administrator",
        "'', , your administrator"
    })
    void theContactIsLinkedAndNamed(String configured, String link, String named) throws IOException {
        Admin.User without = withoutAddress();
        Admin.User locked = admin.newUser("agent");
        admin.update(locked, Map.of("enabled", false));
        String theme = theme(configured);
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme, "emailTheme", theme))) {
            Page page = server.newBrowser().wantingPages().login("workspace", without);
            assertThat(page.text()).contains("Ask " + named + " to add one.");
            if (link == null) {
                assertThat(page.html()).doesNotContain("gh-foot-links");
            } else {
                assertThat(page.html()).contains("<a href=\"" + link + "\" rel=");
            }
            recoveries.ask(recoveries.browser(), "workspace", locked);
            Mail mail = recoveries.latest(locked, 1);
            assertThat(mail.text()).contains("Contact " + named + ".").doesNotContain("http");
            assertThat(mail.html()).contains(named).doesNotContain("<a ");
            try (Admin.Restore forbidden = admin.realm(Map.of("resetPasswordAllowed", false))) {
                Page refused = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot");
                assertThat(Recoveries.saying(refused)).isEqualTo("NOT_ALLOWED");
                assertThat(refused.text()).contains("Contact " + named + ".");
            }
        }
    }

    @Test
    @DisplayName("In a text from right to left, the contact reads from left to right")
    void theContactReadsFromLeftToRight() throws IOException {
        String theme = theme("tel:+49 30 123456");
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", theme, "resetPasswordAllowed", false))) {
            Page page = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot?kc_locale=ar");
            assertThat(page.html()).contains("\u2066+49 30 123456\u2069");
        }
    }

    @Test
    @DisplayName(
            "What the realm says in place of \"your administrator\" is in the next page's sentences, until it is deleted")
    void aTextOfTheRealmIsOnTheNextPage() {
        Admin.User without = withoutAddress();
        assertThat(refusal(without)).contains("Ask your administrator to add one.");
        admin.text("en", SUPPORT, "our help desk");
        try {
            assertThat(refusal(without)).contains("Ask our help desk to add one.");
        } finally {
            admin.send("DELETE", "/localization/en/" + SUPPORT, null);
        }
        assertThat(refusal(without)).contains("Ask your administrator to add one.");
    }

    private String refusal(Admin.User user) {
        return server.newBrowser().wantingPages().login("workspace", user).text();
    }

    private Admin.User withoutAddress() {
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore relaxed = admin.optionalEmail()) {
            return admin.newUserNamed("nobody-" + UUID.randomUUID(), null, "agent");
        }
    }

    private String theme(String contact) throws IOException {
        String name = "contact-" + UUID.randomUUID();
        for (String type : new String[] {"login", "email"}) {
            Path folder = Files.createDirectories(server.home().resolve("themes/" + name + "/" + type));
            Files.writeString(
                    folder.resolve("theme.properties"), "parent=gatehouse\ngatehouseSupport=" + contact + "\n");
        }
        return name;
    }
}
