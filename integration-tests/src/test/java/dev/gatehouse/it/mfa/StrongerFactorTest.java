package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.RecoveryList;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies that users with an authenticator app or recovery codes are challenged for these, in every flow. */
class StrongerFactorTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @Tag("smoke")
    void aUserWithAnAuthenticatorAppIsChallengedForItAndNothingIsEmailed() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        HttpBrowser browser = server.newBrowser();
        Page page = browser.login("workspace", user);
        assertThat(page.text()).contains("Open your authenticator app", "Type the code that the app shows now.");
        assertThat(page.offersFactor("email")).isFalse();
        JsonNode token = page.enterCode(app.code()).tokens();
        assertThat(token.get("mfa").asText()).isEqualTo("otp");
        assertThat(token.get("amr").toString()).isEqualTo("[\"pwd\",\"otp\"]");
        assertThat(server.inbox().messages(user.email())).isEmpty();
        assertThat(browser.signOut().login("workspace", user).isBackInTheApp())
                .as("the device is known")
                .isTrue();
    }

    @Test
    void aCodeOfTheAppWorksOnce() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        String code = app.code();
        server.newBrowser().login("workspace", user).enterCode(code).tokens();
        Page again = server.newBrowser().login("workspace", user).enterCode(code);
        assertThat(again.error()).isEqualTo("The code is not correct. Type the one that the app shows now");
    }

    @Test
    void emailDoesNotStandInForTheAppUnlessTheAdminSaysSo() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        Page page = server.newBrowser().login("workspace", user).postFactor("email");
        assertThat(page.text()).contains("Open your authenticator app");
        assertThat(server.inbox().messages(user.email())).isEmpty();

        try (Admin.Restore lenient = admin.mfa(Map.of("emailStandsIn", "true"))) {
            Page challenged = server.newBrowser().login("workspace", user);
            assertThat(challenged.text()).contains("Open your authenticator app");
            assertThat(challenged.offersFactor("email")).isTrue();
            Page byEmail = challenged.postFactor("email");
            assertThat(byEmail.text()).contains("Check your email");
            assertThat(byEmail.offersFactor("authenticator-app")).isTrue();
            assertThat(byEmail.enterCode(Codes.latest(server, user))
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("email");
        }
    }

    @Test
    void wrongCodesOfEveryKindCountTogetherAndInBruteForceDetection() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        List<String> wrong = app.wrongCodes(10);
        Page page = server.newBrowser().login("workspace", user);
        for (String code : wrong.subList(0, 9)) {
            page = page.enterCode(code);
            assertThat(page.error()).startsWith("The code is not correct");
        }
        assertThat(page.enterCode(wrong.get(9)).error()).startsWith("Too many incorrect codes. Try again in ");
        assertThat(server.newBrowser()
                        .login("workspace", user)
                        .enterCode(app.code())
                        .isBackInTheApp())
                .as("the right code in another browser")
                .isFalse();
        assertThat(admin.failures(user)).isGreaterThanOrEqualTo(9);
        try (Admin.Restore lenient = admin.mfa(Map.of("emailStandsIn", "true"))) {
            Page byEmail = server.newBrowser().login("workspace", user).postFactor("email");
            assertThat(byEmail.error()).as("another kind of code does not help").startsWith("Too many incorrect codes");
        }
    }

    @Test
    void whatIsTypedMayBeAnything() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        Page page = server.newBrowser().login("workspace", user);
        page = page.enterCode("");
        assertThat(page.error()).isEqualTo("Enter the code");
        page = page.enterCode("12345");
        assertThat(page.error()).contains("You entered 5 characters");
        page = page.enterCode("<script>");
        assertThat(page.error()).contains("You entered 8 characters");
        page = page.postFactor("telepathy");
        assertThat(page.text()).contains("Open your authenticator app");
        String code = app.code();
        String spaced = code.substring(0, 3) + " " + code.substring(3);
        assertThat(page.enterCode(spaced).isBackInTheApp()).isTrue();
        assertThat(admin.failures(user)).as("what cannot be a code is no guess").isZero();
    }

    @Test
    void aUserWithoutAddressSignsInWithTheApp() {
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false));
                Admin.Restore optional = admin.optionalEmail()) {
            AuthenticatorApp app = new AuthenticatorApp();
            Admin.User user = admin.newUserWithoutEmail(List.of(app.credential()), "agent");
            assertThat(server.newBrowser()
                            .login("workspace", user)
                            .enterCode(app.code())
                            .isBackInTheApp())
                    .isTrue();
        }
    }

    @Test
    void theGateChallengesForTheAppToo() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        // A flow without any second factor, not even Keycloak's own.
        try (Admin.Restore bare = admin.passwordOnlyFlow("workspace")) {
            Page page = server.newBrowser().login("workspace", user);
            assertThat(page.text()).contains("Open your authenticator app");
            page = page.enterCode(app.wrongCodes(1).get(0));
            assertThat(page.error()).startsWith("The code is not correct");
            assertThat(page.enterCode(app.code()).tokens().get("mfa").asText()).isEqualTo("otp");
        }
    }

    @Test
    void aPrivilegedUserFromACompanyIsChallengedForTheApp() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User supervisor = Company.INITECH.newMember(server, "supervisor");
        admin.update(supervisor, Map.of("credentials", List.of(app.credential())));
        Page page = server.newBrowser().loginAtCompany("workspace", supervisor.email());
        assertThat(page.text()).contains("Open your authenticator app");
        assertThat(page.enterCode(app.code()).tokens().get("mfa").asText()).isEqualTo("otp");
    }

    @Test
    void theDirectGrantTakesTheCodeOfTheApp() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        DirectGrant phone = new DirectGrant(server);
        JsonNode challenge = phone.call(user, Map.of());
        assertThat(challenge.get("mfa_reason").asText()).isEqualTo("code_needed");
        assertThat(challenge.get("delivery").asText()).isEqualTo("authenticator-app");
        assertThat(server.inbox().messages(user.email())).isEmpty();
        String token = challenge.get("mfa_token").asText();
        assertThat(phone.call(
                                user,
                                Map.of(
                                        "mfa_token",
                                        token,
                                        "code",
                                        app.wrongCodes(1).get(0)))
                        .get("mfa_reason")
                        .asText())
                .isEqualTo("wrong");
        // Keycloak counts afterwards, and refuses attempts in the meantime.
        await().until(() -> admin.failures(user) == 1);
        assertThat(phone.call(user, Map.of("mfa_token", token, "mfa_delivery", "email"))
                        .get("delivery")
                        .asText())
                .isEqualTo("authenticator-app");
        assertThat(phone.call(user, Map.of("mfa_token", token, "code", app.code()))
                        .has("access_token"))
                .isTrue();
    }

    @Test
    void theDirectGrantOffersEmailWhereItMayStandIn() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        DirectGrant phone = new DirectGrant(server);
        try (Admin.Restore lenient = admin.mfa(Map.of("emailStandsIn", "true"))) {
            JsonNode challenge = phone.call(user, Map.of());
            assertThat(challenge.get("mfa_deliveries").toString()).isEqualTo("[\"authenticator-app\",\"email\"]");
            String token = challenge.get("mfa_token").asText();
            assertThat(phone.call(user, Map.of("mfa_token", token, "mfa_delivery", "email"))
                            .get("mfa_reason")
                            .asText())
                    .isEqualTo("code_sent");
            String code = Codes.latest(server, user);
            assertThat(phone.call(user, Map.of("mfa_token", token, "mfa_delivery", "email", "code", code))
                            .has("access_token"))
                    .isTrue();
        }
    }

    @Test
    void aLostPhoneIsReplacedByRecoveryCodesOneAfterAnother() {
        List<String> codes = List.of("ABCD1234EFGH", "JKLM5678NPQR");
        List<Map<String, Object>> credentials =
                new ArrayList<>(List.of(new AuthenticatorApp().credential(), RecoveryList.credential(codes)));
        Admin.User user = admin.newUserWith(credentials, "agent");
        Page page = server.newBrowser().login("workspace", user);
        assertThat(page.offersFactor("recovery-code")).isTrue();
        Page recovery = page.postFactor("recovery-code");
        assertThat(recovery.text()).contains("Type code number 1 from your list");
        recovery = recovery.enterCode(codes.get(1));
        assertThat(recovery.error()).startsWith("The code is not correct");
        JsonNode token = recovery.enterCode("abcd-1234-efgh").tokens();
        assertThat(token.get("mfa").asText()).isEqualTo("recovery-code");

        Page next = server.newBrowser().login("workspace", user).postFactor("recovery-code");
        assertThat(next.text()).contains("Type code number 2 from your list");
        Page setUp = next.enterCode(codes.get(1));
        assertThat(setUp.isBackInTheApp())
                .as("the list is used up, so a new one is made")
                .isFalse();
        assertThat(setUp.text()).contains("Recovery");
    }

    @Test
    void aRecoveryCodeSignsInOnceHoweverManyTryAtTheSameTime() throws Exception {
        List<String> codes = List.of("ABCD1234EFGH", "JKLM5678NPQR", "STUV1234WXYZ");
        Admin.User user = admin.newUserWith(List.of(RecoveryList.credential(codes)), "agent");
        DirectGrant phone = new DirectGrant(server);
        // Brute-force detection lets one request of a user through at a time, on one node; it is not the protection
        // that is tested here.
        try (Admin.Restore unprotected = admin.realm(Map.of("bruteForceProtected", false))) {
            String token = phone.call(user, Map.of("mfa_delivery", "recovery-code"))
                    .get("mfa_token")
                    .asText();
            ExecutorService callers = Executors.newFixedThreadPool(8);
            try {
                List<Callable<JsonNode>> calls = Collections.nCopies(
                        8, () -> phone.call(user, Map.of("mfa_token", token, "code", codes.get(0))));
                int in = 0;
                for (Future<JsonNode> answer : callers.invokeAll(calls)) {
                    in += answer.get().has("access_token") ? 1 : 0;
                }
                assertThat(in).isEqualTo(1);
            } finally {
                callers.shutdown();
            }
        }
    }

    @Test
    @DisplayName("The last recovery code signs in through a direct grant and leaves the grant usable")
    void theLastRecoveryCodeKeepsTheDirectGrantUsable() {
        String code = "ABCD1234EFGH";
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential(), RecoveryList.credential(List.of(code))), "agent");
        DirectGrant phone = new DirectGrant(server);
        String token = phone.call(user, Map.of("mfa_delivery", "recovery-code"))
                .get("mfa_token")
                .asText();
        assertThat(phone.call(user, Map.of("mfa_token", token, "code", code)).has("access_token"))
                .as("the choice belongs to the token")
                .isTrue();
        String next = phone.call(user, Map.of()).get("mfa_token").asText();
        assertThat(phone.call(user, Map.of("mfa_token", next, "code", app.code()))
                        .has("access_token"))
                .isTrue();
    }

    @Test
    void aDamagedCredentialDoesNotPreventUsingAnother() throws SQLException {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user =
                admin.newUserWith(List.of(app.credential(), RecoveryList.credential(List.of("ABCD1234EFGH"))), "agent");
        try (Connection database = server.database();
                PreparedStatement damage = database.prepareStatement(
                        "update CREDENTIAL set SECRET_DATA = '{' where USER_ID = ? and TYPE = 'recovery-authn-codes'")) {
            damage.setString(1, user.id());
            assertThat(damage.executeUpdate()).isEqualTo(1);
        }
        Page page = server.newBrowser().login("workspace", user);
        Page recovery = page.postFactor("recovery-code");
        assertThat(recovery.status()).isEqualTo(200);
        Page refused = recovery.enterCode("ABCD1234EFGH");
        assertThat(refused.error()).startsWith("The code is not correct");
        assertThat(refused.postFactor("authenticator-app").enterCode(app.code()).isBackInTheApp())
                .isTrue();
    }

    @Test
    @DisplayName("The tick for a shared computer is kept when another factor is chosen")
    void aSharedComputerStaysTickedWithAnotherFactor() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user =
                admin.newUserWith(List.of(app.credential(), RecoveryList.credential(List.of("ABCD1234EFGH"))), "agent");
        Page page = server.newBrowser().login("workspace", user);
        Page other = page.submit("gatehouse-code-form", Map.of("factor", "recovery-code", "sharedComputer", "on"));
        assertThat(other.isSharedComputer()).isTrue();
    }
}
