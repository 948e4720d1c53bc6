package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.LoginTab;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that a login that waits for a new password ends signed in, in the browser that asked and nowhere else, and that it gives nobody
 * more than the mailbox and the new password give.
 */
class RecoverySignInTest {

    private static final String EMAIL_ONLY = "[\"email\"]";
    private static final String PASSWORD_AND_EMAIL = "[\"pwd\",\"email\"]";
    private static final String KNOWN_DEVICE = "gatehouse-known-device";
    private static final String GATE = "gatehouse-mfa-gate";
    private static final String ACCESS = "gatehouse-app-access";
    private static final String MFA = "gatehouse-adaptive-mfa";
    private static final String PASSWORD_FORM = "auth-username-password-form";
    private static final String TOP_OF_FLOW = "login-actions/authenticate";
    private static final String ESSENTIAL_2 =
            "claims=" + Admin.encode("{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"2\"]}}}");

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Flows flows = new Flows(admin);
    private final Recoveries recoveries = new Recoveries(server);
    private final HttpBrowser browser = recoveries.browser();

    @Test
    @Tag("smoke")
    void theCodeTypedInTheOpenPageEndsInTheApp() {
        Admin.User user = admin.newUser("agent");
        Page end = newPassword(byCode("workspace", user));
        assertThat(end.url()).contains("state=s1");
        JsonNode token = end.tokens();
        assertThat(token.get("amr").toString()).isEqualTo(EMAIL_ONLY);
        assertThat(token.get("mfa").asText()).isEqualTo("email");
        assertThat(browser.refresh().status()).as("the new session lives").isEqualTo(200);
        assertThat(browser.open("workspace").tokens().get("amr").toString())
                .as("at the next app")
                .isEqualTo(EMAIL_ONLY);
        await().until(() -> recoveries.mails(user).size() == 2);
        assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isTrue();
    }

    @Test
    void theLinkOpenedInTheBrowserThatAskedEndsInTheApp() {
        Admin.User user = admin.newUser("agent");
        Page waiting = recoveries.ask(browser, "workspace", user);
        Page end = newPassword(browser.get(recoveries.link(user)));
        assertThat(end.tokens().get("amr").toString()).isEqualTo(EMAIL_ONLY);
        assertThat(browser.get(waiting.url()).isBackInTheApp())
                .as("the page that waits")
                .isFalse();
    }

    @Test
    void anotherBrowserIsNotSignedInNorIsTheOneThatWaits() {
        Admin.User user = admin.newUser("agent");
        Page waiting = recoveries.ask(browser, "workspace", user);
        HttpBrowser other = recoveries.browser();
        Page done = newPassword(other.get(recoveries.link(user)));
        assertThat(Recoveries.saying(done)).isEqualTo("DONE");
        assertThat(done.link("login_hint")).contains("login_hint=" + Admin.encode(user.email()));
        assertThat(other.cookies()).doesNotContainKey("KEYCLOAK_IDENTITY");
        assertThat(recoveries.browser().get(done.url()).html())
                .as("who finds the page later learns no address")
                .doesNotContain(user.email())
                .doesNotContain(Admin.encode(user.email()));

        assertThat(browser.get(waiting.url()).isBackInTheApp()).isFalse();
        Page top = browser.get(top(waiting));
        assertThat(top.asksForPassword()).as(top.text()).isTrue();
        assertThat(browser.open("workspace").asksForPassword()).isTrue();
    }

