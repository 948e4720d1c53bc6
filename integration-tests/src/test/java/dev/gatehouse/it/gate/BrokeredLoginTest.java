package dev.gatehouse.it.gate;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.GoogleStandIn;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Verifies logins through a company's identity provider and through Google. */
class BrokeredLoginTest {

    private static final Pattern CALLBACK = Pattern.compile("^http://localhost:9999/callback.*");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @ParameterizedTest
    @CsvSource({"gail@globex.test", "ian@initech.test"})
    @DisplayName(
            "The users of the reference realm are led to their company's login and, if privileged, challenged after it")
    @Tag("smoke")
    void privilegedUsersEnterACodeAfterTheirCompanysLogin(String email) {
        Page page = server.newBrowser().loginAtCompany("workspace", email);
        assertThat(page.heading()).isEqualTo("Check your email");
        assertThat(server.inbox().messages(email))
                .as("the code is on its way when the page opens")
                .hasSize(1);
        assertThat(finish(page, admin.userNamed(email)).get("mfa").asText()).isEqualTo("email");
    }

    @ParameterizedTest
    @EnumSource
    void onlyTheArrivalSendsAndNeitherAReloadNorASecondRequestNorTheProvidersOldAnswer(Company company) {
        Admin.User member = company.newMember(server, "supervisor");
        HttpBrowser browser = server.newBrowser();
        Page page = browser.loginAtCompany("workspace", member.email());
        String code = Codes.latest(server, member);
        // A code that can no longer be used would be replaced, if anything but the button were to send.
        for (int number = 1; number <= 5; number++) {
            page = page.enterCode(Codes.wrong(code, number));
        }
        server.passTheEmailGap(member);
        String reload = page.action("gatehouse-send-form").replaceFirst("session_code=[^&]*&", "");
        browser.head(reload);
        for (int number = 0; number < 3; number++) {
            assertThat(browser.get(reload).heading()).isEqualTo("You need a new code");
        }
        assertThat(browser.get(page.url()).isBackInTheApp()).isFalse();
        assertThat(server.inbox().messages(member.email())).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Dest,image",
        "Sec-Fetch-Dest,iframe",
        "Sec-Fetch-Mode,no-cors",
        "Sec-Purpose,prefetch;prerender",
        "X-Moz,prefetch"
    })
    void aLoginThatAnotherSiteHidesSendsNothing(String header, String value) {
        Admin.User member = Company.INITECH.newMember(server, "supervisor");
        Page page = server.newBrowser().sending(header, value).loginAtCompany("workspace", member.email());
        assertThat(page.heading()).isEqualTo("Your code has not been sent yet");
        assertThat(server.inbox().messages(member.email())).isEmpty();
        assertThat(page.send().enterCode(Codes.latest(server, member)).isBackInTheApp())
                .isTrue();
    }

    @Test
    void aVisiblePageLoadSends() {
        Admin.User member = Company.INITECH.newMember(server, "supervisor");
        Page page = server.newBrowser()
                .sending("Sec-Fetch-Dest", "document")
                .sending("Sec-Fetch-Mode", "navigate")
                .loginAtCompany("workspace", member.email());
        assertThat(page.heading()).isEqualTo("Check your email");
        assertThat(server.inbox().messages(member.email())).hasSize(1);
    }

    @Test
    void loginsThatAnotherSiteOpensLeaveTheUserTwoEmailsOfTheHour() {
        Admin.User member = Company.INITECH.newMember(server, "supervisor");
        for (int number = 1; number <= 3; number++) {
            assertThat(server.newBrowser()
                            .loginAtCompany("workspace", member.email())
                            .heading())
                    .isEqualTo("Check your email");
        }
        Page page = server.newBrowser().loginAtCompany("workspace", member.email());
        assertThat(page.heading()).isEqualTo("Your code has not been sent yet");
        assertThat(page.text()).doesNotContain("You can ask again");
        assertThat(server.inbox().messages(member.email())).hasSize(3);
        assertThat(page.send().enterCode(Codes.latest(server, member)).isBackInTheApp())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void aMemberKeepsTheAccountAndItsRoles(Company company) {
        Admin.User member = company.newMember(server, "supervisor");
        finish(server.newBrowser().loginAtCompany("workspace", member.email()), member);
        assertThat(admin.userNamed(member.email()).id()).isEqualTo(member.id());
        assertThat(loginEvent(member).get("details").get("identity_provider").asText())
                .isEqualTo(company.provider());
    }

    @ParameterizedTest
    @EnumSource
    void aStrangerGetsAnAccountThatBelongsToTheCompany(Company company) {
        Admin.User stranger = company.newStranger(server);
        JsonNode token = server.newBrowser()
                .loginAtCompany("workspace", stranger.email())
                .tokens();
        Admin.User account = company.account(server, stranger);
        assertThat(token.get("sub").asText()).isEqualTo(account.id());
        assertThat(admin.get("/users/" + account.id() + "/federated-identity").findValuesAsText("identityProvider"))
                .containsExactly(company.provider());
        assertThat(company.members(server)).contains(stranger.email());
    }

    @ParameterizedTest
    @EnumSource
    void aWrongPasswordAtTheCompanyLeadsNowhere(Company company) {
        Admin.User member = company.newMember(server, "agent");
        Page page =
                server.newBrowser().open("workspace").enterEmail(member.email()).enterPassword(member.email(), "wrong");
        assertThat(page.url()).startsWith(server.url() + "/realms/partner/");
        assertThat(page.isBackInTheApp()).isFalse();
    }

    @Test
    void aForgedAssertionIsRefused() {
        Admin.User member = Company.GLOBEX.newMember(server, "agent");
        Admin.User victim = Company.GLOBEX.newMember(server, "admin");
        HttpBrowser forger = server.newBrowser().forging(response -> response.replace(member.email(), victim.email()));
        Page page = forger.loginAtCompany("workspace", member.email());
        assertThat(page.status()).as(page.text()).isEqualTo(400);
        assertThat(page.text()).contains("Invalid signature");
    }

    @Test
    void aUserOfNoCompanyTypesThePasswordHere() {
        Admin.User alice = admin.newUser("agent");
        Page page = server.newBrowser().open("workspace").enterEmail(alice.email());
        assertThat(page.url()).startsWith(server.realmUrl());
        assertThat(page.enterPassword(alice.email(), Admin.PASSWORD).asksForCode())
                .isTrue();
    }

    @Test
    void aGoogleAccountBecomesAnAccountAndIsTheSameTheNextTime() {
        String email = googleAccount();
        Admin.User account = supervisorWithGoogleAccount(email);
        HttpBrowser browser = server.newBrowser();
        finish(browser.loginWithGoogle("workspace", email), account);
        JsonNode identity =
                admin.get("/users/" + account.id() + "/federated-identity").get(0);
        assertThat(identity.get("identityProvider").asText()).isEqualTo("google");
        assertThat(identity.get("userId").asText()).isEqualTo(GoogleStandIn.subject(email));

        JsonNode token = browser.signOut().loginWithGoogle("workspace", email).tokens();
        assertThat(token.get("sub").asText()).isEqualTo(account.id());
        assertThat(token.get("mfa").asText()).isEqualTo("known-device");
        assertThat(loginEvent(account).get("details").get("identity_provider").asText())
                .isEqualTo("google");
    }

    @Test
    void whatGoogleSaysIsCheckedByKeycloaksOwnProvider() {
        String email = googleAccount();
        server.google().say(email, Map.of("iss", "https://accounts.example.test"));
        Page page = server.newBrowser().loginWithGoogle("workspace", email);
        assertThat(page.isBackInTheApp()).isFalse();
        assertThat(page.asksForCode()).isFalse();
        assertThat(admin.get("/users?exact=true&username=" + Admin.encode(email)))
                .isEmpty();
    }

    @Test
    void theWholeLoginInARealBrowser() {
        try (Chromium chromium = new Chromium(server.google())) {
            for (Company company : Company.values()) {
                Admin.User member = company.newMember(server, "supervisor");
                inARealBrowser(chromium, member.email(), page -> {
                    page.locator("#username").fill(member.email());
                    page.locator("#kc-login").click();
                    page.waitForURL(Pattern.compile("/realms/partner/"));
                    page.locator("#username").fill(member.email());
                    page.locator("#password").fill(Admin.PASSWORD);
                    page.locator("#kc-login").click();
                });
            }
            String email = googleAccount();
            supervisorWithGoogleAccount(email);
            inARealBrowser(chromium, email, page -> {
                page.locator("#social-google").click();
                page.waitForURL(Pattern.compile("^https://accounts\\.google\\.com/"));
                page.getByLabel("Email").fill(email);
                page.getByRole(AriaRole.BUTTON, named("Continue")).click();
            });
        }
    }

    private void inARealBrowser(Chromium chromium, String email, Consumer<com.microsoft.playwright.Page> signIn) {
        try (BrowserContext profile = chromium.profile()) {
            com.microsoft.playwright.Page page = profile.newPage();
            page.navigate(
                    server.realmUrl()
                            + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&client_id=workspace"
                            + "&redirect_uri=http://localhost:9999/callback&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
            signIn.accept(page);
            assertThat(page.getByLabel("Security code")).isVisible();
            page.getByLabel("Security code").fill(Codes.latest(server, admin.userNamed(email)));
            page.getByRole(AriaRole.BUTTON, named("Continue")).click();
            page.waitForURL(CALLBACK);
        }
    }

    /** Enters the code; returns the claims of the ID token. */
    private JsonNode finish(Page page, Admin.User user) {
        assertThat(page.hasCodeField()).as(page.text()).isTrue();
        return page.enterCode(Codes.latest(server, user)).tokens();
    }

    /** Signs a user in with Google for the first time, which creates the account, and then grants a role. */
    private Admin.User supervisorWithGoogleAccount(String email) {
        server.newBrowser().loginWithGoogle("workspace", email).tokens();
        Admin.User account = admin.userNamed(email);
        admin.grant(account, "supervisor");
        return account;
    }

    private JsonNode loginEvent(Admin.User user) {
        return admin.events(user).stream()
                .filter(event -> event.get("type").asText().equals("LOGIN"))
                .findFirst()
                .orElseThrow();
    }

    private static String googleAccount() {
        return "g" + UUID.randomUUID().toString().substring(0, 8) + "@gmail.test";
    }

    private static GetByRoleOptions named(String name) {
        return new GetByRoleOptions().setName(name).setExact(true);
    }
}
