package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.PendingLogin;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.SecuringAction;
import dev.gatehouse.testsupport.database.DatabaseRows;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Verifies that once an account is secured, everything issued for it before is invalid, wherever it waits. */
class SecurityStampTest {

    private static final TestServer SERVER = TestServer.shared();
    private static Admin.Restore apps;

    private final TestServer server = SERVER;
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);
    private final DatabaseRows rows = new DatabaseRows(server.data());

    @BeforeAll
    static void addApps() {
        apps = PendingLogin.apps(SERVER.admin());
    }

    @AfterAll
    static void removeApps() {
        if (apps != null) {
            apps.close();
        }
    }

    static Stream<Arguments> everyMoveAndPage() {
        return Arrays.stream(SecuringAction.values())
                .flatMap(move -> Arrays.stream(PendingLogin.values()).map(waiting -> Arguments.of(move, waiting)));
    }

    @ParameterizedTest
    @MethodSource("everyMoveAndPage")
    void aLoginThatWaitsEndsWhenTheAccountIsSecured(SecuringAction move, PendingLogin place) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser intruder = recoveries.browser();
        Page waiting = place.reached(server, intruder, user);
        move.make(server, recoveries, user);

        Page refused = place.goneOn(server, user, waiting);
        assertSignInAgain(refused);
        assertThat(admin.get("/users/" + user.id() + "/sessions"))
                .as("sessions")
                .isEmpty();
        assertThat(admin.get("/users/" + user.id() + "/consents"))
                .as("consents")
                .isEmpty();
        assertThat(admin.get("/users/" + user.id()).get("firstName").asText())
                .as("what the intruder typed")
                .isEqualTo("Test");
        assertThat(admin.events(user))
                .noneMatch(event -> event.get("type").asText().equals("LOGIN"));
        assertThat(admin.events(user))
                .anyMatch(event -> event.path("error").asText().equals("gatehouse_account_secured_since"));
        assertThat(admin.credentialTypes(user)).as("known devices").doesNotContain("gatehouse-known-device");

        assertThat(place.goneOn(server, user, waiting).isBackInTheApp())
                .as("the same once more")
                .isFalse();
        assertThat(admin.get("/users/" + user.id() + "/sessions"))
                .as("sessions")
                .isEmpty();
        assertThat(intruder.signOut().login("workspace", user, move.password()).asksForCode())
                .as("the device is not known")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The page that ends the login leads to a new one, which works")
    void theUserSignsInAgainFromThere(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        Page waiting = PendingLogin.AT_CONSENT.reached(server, browser, user);
        move.make(server, recoveries, user);
        Page refused = PendingLogin.AT_CONSENT.goneOn(server, user, waiting);
        server.passTheEmailGap(user);
        Page challenged = refused.follow("gatehouse-way-on").enterPassword(user.email(), move.password());
        assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
        Page consent =
                (challenged.hasCodeField() ? challenged : challenged.send()).enterCode(Codes.latest(server, user));
        assertThat(consent.press("accept").isBackInTheApp()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A password that was checked before, by Keycloak's own steps ahead of ours, is invalid")
    void aPasswordThatWasCheckedBeforeIsInvalid(SecuringAction move) {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        try (Admin.Restore flow =
                admin.flow("workspace", "auth-username-password-form", "auth-otp-form", "gatehouse-adaptive-mfa")) {
            Page otp = recoveries.browser().login("workspace", user);
            assertThat(otp.has("kc-otp-login-form")).as(otp.text()).isTrue();
            // Keycloak records the steps of a login in whole seconds.
            server.passASecond();
            move.make(server, recoveries, user);
            assertSignInAgain(otp.submit("kc-otp-login-form", Map.of("otp", app.code())));
        }
    }

    @ParameterizedTest
    @EnumSource
    void theCodeOfADirectGrantFromBeforeIsInvalid(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        JsonNode first = new DirectGrant(server).call(user, Map.of());
        String code = Codes.latest(server, user);
        move.make(server, recoveries, user);
        Map<String, String> second =
                Map.of("mfa_token", first.get("mfa_token").asText(), "code", code, "password", move.password());
        JsonNode answer = new DirectGrant(server).call(user, second);
        assertThat(answer.has("access_token")).as(answer.toString()).isFalse();
        assertThat(answer.path("mfa_reason").asText()).isEqualTo("expired");
    }

    @ParameterizedTest
    @EnumSource
    void aLinkThatWasEmailedBeforeIsInvalid(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        String before = recoveries.linkFor(user);
        server.passTheEmailGap(user);
        move.make(server, recoveries, user);
        assertThat(Recoveries.saying(recoveries.browser().get(before))).isEqualTo("OVERTAKEN");
    }

    @ParameterizedTest
    @EnumSource
    void aDeviceThatWasKnownBeforeIsNotKnownAfterwards(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        move.make(server, recoveries, user);
        assertThat(browser.signOut().login("workspace", user, move.password()).asksForCode())
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "A session from before issues nothing: no tokens, no login to another app, no tokens for a code issued earlier")
    void aSessionFromBeforeIssuesNothing(SecuringAction move) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        Page withCode = browser.open("workspace");
        assertThat(withCode.isBackInTheApp()).isTrue();
        move.make(server, recoveries, user);

        Page exchange = browser.exchangeCode(withCode.url());
        assertThat(exchange.text()).doesNotContain("access_token").contains("invalid_grant");
        assertThat(browser.refresh().text()).contains("invalid_grant");
        assertThat(browser.open("workspace", "prompt=none").url())
                .contains("error=")
                .doesNotContain("code=");
        Page page = browser.open("workspace");
        assertThat(page.isBackInTheApp()).isFalse();
        Page form = page.has("gatehouse-way-on") ? page.follow("gatehouse-way-on") : page;
        server.passTheEmailGap(user);
        Page challenged = form.enterPassword(user.email(), move.password());
        assertThat(challenged.asksForCode()).as(challenged.text()).isTrue();
        assertThat((challenged.hasCodeField() ? challenged : challenged.send())
                        .enterCode(Codes.latest(server, user))
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("email");
        assertThat(browser.refresh().text()).as("the new session").contains("access_token");
        assertThat(browser.open("workspace").isBackInTheApp()).isTrue();
    }

    @Test
    @DisplayName("A stolen refresh token of a revoked session stays invalid when its owner signs in over that session")
    void signingInOverARevokedSessionRevivesNoToken() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = recoveries.browser();
        browser.loginCompletely("workspace", user);
        String stolen = browser.refreshToken();
        server.passASecond();
        SecuringAction.ADMIN_SETS_PASSWORD.make(server, recoveries, user);
        server.passTheEmailGap(user);
        Page challenged = browser.open("workspace", "prompt=login")
                .enterPassword(user.email(), SecuringAction.ADMIN_SETS_PASSWORD.password());
        (challenged.hasCodeField() ? challenged : challenged.send())
                .enterCode(Codes.latest(server, user))
                .tokens();
        assertThat(browser.refreshWith(stolen).text()).contains("invalid_grant").doesNotContain("access_token");
        assertThat(browser.refresh().text()).as("the owner's own").contains("access_token");
    }

    @Test
    @DisplayName(
            "An access token from before an administrator's change reads and changes nothing by the account REST interface")
    void anAccessTokenFromBeforeIsInvalid() {
        try (Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = recoveries.browser();
            browser.loginCompletely("workspace", user);
            assertThat(new AccountApi(server, browser).get("/credentials").statusCode())
                    .isEqualTo(200);
            SecuringAction.ADMIN_SETS_PASSWORD.make(server, recoveries, user);
            assertThat(new AccountApi(server, browser).get("/credentials").statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    @DisplayName("The session in which the owner signs the others out stays, and so does its refresh token")
    void theOwnersOwnSessionStays() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser owner = recoveries.browser();
        owner.loginCompletely("workspace", user);
        Page intruders = PendingLogin.AT_CONSENT.reached(server, recoveries.browser(), other(user));
        server.passTheEmailGap(user);
        assertThat(Recoveries.saying(Recoveries.choose(owner.get(recoveries.linkFor(user)), Recoveries.NEW_PASSWORD)))
                .isEqualTo("DONE");
        assertThat(owner.refresh().text()).contains("access_token");
        assertThat(owner.open("workspace").tokens().get("sub").asText()).isEqualTo(user.id());
        assertSignInAgain(PendingLogin.AT_CONSENT.goneOn(server, user, intruders));
    }

    /** The same account, whose owner has got the email with the code. */
    private Admin.User other(Admin.User user) {
        server.passTheEmailGap(user);
        return user;
    }

    @Test
    @DisplayName(
            "A user who must choose a password, and signs the others out by it, continues; what waited elsewhere ends")
    void aPasswordThatMustBeChosenSecuresTheAccountToo() {
        Admin.User user = admin.newUser("agent");
        Page waiting = PendingLogin.AT_CONSENT.reached(server, recoveries.browser(), user);
        HttpBrowser owner = recoveries.browser();
        owner.loginCompletely("workspace", other(user));
        admin.update(user, Map.of("requiredActions", List.of("UPDATE_PASSWORD")));
        Page form = owner.signOut().login("workspace", user);
        assertThat(form.has("kc-passwd-update-form")).as(form.text()).isTrue();
        Page end = form.submit(
                "kc-passwd-update-form",
                Map.of(
                        "password-new",
                        Recoveries.NEW_PASSWORD,
                        "password-confirm",
                        Recoveries.NEW_PASSWORD,
                        "logout-sessions",
                        "on"));
        assertThat(end.tokens().get("sub").asText()).isEqualTo(user.id());
        assertThat(owner.refresh().text()).contains("access_token");
        assertSignInAgain(PendingLogin.AT_CONSENT.goneOn(server, user, waiting));
    }

    @Test
    @DisplayName(
            "An administrator secures an account by another address, by removing a credential and by disabling it, and by nothing else")
    void anAdministratorSecuresAnAccountByWhatOpensIt() {
        Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        admin.update(user, Map.of("firstName", "Another"));
        admin.send("POST", "/users/" + user.id() + "/logout", null);
        assertThat(secured(user)).as("a name, and signing out").isZero();
        admin.update(user, Map.of("email", "new-" + user.email()));
        double byAddress = secured(user);
        assertThat(byAddress).isPositive();
        admin.send("DELETE", "/users/" + user.id() + "/credentials/" + admin.credentialId(user, "otp"), null);
        double byCredential = secured(user);
        assertThat(byCredential).isGreaterThan(byAddress);
        admin.update(user, Map.of("enabled", false));
        double byDisabling = secured(user);
        assertThat(byDisabling).isGreaterThan(byCredential);
        String link = "/users/" + user.id() + "/federated-identity/google";
        admin.send("POST", link, Map.of("userId", user.id(), "userName", "somebody"));
        assertThat(secured(user)).as("a link that was added").isEqualTo(byDisabling);
        admin.send("DELETE", link, null);
        assertThat(secured(user)).as("a link that was removed").isGreaterThan(byDisabling);
        assertThat(server.log()).contains("GATEHOUSE-412 The account " + user.id());
    }

    @Test
    @DisplayName("An account that is secured stays so when an administrator deletes its history")
    void forgettingTheHistoryDoesNotForgetThatItWasSecured() {
        Admin.User user = admin.newUser("agent");
        Page waiting = PendingLogin.AT_CONSENT.reached(server, recoveries.browser(), user);
        admin.setPassword(user, Recoveries.NEW_PASSWORD);
        double before = secured(user);
        admin.send("DELETE", "/gatehouse/users/" + user.id() + "/history?reason=ticket+1", null);
        assertThat(secured(user)).isEqualTo(before).isPositive();
        assertSignInAgain(PendingLogin.AT_CONSENT.goneOn(server, user, waiting));
    }

    @Test
    @DisplayName("Where the gate is not in use an administrator's new password changes nothing of a session")
    void aRealmWithoutTheGateIsAsKeycloakHasIt() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore gate = admin.disabledAction("gatehouse-mfa-gate");
                Admin.Restore alone = admin.withoutClientPolicies()) {
            HttpBrowser browser = recoveries.browser();
            browser.loginCompletely("workspace", user);
            admin.setPassword(user, Recoveries.NEW_PASSWORD);
            assertThat(browser.open("workspace").isBackInTheApp()).isTrue();
            assertThat(secured(user)).isZero();
        }
    }

    @Test
    @DisplayName("The button of \"This was not me\" can be pressed twice")
    void theButtonCanBePressedTwice() {
        Admin.User user = admin.newUser("agent");
        recoveries.askNotMe(recoveries.browser(), user);
        Page secure = recoveries.browser().get(recoveries.link(user));
        for (int time = 1; time <= 2; time++) {
            assertThat(Recoveries.asksForPassword(secure.submit("gatehouse-secure-form", Map.of("secure", "on"))))
                    .as("time %d", time)
                    .isTrue();
        }
    }

    private static void assertSignInAgain(Page page) {
        assertThat(page.isBackInTheApp()).as(page.url()).isFalse();
        assertThat(Recoveries.saying(page))
                .as("%s: %s", page.url(), page.text())
                .isEqualTo("SIGN_IN_AGAIN");
    }

    /** When an account was secured, in milliseconds since the epoch; 0 if never. */
    private double secured(Admin.User user) {
        return rows.number("select coalesce(max(SECURED_AT), 0) from GH_PROFILE where USER_ID = ?", user.id());
    }
}