    @Test
    void aStolenPageOrLinkSignsNobodyIntoTheLoginOfAnotherBrowser() {
        Admin.User user = admin.newUser("agent");
        Page waiting = recoveries.ask(browser, "workspace", user);
        HttpBrowser thief = recoveries.browser();
        Page form =
                thief.get(waiting.url()).submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user)));
        assertThat(Recoveries.saying(newPassword(form))).isEqualTo("DONE");
        assertThat(thief.get(top(waiting)).isBackInTheApp()).isFalse();
        assertThat(browser.get(top(waiting)).isBackInTheApp()).isFalse();
    }

    @Test
    void aCopiedLoginCookieAloneDoesNotTakeTheLoginOver() {
        Admin.User user = admin.newUser("agent");
        Page form = byCode("workspace", user);
        HttpBrowser thief = browser.anotherTab();
        browser.stoppingBefore(TOP_OF_FLOW);
        Page top = newPassword(form);
        assertThat(top.url()).contains(TOP_OF_FLOW);
        Page taken = thief.get(top.url());
        assertThat(taken.isBackInTheApp()).isFalse();
        browser.goingOn();
        assertThat(browser.get(top.url()).tokens().get("amr").toString()).isEqualTo(EMAIL_ONLY);
        assertThat(browser.get(top.url()).url()).as("a second time").doesNotContain("&code=");
    }

    @Test
    void aRestartAnotherTabAndAnotherAppLoseTheProof() {
        Admin.User user = admin.newUser("agent");
        Page top = stopped(byCode("workspace", user));
        LoginTab tab = LoginTab.of(server, top);
        assertThat(browser.get(top.url().replace("client_id=workspace", "client_id=mobile"))
                        .isBackInTheApp())
                .as("another app")
                .isFalse();
        assertThat(browser.open("workspace").asksForPassword())
                .as("another tab")
                .isTrue();
        assertThat(browser.get(tab.endpoint("restart")).asksForPassword())
                .as("a restart")
                .isTrue();
        assertThat(browser.get(top.url()).asksForPassword())
                .as("the same tab after a restart")
                .isTrue();
    }

    @Test
    void theProofEndsWithItsTimeAndWithTheNextChange() {
        Admin.User late = admin.newUser("agent");
        Page top = stopped(byCode("workspace", late));
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofMinutes(11));
            assertThat(browser.get(top.url()).isBackInTheApp()).as("too late").isFalse();
        }
        Admin.User secured = admin.newUser("agent");
        HttpBrowser another = recoveries.browser();
        Page waiting = recoveries.ask(another, "workspace", secured);
        another.stoppingBefore(TOP_OF_FLOW);
        Page before = newPassword(another.get(recoveries.link(secured)));
        another.goingOn();
        admin.setPassword(secured, "Third!Passw0rd");
        assertThat(another.get(before.url()).isBackInTheApp())
                .as("after another change, %s", waiting.url())
                .isFalse();
    }

    @Test
    void elsewhereTheMailboxCountsForTenMinutesAfterTheNewPassword() {
        Admin.User user = admin.newUser("agent");
        recoveries.ask(browser, "workspace", user);
        HttpBrowser other = recoveries.browser();
        newPassword(other.get(recoveries.link(user)));
        assertThat(other.login("workspace", user).isBackInTheApp())
                .as("the former password")
                .isFalse();
        assertThat(recoveries
                        .browser()
                        .login("workspace", user, Recoveries.NEW_PASSWORD)
                        .asksForCode())
                .as("a third browser")
                .isTrue();
        JsonNode token = other.login("workspace", user, Recoveries.NEW_PASSWORD).tokens();
        assertThat(token.get("amr").toString()).isEqualTo(PASSWORD_AND_EMAIL);
        assertThat(admin.credentialTypes(user)).as("remembered").contains(KNOWN_DEVICE);
    }

    @Test
    void elsewhereTheMailboxCountsNeitherLaterNorAfterAChangeNorForAnother() {
        Admin.User user = admin.newUser("agent");
        Admin.User another = admin.newUser("agent");
        HttpBrowser other = recoveries.browser();
        newPassword(other.get(recoveries.linkFor(user)));
        assertThat(other.login("workspace", another).asksForCode())
                .as("another account")
                .isTrue();
        HttpBrowser later = other.anotherTab();
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofMinutes(11));
            assertThat(later.login("workspace", user, Recoveries.NEW_PASSWORD).asksForCode())
                    .as("later")
                    .isTrue();
        }
        admin.setPassword(user, Admin.PASSWORD);
        assertThat(other.login("workspace", user).asksForCode())
                .as("after another change")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aStrongerFactorIsAskedForWhetherTheLoginIsSuspiciousOrNot(boolean isUnsuspicious) {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        try (Admin.Restore calm = isUnsuspicious ? admin.unsuspicious() : () -> {}) {
            Page page = newPassword(byCode("workspace", user));
            assertThat(page.text()).contains("Open your authenticator app");
            Page still = page.postFactor("email");
            assertThat(still.text()).as("email instead").contains("Open your authenticator app");
            JsonNode token = still.enterCode(app.code()).tokens();
            assertThat(token.get("amr").toString()).isEqualTo("[\"email\",\"otp\"]");
            assertThat(token.get("mfa").asText()).isEqualTo("otp");
        }
    }

    @Test
    void elsewhereAStrongerFactorIsAskedForToo() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        HttpBrowser other = recoveries.browser();
        newPassword(other.get(recoveries.linkFor(user)));
        assertThat(other.login("workspace", user, Recoveries.NEW_PASSWORD).text())
                .contains("Open your authenticator app");
    }

    @Test
    void aPrivilegedUserEntersTheDashboardAndAnotherDoesNot() {
        Admin.User owner = admin.newUser("owner");
        assertThat(newPassword(byCode("dashboard", owner)).tokens().get("amr").toString())
                .isEqualTo(EMAIL_ONLY);
        Admin.User agent = admin.newUser("agent");
        HttpBrowser another = recoveries.browser();
        Page waiting = recoveries.ask(another, "dashboard", agent);
        Page end = newPassword(waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(agent))));
        assertThat(end.text()).contains("is for owners, admins and supervisors");
        assertThat(another.open("workspace").asksForPassword())
                .as("no session was opened")
                .isTrue();
    }

    @Test
    @DisplayName("Where a level is demanded, one mailbox is not both factors: the new password is typed")
    void aLevelIsNotReachedByTheMailboxAlone() {
        Admin.User user = admin.newUser("agent");
        Page waiting = Recoveries.enter(
                browser.get(browser.open("workspace", ESSENTIAL_2)
                        .enterEmail(user.email())
                        .link("reset-credentials")),
                user.email());
        Page end = newPassword(waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user))));
        assertThat(end.asksForPassword()).as(end.url() + end.text()).isTrue();
        JsonNode token =
                end.enterPassword(user.email(), Recoveries.NEW_PASSWORD).tokens();
        assertThat(token.get("acr").asText()).isEqualTo("2");
        assertThat(token.get("amr").toString()).isEqualTo(PASSWORD_AND_EMAIL);

        assertThat(newPassword(anotherByCode(admin.newUser("agent")))
                        .tokens()
                        .get("acr")
                        .asText())
                .as("no level is demanded")
                .isEqualTo("1");

        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User stronger = admin.newUserWith(List.of(app.credential()), "agent");
        try (Admin.Restore levels =
                admin.mfa(Map.of("acrLevel", "2", "acrLevelStronger", "3", "emailStandsIn", "true"))) {
            HttpBrowser another = recoveries.browser();
            Page asked = Recoveries.enter(
                    another.get(another.open("workspace", ESSENTIAL_2.replace("%222%22", "%223%22"))
                            .enterEmail(stronger.email())
                            .link("reset-credentials")),
                    stronger.email());
            Page challenged = newPassword(
                            asked.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(stronger))))
                    .enterPassword(stronger.email(), Recoveries.NEW_PASSWORD);
            assertThat(challenged.text()).contains("Open your authenticator app");
            assertThat(challenged.enterCode(app.code()).tokens().get("acr").asText())
                    .isEqualTo("3");
        }
    }

    @Test
    void theFlowOfTheAppRunsFromItsTop() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore bare = admin.passwordOnlyFlow("workspace")) {
            assertThat(newPassword(byCode("workspace", user))
                            .tokens()
                            .get("amr")
                            .toString())
                    .as("the gate takes the proof")
                    .isEqualTo(EMAIL_ONLY);
        }
        for (String order : List.of("before", "after")) {
            Step deny = Step.required("deny-access-authenticator");
            Step password = Step.required(PASSWORD_FORM);
            Admin.User denied = admin.newUser("agent");
            HttpBrowser another = recoveries.browser();
            Page waiting = recoveries.ask(another, "workspace", denied);
            try (Admin.Restore denying = order.equals("before")
                    ? flows.override("workspace", deny, password, Step.required(MFA))
                    : flows.override("workspace", password, Step.required(MFA), deny)) {
                Page end = newPassword(
                        waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(denied))));
                assertThat(end.isBackInTheApp()).as(order).isFalse();
                assertThat(end.text()).contains("Access denied");
            }
        }
    }

    @Test
    void aSecondFactorOfKeycloaksOwnIsAskedFor() {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        Page waiting = recoveries.ask(browser, "workspace", user);
        try (Admin.Restore conditional = flows.override(
                "workspace",
                Step.required(PASSWORD_FORM),
                Step.conditional(
                        Step.required("conditional-credential", Map.of("credentials", "password", "included", "true")),
                        Step.required("auth-otp-form")))) {
            Page page =
                    newPassword(waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user))));
            assertThat(page.has("otp")).as(page.text()).isTrue();
        }
    }

    @Test
    @DisplayName("Where the password form is Keycloak's own, the new password is asked, with the address filled in")
    void anotherPasswordFormAsksWithTheAddressFilledIn() {
        Admin.User user = admin.newUser("agent");
        Page form = byCode("workspace", user);
        try (Admin.Restore gate = admin.disabledAction(GATE);
                Admin.Restore access = admin.disabledAction(ACCESS)) {
            Page page = newPassword(form);
            assertThat(page.asksForPassword()).as(page.text()).isTrue();
            assertThat(page.text()).contains(user.email());
            Page end = page.enterPassword(user.email(), Recoveries.NEW_PASSWORD);
            assertThat(end.tokens().get("amr").toString()).isEqualTo(PASSWORD_AND_EMAIL);
        }
    }

    @Test
    void aPasswordPageOfItsOwnIsPassedForTheSameUserOnly() {
        Admin.User another = admin.newUser("agent");
        for (boolean isSame : List.of(true, false)) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser fresh = recoveries.browser();
            Page waiting = recoveries.ask(fresh, "workspace", user);
            try (Admin.Restore twoPages = flows.override(
                    "workspace",
                    Step.required("auth-username-form"),
                    Step.required("auth-password-form"),
                    Step.required(MFA))) {
                Page name = newPassword(
                        waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user))));
                assertThat(name.element("#username").val()).isEqualTo(user.email());
                Page end = name.enterEmail(isSame ? user.email() : another.email());
                assertThat(end.isBackInTheApp()).as(end.text()).isEqualTo(isSame);
            }
        }
    }

    @Test
    void aSharedComputerIsNotRemembered() {
        Admin.User user = admin.newUser("agent");
        byCode("workspace", user)
                .submit(
                        "gatehouse-password-form",
                        Map.of(
                                "password-new",
                                Recoveries.NEW_PASSWORD,
                                "password-confirm",
                                Recoveries.NEW_PASSWORD,
                                "logout-sessions",
                                "on",
                                "sharedComputer",
                                "on"))
                .tokens();
        assertThat(admin.credentialTypes(user)).doesNotContain(KNOWN_DEVICE);

        Admin.User own = admin.newUser("agent");
        HttpBrowser another = recoveries.browser();
        Page waiting = recoveries.ask(another, "workspace", own);
        newPassword(waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(own))))
                .tokens();
        assertThat(another.signOut()
                        .login("workspace", own, Recoveries.NEW_PASSWORD)
                        .isBackInTheApp())
                .as("a computer of one's own is known")
                .isTrue();
    }

    @Test
    void aLoginThatWentOnIsLeftAlone() {
        Admin.User user = admin.newUser("agent");
        Admin.User other = admin.newUser("agent");
        Page waiting = recoveries.ask(browser, "workspace", user);
        Page login = browser.get(browser.get(waiting.url() + "/other").link("login-actions/restart"));
        Page challenged = login.enterPassword(other.email(), Admin.PASSWORD);
        assertThat(challenged.asksForCode()).isTrue();
        assertThat(Recoveries.saying(newPassword(browser.get(recoveries.link(user)))))
                .isEqualTo("DONE");
        assertThat(challenged
                        .enterCode(Codes.latest(server, other))
                        .tokens()
                        .get("sub")
                        .asText())
                .as("the login of another user in this tab goes on")
                .isEqualTo(other.id());
    }

    @Test
    void aBrowserSignedInAsAnotherStaysSignedInAsAnother() {
        Admin.User user = admin.newUser("agent");
        Admin.User other = admin.newUser("agent");
        recoveries.ask(browser, "workspace", user);
        browser.loginCompletely("workspace", other);
        assertThat(Recoveries.saying(newPassword(browser.get(recoveries.link(user)))))
                .isEqualTo("DONE");
        assertThat(browser.open("workspace").tokens().get("sub").asText()).isEqualTo(other.id());

        Admin.User third = admin.newUser("agent");
        Page reauthentication = browser.open("workspace", "prompt=login");
        Page waiting = Recoveries.enter(browser.get(reauthentication.link("reset-credentials")), third.email());
        Page form = waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(third)));
        assertThat(Recoveries.saying(newPassword(form))).isEqualTo("DONE");
        assertThat(browser.open("workspace").tokens().get("sub").asText()).isEqualTo(other.id());
    }

    @Test
    void signingInAgainForAnAppThatDemandsItEndsInTheApp() {
        Admin.User user = admin.newUser("agent");
        browser.loginCompletely("workspace", user);
        Page reauthentication = browser.open("workspace", "prompt=login");
        Page waiting = Recoveries.enter(browser.get(reauthentication.link("reset-credentials")), user.email());
        Page end = newPassword(waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user))));
        JsonNode token = end.tokens();
        assertThat(token.get("sub").asText()).isEqualTo(user.id());
        assertThat(token.get("amr").toString()).isEqualTo(EMAIL_ONLY);
    }

    @Test
    void otherSessionsEndFirstAndTheNewOneLives() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser before = recoveries.browser();
        before.loginCompletely("workspace", user);
        newPassword(byCode("workspace", user)).tokens();
        assertThat(before.refresh().status()).as("the session from before").isEqualTo(400);
        assertThat(browser.refresh().status()).as("the new session").isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"observe", "off"})
    void whereNobodyIsChallengedNobodyIsNow(String mode) {
        AuthenticatorApp app = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(app.credential()), "agent");
        try (Admin.Restore lenient = admin.mfa(Map.of("mode", mode))) {
            assertThat(newPassword(byCode("workspace", user))
                            .tokens()
                            .get("amr")
                            .toString())
                    .isEqualTo("[\"email\",\"not-asked\"]");
        }
    }

    private Page byCode(String app, Admin.User user) {
        Page waiting = recoveries.ask(browser, app, user);
        return waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user)));
    }

    private Page anotherByCode(Admin.User user) {
        Page waiting = recoveries.ask(recoveries.browser(), "workspace", user);
        return waiting.submit("gatehouse-recovery-code-form", Map.of("code", recoveries.code(user)));
    }

    private Page stopped(Page form) {
        form.browser().stoppingBefore(TOP_OF_FLOW);
        Page top = newPassword(form);
        form.browser().goingOn();
        assertThat(top.url()).as(top.text()).contains(TOP_OF_FLOW);
        return top;
    }

    private static Page newPassword(Page form) {
        assertThat(Recoveries.asksForPassword(form)).as(form.text()).isTrue();
        return Recoveries.choose(form, Recoveries.NEW_PASSWORD);
    }

    /** Where the login of the tab begins that the page waits for. */
    private String top(Page waiting) {
        Page again = waiting.browser().get(waiting.url() + "/other");
        return again.link("login-actions/restart").replace("login-actions/restart", TOP_OF_FLOW);
    }
}
