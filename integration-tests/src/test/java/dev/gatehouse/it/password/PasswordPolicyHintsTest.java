package dev.gatehouse.it.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that the server shows the rules for a new password before the user types. */
@Tag("browser")
class PasswordPolicyHintsTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    void thePageListsGatehousesRulesAndDoesNotSayWhoseTheyAre() {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.browser().get(recoveries.linkFor(user));
        assertThat(page.text())
                .contains(
                        "Your password must have: 8 to 99 characters a lowercase letter (a\u2013z) an uppercase letter (A\u2013Z) a number (0\u20139)"
                                + " a symbol (^ $ * . [ ] { } ( ) + ? - ' ! @ # % & / , > < : ; | _ ~) no space at the start or end New password");
        assertThat(page.html()).doesNotContain(user.email());
    }

    @Test
    void thePageListsKeycloaksOwnPoliciesWhereTheyAreUsed() {
        Admin.User user = admin.newUser("agent");
        String link = recoveries.linkFor(user);
        try (Admin.Restore own = admin.realm(
                Map.of("passwordPolicy", "length(10) and upperCase(1) and hashIterations(1) and passwordHistory(3)"))) {
            Page page = recoveries.browser().get(link);
            assertThat(page.text())
                    .contains(
                            "must have: at least 10 characters something other than your recent passwords uppercase letters: 1 or more New password");
            assertThat(page.attribute("gatehouse-rules", "data-rules")).isEmpty();
        }
        try (Admin.Restore both = admin.realm(
                Map.of("passwordPolicy", "passwordHistory(3) and gatehouse-password-rules(min=9 special=0)"))) {
            assertThat(recoveries.browser().get(link).text())
                    .contains("must have: 9 to 99 characters")
                    .contains("at the start or end something other than your recent passwords New");
        }
        try (Admin.Restore none = admin.realm(Map.of("passwordPolicy", ""))) {
            Page page = recoveries.browser().get(link);
            assertThat(page.text()).doesNotContain("must have");
            assertThat(Recoveries.saying(Recoveries.choose(page, "x"))).isEqualTo("DONE");
        }
    }

    @Test
    @DisplayName("Passwords of the last days are listed, and refused with a sentence that says so")
    void passwordsOfTheLastDaysAreListedAndRefused() {
        Admin.User user = admin.newUser("agent");
        String link = recoveries.linkFor(user);
        try (Admin.Restore recent = admin.realm(Map.of("passwordPolicy", "passwordAge(30)"))) {
            Page page = recoveries.browser().get(link);
            assertThat(page.text())
                    .contains(
                            "must have: something other than your current password and those set in the last 30 days New password");
            Page refused = Recoveries.choose(page, Admin.PASSWORD);
            assertThat(refused.text())
                    .contains(
                            "This is the current password, or one that was set in the last 30 days. Choose a different one.");
            assertThat(Recoveries.saying(Recoveries.choose(refused, Recoveries.NEW_PASSWORD)))
                    .isEqualTo("DONE");
        }
    }

    @Test
    void theyAreListedInTheLanguageOfThePage() {
        List<Map<String, String>> german = List.of(
                Map.of("gatehousePasswordMust", "Das Passwort braucht:"),
                Map.of("gatehousePasswordDigits.one", "eine Ziffer"));
        german.forEach(text -> admin.send("POST", "/localization/de", text));
        try {
            assertThat(recoveries
                            .browser()
                            .get(recoveries.linkFor(admin.newUser("agent")) + "&kc_locale=de")
                            .text())
                    .contains("Das Passwort braucht:")
                    .contains("eine Ziffer");
        } finally {
            admin.send("DELETE", "/localization/de", null);
        }
    }

    @Test
    void keycloaksOwnFormShowsThemToo() {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"))) {
            Page page = recoveries.browser().login("workspace", user);
            assertThat(page.has("kc-passwd-update-form")).as(page.text()).isTrue();
            assertThat(page.text())
                    .contains("Your password must have: 8 to 99 characters a lowercase letter (a\u2013z)");
        }
    }

    @Test
    void insideKeycloaksThemeItsOwnFormShowsThemInASentence() {
        Admin.User user = admin.newUser("agent");
        admin.update(user, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"));
                Admin.Restore stock = admin.realm(Map.of("loginTheme", "keycloak.v2"))) {
            Page page = recoveries.browser().login("workspace", user);
            assertThat(page.has("kc-passwd-update-form")).as(page.text()).isTrue();
            assertThat(page.text())
                    .contains("Choose a new password. It must have: 8 to 99 characters; a lowercase letter (a\u2013z);")
                    .contains("> < : ; | _ ~); no space at the start or end.");
        }
    }

    @Test
    @DisplayName("The rules are ticked off while the user types, and announced once the typing pauses")
    void theRulesAreTickedWhileTypingAndThenAnnounced() {
        try (Chromium chromium = Chromium.shared();
                BrowserContext profile = chromium.profile()) {
            com.microsoft.playwright.Page page = profile.newPage();
            page.navigate(recoveries.linkFor(admin.newUser("agent")));
            var items = page.locator("#gatehouse-rules li");
            var password = page.locator("#password-new");
            var status = page.locator("#gatehouse-rules-status");
            PlaywrightAssertions.assertThat(items).hasCount(6);
            assertThat(page.locator("#gatehouse-rules li[data-state]").count())
                    .as("nothing is checked before it is typed")
                    .isZero();
            password.pressSequentially("Abcdefg ");
            PlaywrightAssertions.assertThat(page.locator("#gatehouse-rules li[data-state=met]"))
                    .hasText(new String[] {
                        "8 to 99 characters (done)",
                        "a lowercase letter (a\u2013z) (done)",
                        "an uppercase letter (A\u2013Z) (done)"
                    });
            PlaywrightAssertions.assertThat(status)
                    .hasText(
                            "Still missing: a number (0\u20139); a symbol (^ $ * . [ ] { } ( ) + ? - ' ! @ # % & / , > < : ; | _ ~); no space at the start or end");
            password.pressSequentially("1!");
            PlaywrightAssertions.assertThat(page.locator("#gatehouse-rules li[data-state=met]"))
                    .hasCount(6);
            PlaywrightAssertions.assertThat(status).hasText("Nothing is missing");
            Chromium.picture(page, "recovery-new-password-ticked");
            assertThat(Chromium.violations(page, ".gh-page")).isEmpty();
            password.fill("");
            PlaywrightAssertions.assertThat(page.locator("#gatehouse-rules li[data-state]"))
                    .hasCount(0);
            PlaywrightAssertions.assertThat(status).hasText("");
        }
    }
}
