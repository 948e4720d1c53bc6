package dev.gatehouse.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Stranger;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that only the right password reveals whether an address has an account, and its state. */
class AccountEnumerationTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Accounts accounts = new Accounts(server);
    private final Stranger stranger = new Stranger(server.realmUrl());

    @ParameterizedTest
    @Tag("smoke")
    @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    @DisplayName("Both pages, an app that knows the name, and direct grants answer alike for all accounts")
    void allAnswersAreThoseOfAnUnknownAddress(Accounts.Kind kind) {
        String unknown = accounts.address(Accounts.Kind.UNKNOWN);
        String address = accounts.address(kind);
        assertSame(stranger.signIn("workspace", address, "wrong"), stranger.signIn("workspace", unknown, "wrong"));
        assertSame(stranger.signIn("workspace", address, ""), stranger.signIn("workspace", unknown, ""));
        assertSame(stranger.hint("workspace", address), stranger.hint("workspace", unknown));
        assertSame(
                stranger.signIn("workspace", address, "wrong", "prompt=login"),
                stranger.signIn("workspace", unknown, "wrong", "prompt=login"));
        for (Map<String, String> password :
                List.of(Map.of("password", "wrong"), Map.of("password", ""), Map.<String, String>of())) {
            Stranger.Answer refused = stranger.grant("mobile", address, password);
            assertSame(refused, stranger.grant("mobile", unknown, password));
            assertThat(refused.status()).isEqualTo(400);
        }
    }

    @Test
    @DisplayName("Neither is it revealed that a user has a passkey or a link to a provider")
    void whatAnAccountHasIsNotShown() {
        String unknown = accounts.address(Accounts.Kind.UNKNOWN);
        Admin.User linked = admin.newUser("agent");
        admin.send(
                "POST",
                "/users/" + linked.id() + "/federated-identity/google",
                Map.of("identityProvider", "google", "userId", linked.id(), "userName", linked.email()));
        Admin.User other = admin.newUserWith(
                List.of(Map.of(
                        "type",
                        "webauthn-passwordless",
                        "userLabel",
                        "passkey",
                        "secretData",
                        "{}",
                        "credentialData",
                        "{\"credentialId\":\"" + UUID.randomUUID() + "\",\"counter\":0,\"transports\":[]}")),
                "agent");
        assertSame(
                stranger.signIn("workspace", linked.email(), "wrong"), stranger.signIn("workspace", unknown, "wrong"));
        assertSame(
                stranger.signIn("workspace", other.email(), "wrong"), stranger.signIn("workspace", unknown, "wrong"));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The domain of an address decides whether its company's login opens, not the account")
    void aUserWithAPasswordInACompanysDomainIsLedThereLikeStrangers(Company company) {
        String domain = company.newStranger(server).email().replaceFirst(".*@", "@");
        String unknown = "u" + UUID.randomUUID().toString().substring(0, 8) + domain;
        String local = "u" + UUID.randomUUID().toString().substring(0, 8) + domain;
        Admin.User user = admin.newUserNamed(local, local, "agent");
        Stranger.Visit visit = stranger.signIn("workspace", local, "wrong");
        assertSame(visit, stranger.signIn("workspace", unknown, "wrong"));
        assertThat(visit.first().headers().get("location")).contains("/broker/" + company.provider() + "/login");
        assertSame(stranger.hint("workspace", local), stranger.hint("workspace", unknown));

        admin.update(user, Map.of("enabled", false));
        assertSame(stranger.signIn("workspace", local, "wrong"), stranger.signIn("workspace", unknown, "wrong"));
    }

    @Test
    @DisplayName(
            "A user who has a password here may say so, and is prompted for it although the company's login opens for the address")
    void aUserWithAPasswordInACompanysDomainMayUseIt() {
        String local = "u" + UUID.randomUUID().toString().substring(0, 8) + "@initech.test";
        Admin.User user = admin.newUserNamed(local, local, "agent");
        Page first = server.newBrowser().open("workspace").follow("gatehouse-password-instead");
        assertThat(first.text()).contains("then your password");
        Page second = first.enterEmail(local);
        assertThat(second.has("password")).isTrue();
        assertThat(server.newBrowser()
                        .open("workspace")
                        .follow("gatehouse-password-instead")
                        .enterEmail("u" + local)
                        .has("password"))
                .isTrue();
        assertThat(second.submit("kc-form-login", Map.of("password", Admin.PASSWORD))
                        .asksForCode())
                .isTrue();
    }

    @Test
    @DisplayName(
            "Where a company's provider does not open by the domain, all addresses get the page for the password, and users sign in there")
    void withoutARedirectEveryUserGetsThePageForThePassword() {
        try (Admin.Restore off =
                admin.providerConfig("corp", Map.of("kc.org.broker.redirect.mode.email-matches", "false"))) {
            String unknown = "u" + UUID.randomUUID().toString().substring(0, 8) + "@initech.test";
            String local = "u" + UUID.randomUUID().toString().substring(0, 8) + "@initech.test";
            Admin.User user = admin.newUserNamed(local, local, "agent");
            Stranger.Visit visit = stranger.signIn("workspace", local, "wrong");
            assertSame(visit, stranger.signIn("workspace", unknown, "wrong"));
            assertThat(visit.second()).isPresent();
            assertThat(server.newBrowser()
                            .loginCompletely("workspace", user)
                            .get("sub")
                            .asText())
                    .isEqualTo(user.id());
        }
    }

    @Test
    void onlyTheRightPasswordRevealsThatTheAccountIsDisabled() {
        Admin.User user = accounts.disabled();
        assertThat(server.newBrowser().login("workspace", user, "wrong").text())
                .contains("The username or password is not correct");
        assertThat(server.newBrowser().login("workspace", user).text())
                .contains("Your account is locked. Contact your administrator.");
        assertThat(stranger.grant("mobile", user.email(), Map.of("password", Admin.PASSWORD))
                        .body())
                .contains("Account disabled");
        assertThat(admin.events(user))
                .extracting(event -> event.path("error").asText())
                .contains("user_disabled", "invalid_user_credentials");
    }

    @Test
    void theRightPasswordRevealsNothingWhileAnAccountIsLocked() {
        Admin.User user = accounts.locked();
        assertSame(
                stranger.signIn("workspace", user.email(), Admin.PASSWORD),
                stranger.signIn("workspace", user.email(), "wrong"));
        assertThat(admin.events(user))
                .extracting(event -> event.path("error").asText())
                .contains("user_temporarily_disabled");
        admin.send("DELETE", "/attack-detection/brute-force/users/" + user.id(), null);
        assertThat(server.newBrowser()
                        .loginCompletely("workspace", user)
                        .get("sub")
                        .asText())
                .isEqualTo(user.id());
    }

    @Test
    @DisplayName(
            "The name on the second page is the one that was typed on the first, whatever is posted with the password")
    void thePasswordCountsForTheNameOnThePage() {
        Admin.User alice = admin.newUser("agent");
        Admin.User bob = admin.newUser("agent");
        Page page = server.newBrowser()
                .open("workspace")
                .enterEmail(alice.email())
                .submit("kc-form-login", Map.of("username", bob.email(), "password", Admin.PASSWORD));
        Page code = page.asksForCode() ? page : server.newBrowser().login("workspace", alice);
        assertThat(code.text()).doesNotContain(bob.email());
        assertThat(server.inbox().messages(bob.email())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"globex", "initech"})
    @DisplayName(
            "An app that requests the organization: a member of several chooses after the password, and strangers see nothing of it")
    void aUserOfSeveralCompaniesChoosesAfterThePassword(String chosen) {
        Admin.User user = admin.newUser("agent");
        Company.GLOBEX.addMember(server, user);
        Company.INITECH.addMember(server, user);
        try (Admin.Restore scope = admin.optionalScope("workspace", "organization")) {
            String scopes = "scope=openid%20organization";
            String unknown = accounts.address(Accounts.Kind.UNKNOWN);
            assertSame(
                    stranger.signIn("workspace", user.email(), "wrong", scopes),
                    stranger.signIn("workspace", unknown, "wrong", scopes));

            HttpBrowser browser = server.newBrowser();
            browser.loginCompletely("workspace", user);
            Page choice = browser.signOut().open("workspace", scopes).enterPassword(user.email(), Admin.PASSWORD);
            assertThat(choice.choicesOf("kc.org")).as(choice.text()).contains("globex", "initech");
            JsonNode token = choice.press("kc.org", chosen).tokens();
            assertThat(token.get("sub").asText()).isEqualTo(user.id());
            assertThat(HttpBrowser.claims(browser.accessToken())
                            .get("organization")
                            .toString())
                    .contains(chosen);
        }
    }

    @Test
    @DisplayName("A password that was replaced while the page of companies waited lets no user in")
    void whatHappensToTheAccountWhileThePageOfCompaniesWaitsIsSeen() {
        Admin.User user = admin.newUser("agent");
        Company.GLOBEX.addMember(server, user);
        Company.INITECH.addMember(server, user);
        try (Admin.Restore scope = admin.optionalScope("workspace", "organization")) {
            HttpBrowser browser = server.newBrowser();
            browser.loginCompletely("workspace", user);
            Page choice = browser.signOut()
                    .open("workspace", "scope=openid%20organization")
                    .enterPassword(user.email(), Admin.PASSWORD);
            admin.send(
                    "PUT",
                    "/users/" + user.id() + "/reset-password",
                    Map.of("type", "password", "value", "An0ther one!", "temporary", false));
            Page after = choice.press("kc.org", "globex");
            assertThat(after.isBackInTheApp()).as(after.text()).isFalse();
            assertThat(after.text()).contains("Sign in again");
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A name beside the answer of a passkey is a name that was typed, on both pages")
    void aNameBesideAPasskeysAnswerRevealsNothing(Accounts.Kind kind) {
        assertThat(besidePasskey(accounts.address(kind)))
                .isEqualTo(besidePasskey(accounts.address(Accounts.Kind.UNKNOWN)));
    }

    private List<String> besidePasskey(String address) {
        Page second = server.newBrowser()
                .open("workspace")
                .submit("kc-form-login", Map.of("username", address, "error", "x"));
        Page third = second.submit("kc-form-login", Map.of("username", address, "error", "x", "password", "wrong"));
        return Stream.of(second, third)
                .map(page -> page.status() + " " + page.text().replace(address, ""))
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"anna@@acme.test", "anna@acme.", "anna@my_host.local", "anna@"})
    void whatIsNoDomainLeadsNowhere(String name) {
        assertThat(server.newBrowser().open("workspace").enterEmail(name).has("password"))
                .isTrue();
    }

    @Test
    void aFlowWhoseNextStepMustKnowTheAccountStillWorks() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore own = new Flows(admin)
                .override(
                        "workspace",
                        Step.alternative(Step.alternative("organization")),
                        Step.alternative(Step.required("auth-password-form")))) {
            Page password = server.newBrowser().open("workspace").enterEmail(user.email());
            assertThat(password.has("password")).as(password.text()).isTrue();
        }
    }

    private static void assertSame(Stranger.Visit seen, Stranger.Visit ofUnknown) {
        assertSame(seen.first(), ofUnknown.first());
        assertThat(seen.second().isPresent())
                .as("a page for the password")
                .isEqualTo(ofUnknown.second().isPresent());
        Optional<Stranger.Answer> second = seen.second();
        second.ifPresent(answer -> assertSame(answer, ofUnknown.second().orElseThrow()));
    }

    private static void assertSame(Stranger.Answer seen, Stranger.Answer ofUnknown) {
        assertThat(seen.status()).isEqualTo(ofUnknown.status());
        assertThat(seen.headers()).isEqualTo(ofUnknown.headers());
        assertThat(seen.body()).isEqualTo(ofUnknown.body());
        // Codes and names have the same length.
        assertThat(seen.size()).isEqualTo(ofUnknown.size());
    }
}
