package dev.gatehouse.it.password;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that every form for a password reports all broken rules at once, in words, and that nothing changes. */
class PasswordPagesTest {

    private static final String SYMBOLS = "^ $ * . [ ] { } ( ) + ? - ' ! @ # % & / , > < : ; | _ ~";
    private static final String ABC =
            "The password needs: 8 characters or more; an uppercase letter (A\u2013Z); a number (0\u20139); a symbol ("
                    + SYMBOLS + ").";
    private static final Pattern CALLBACK = Pattern.compile("^http://localhost:9999/callback.*");

    private static final TestServer SERVER = TestServer.shared();
    private static Chromium chromium;
    private static PasswordRealm realm;

    @BeforeAll
    static void makeARealm() {
        chromium = Chromium.shared();
        realm = new PasswordRealm(SERVER);
    }

    @AfterAll
    static void removeIt() {
        realm.close();
        chromium.close();
    }

    @BeforeEach
    void useTheRulesOfTheProduct() {
        assertThat(realm.configure("").status()).isEqualTo(204);
    }

    @Test
    void registrationShowsAllBrokenRulesAtTheFieldAndThenLetsIn() {
        realm.configure("not=username,email,name");
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            page.navigate(realm.page("registrations"));
            register(page, "abc");
            assertThat(page.locator("#input-error-password")).hasText(ABC);
            register(page, "Marguerite1!");
            assertThat(page.locator("#input-error-password")).hasText("The password needs: no part of your name.");
            register(page, "Xmags.d2!");
            assertThat(page.locator("#input-error-password"))
                    .hasText("The password needs: no part of your email address.");
            register(page, "Xnewcomer2!");
            assertThat(page.locator("#input-error-password")).hasText("The password needs: no username in it.");
            register(page, "Passw0rd!");
            page.waitForURL(CALLBACK);
        }
    }

    @Test
    void thePageThatAsksForANewPasswordShowsAllBrokenRules() {
        Admin.User user = realm.admin().newUser();
        realm.admin().update(user, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            signIn(page, user, Admin.PASSWORD);
            choose(page, "abc");
            assertThat(page.getByText(ABC)).isVisible();
            choose(page, " Passw0rd!");
            assertThat(page.getByText("The password needs: no space at the start or end."))
                    .isVisible();
            choose(page, "An0ther!Passw0rd");
            page.waitForURL(CALLBACK);
        }
    }

    @Test
    void theResetShowsAllBrokenRulesAndChangesNothingUntilTheyAreKept() {
        Admin.User user = realm.admin().newUser();
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            page.navigate(realm.page("auth"));
            page.getByText("Forgot Password?").click();
            page.locator("#username").fill(user.email());
            page.locator("#kc-reset-password-form [type=submit]").click();
            List<Mail> mails = SERVER.inbox().messages(user.email());
            page.navigate(mails.get(0).text().replaceFirst("(?s).*?(http://\\S+).*", "$1"));
            choose(page, "abc");
            assertThat(page.getByText(ABC)).isVisible();
        }
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            signIn(page, user, Admin.PASSWORD);
            page.waitForURL(CALLBACK);
        }
    }

    @Test
    void usersReadBrokenRulesInTheirLanguage() {
        Map.of(
                        "gatehousePasswordBroken",
                        "Dem Passwort fehlt: {0}.",
                        "gatehousePasswordSeparator",
                        ", ",
                        "gatehousePasswordMin",
                        "mindestens {0} Zeichen",
                        "gatehousePasswordUpper.one",
                        "ein Gro\u00dfbuchstabe",
                        "gatehousePasswordUpper",
                        "{0} Gro\u00dfbuchstaben",
                        "gatehousePasswordLength",
                        "{0} bis {1} Zeichen")
                .forEach((key, text) -> realm.admin().send("POST", "/localization/de", Map.of(key, text)));
        Admin.User user = realm.admin().newUserNamed("hans", "hans@acme.test");
        realm.configure("upper=2 digits=0 special=0");
        realm.admin()
                .send(
                        "PUT",
                        "/users/" + user.id(),
                        Map.of(
                                "username",
                                "hans",
                                "email",
                                "hans@acme.test",
                                "attributes",
                                Map.of("locale", List.of("de")),
                                "firstName",
                                "H",
                                "lastName",
                                "K",
                                "enabled",
                                true,
                                "requiredActions",
                                List.of("UPDATE_PASSWORD")));
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            signIn(page, user, Admin.PASSWORD);
            choose(page, "abc");
            assertThat(page.getByText("Dem Passwort fehlt: mindestens 8 Zeichen, 2 Gro\u00dfbuchstaben."))
                    .isVisible();
        }
    }

    @Test
    void anAdminWhoCreatesAUserReadsAllBrokenRules() {
        PasswordRealm.Answer answer = realm.send(
                "POST",
                "/admin/realms/" + realm.name() + "/users",
                Map.of(
                        "username",
                        "made",
                        "enabled",
                        true,
                        "credentials",
                        List.of(Map.of("type", "password", "value", "abc"))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error_description").asText()).isEqualTo(ABC);
        assertThat(realm.admin().get("/users?exact=true&username=made")).isEmpty();
    }

    @Test
    @DisplayName(
            "An admin with a lightweight token is refused in the language of the account, else of the browser, else of the realm")
    void anAdminIsRefusedInTheLanguageOfTheAccountOrTheBrowser() {
        Admin.User user = realm.admin().newUser();
        Admin.User caller = realm.admin().newUser();
        realm.admin().grantOf("realm-management", caller, "realm-admin");
        String claims = new String(
                Base64.getUrlDecoder().decode(realm.tokenOf(caller).split("\\.")[1]), StandardCharsets.UTF_8);
        assertThat(claims).as("the token is lightweight").doesNotContain("\"locale\"", "\"sub\"");

        assertThat(refusal(user, caller, "de-AT,de;q=0.9"))
                .startsWith("F\u00fcr das Passwort gilt: ")
                .contains("Gro\u00dfbuchstabe")
                .doesNotContain("uppercase");
        assertThat(refusal(user, caller, "tlh")).isEqualTo(ABC);
        realm.admin().update(caller, Map.of("attributes", Map.of("locale", List.of("de"))));
        assertThat(refusal(user, caller, "en"))
                .startsWith("F\u00fcr das Passwort gilt: ")
                .contains("Gro\u00dfbuchstabe")
                .doesNotContain("uppercase");
    }

    private static String refusal(Admin.User user, Admin.User caller, String acceptLanguage) {
        PasswordRealm.Answer answer = realm.setPassword(user.id(), "abc", caller, acceptLanguage);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("error").asText()).isEqualTo("gatehousePasswordBroken");
        return answer.json().path("error_description").asText();
    }

    @Test
    @DisplayName("An admin who sets a password of the last days is told why it is refused")
    void anAdminWhoSetsAPasswordOfTheLastDaysIsToldWhy() {
        Admin.User user = realm.admin().newUser();
        Admin.User caller = realm.admin().newUser();
        realm.admin().grantOf("realm-management", caller, "realm-admin");
        try (Admin.Restore recent = realm.admin().realm(Map.of("passwordPolicy", "passwordAge(30)"))) {
            PasswordRealm.Answer english = realm.setPassword(user.id(), Admin.PASSWORD);
            assertThat(english.status()).isEqualTo(400);
            assertThat(english.json().path("error_description").asText())
                    .isEqualTo(
                            "This is the current password, or one that was set in the last 30 days. Choose a different one.");
            assertThat(realm.setPassword(user.id(), Admin.PASSWORD, caller, "de")
                            .json()
                            .path("error_description")
                            .asText())
                    .isEqualTo(
                            "Das ist das jetzige Passwort oder eines, das k\u00fcrzlich festgelegt wurde (Tage: 30). W\u00e4hlen Sie ein anderes.");
        }
    }

    @Test
    @DisplayName("A realm whose plain passwords break its rules is not imported, and the log names the rules")
    void aRealmWithInvalidPasswordsIsRefusedAtImport() {
        PasswordRealm.Answer answer = realm.send(
                "POST",
                "/admin/realms",
                Map.of(
                        "realm",
                        "weak",
                        "passwordPolicy",
                        "gatehouse-password-rules(min=12)",
                        "users",
                        List.of(Map.of(
                                "username",
                                "weak",
                                "enabled",
                                true,
                                "credentials",
                                List.of(Map.of("type", "password", "value", "Passw0rd! "))))));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("Password policy not met");
        assertThat(realm.send("GET", "/admin/realms/weak", null).status()).isEqualTo(404);
        assertThat(SERVER.log()).contains("in realm weak").contains("Broken rules: min, ends");
    }

    @Test
    void usersWhosePlainPasswordsBreakTheRulesAreNotImported() {
        PasswordRealm.Answer answer = realm.send(
                "POST",
                "/admin/realms/" + realm.name() + "/partialImport",
                Map.of(
                        "ifResourceExists",
                        "FAIL",
                        "users",
                        List.of(Map.of(
                                "username",
                                "partial",
                                "enabled",
                                true,
                                "credentials",
                                List.of(Map.of("type", "password", "value", "abc"))))));
        // Keycloak 26.7.3 answers 500 to any policy that is not met here.
        assertThat(answer.status()).isGreaterThanOrEqualTo(400);
        assertThat(realm.admin().get("/users?exact=true&username=partial")).isEmpty();
    }

    @Test
    void theServerShowsAdminsWhichListOfCommonPasswordsItUses() {
        PasswordRealm.Answer info = realm.send("GET", "/admin/serverinfo", null);
        assertThat(info.json()
                        .at("/providers/password-policy/providers/gatehouse-password-rules/operationalInfo")
                        .path("common passwords")
                        .asText())
                .contains("the list in the JAR");
    }

    @Test
    void neitherTheLogNorAnEventHoldsARefusedPassword() {
        Admin.User user = realm.admin().newUser();
        String secret = "secretword";
        assertThat(realm.setPassword(user.id(), secret).status()).isEqualTo(400);
        assertThat(SERVER.log().lines().filter(line -> line.contains("GATEHOUSE-603") && line.contains(user.id())))
                .hasSize(1)
                .noneMatch(line -> line.contains(secret));
    }

    @Test
    @DisplayName("The Admin Console shows the settings and says what is wrong with them, and with a password")
    void theAdminConsoleValidatesSettingsAndPasswords() {
        String config =
                "min=8 max=99 lower=1 upper=1 digits=1 special=1 specials=^$*.[]{}()+?-'!@#%&/,><:;|_~ spaces=inside not=none repeats=off common=off";
        realm.configure(config);
        Admin.User user = realm.admin().newUser();
        try (BrowserContext profile = chromium.profile()) {
            Page page = profile.newPage();
            page.navigate(SERVER.url() + "/admin/master/console/#/" + realm.name() + "/authentication/policies");
            page.locator("#username").fill("admin");
            page.locator("#password").fill("admin");
            page.locator("#kc-login").click();
            assertThat(page.getByText("Gatehouse: password rules").first()).isVisible();
            var field = page.locator("[id='gatehouse-password-rules'], [name='gatehouse-password-rules']")
                    .first();
            assertThat(field).hasValue(config);
            page.getByTestId("help-label-gatehouse-password-rules").click();
            assertThat(page.getByText("Settings as name=value, separated by spaces")
                            .first())
                    .isVisible();
            Chromium.picture(page, "admin-password-policy");
            page.keyboard().press("Escape");

            field.fill("min=20 max=10");
            page.getByTestId("save").click();
            assertThat(page.getByText("min=20 is greater than max=10")).isVisible();
            Chromium.picture(page, "admin-password-policy-refused");
            assertThat(realm.configured()).isEqualTo("gatehouse-password-rules(" + config + ")");

            field.fill(config.replace("min=8", "min=9"));
            page.getByTestId("save").click();
            page.waitForCondition(() -> realm.configured().contains("min=9"));

            page.navigate(
                    SERVER.url() + "/admin/master/console/#/" + realm.name() + "/users/" + user.id() + "/credentials");
            openPasswordDialogue(page);
            page.getByTestId("passwordField").fill("abc");
            page.getByTestId("passwordConfirmationField").fill("abc");
            page.getByTestId("confirm").click();
            page.getByRole(AriaRole.DIALOG).getByTestId("confirm").click();
            assertThat(page.getByText(
                            "an uppercase letter (A\u2013Z); a number (0\u20139); a symbol (" + SYMBOLS + ")"))
                    .isVisible();
            Chromium.picture(page, "admin-password-refused");
        }
    }

    /** The console renders its page again when its data arrive, and loses earlier clicks. */
    private static void openPasswordDialogue(Page page) {
        for (int clicks = 1; page.getByTestId("passwordField").count() == 0; clicks++) {
            assertThat(clicks).as("clicks on Reset password").isLessThan(5);
            page.getByText("Reset password").first().click();
            page.waitForTimeout(3_000);
        }
    }

    private static void register(Page page, String password) {
        page.locator("#username").fill("newcomer");
        page.locator("#email").fill("mags.d@acme.test");
        page.locator("#firstName").fill("Marguerite");
        page.locator("#lastName").fill("Dupont");
        page.locator("#password").fill(password);
        page.locator("#password-confirm").fill(password);
        page.locator("#kc-register-form [type=submit]").click();
    }

    private static void signIn(Page page, Admin.User user, String password) {
        page.navigate(realm.page("auth"));
        page.locator("#username").fill(user.email());
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
    }

    private static void choose(Page page, String password) {
        page.locator("#password-new").fill(password);
        page.locator("#password-confirm").fill(password);
        page.locator("#kc-passwd-update-form [type=submit]").first().click();
    }
}
