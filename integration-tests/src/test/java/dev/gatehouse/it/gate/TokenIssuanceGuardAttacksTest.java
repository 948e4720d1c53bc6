package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.it.gate.UnmetRequirement.Ending;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.LoginTab;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.SamlApp;
import dev.gatehouse.testsupport.server.Release;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies the token issuance guard against attackers who know how it works. Without client policies, as in {@link TokenIssuanceGuardTest}.
 */
class TokenIssuanceGuardAttacksTest {

    private static final int AT_ONCE = 12;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Flows flows = new Flows(admin);
    private Admin.Restore alone;

    @BeforeEach
    void withoutClientPolicies() {
        alone = admin.withoutClientPolicies();
    }

    @AfterEach
    void restore() {
        alone.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "code",
                "id_token",
                "id_token token",
                "code id_token",
                "code token",
                "code id_token token",
                "code&response_mode=form_post",
                "id_token&response_mode=form_post",
                "code&response_mode=jwt"
            })
    @DisplayName("Implicit and hybrid response types, response modes")
    void noOtherResponseTypeLeavesEither(String responseType) {
        try (Admin.Restore app = Clients.added(
                admin,
                "hybrid",
                Map.of(
                        "publicClient",
                        true,
                        "standardFlowEnabled",
                        true,
                        "implicitFlowEnabled",
                        true,
                        "redirectUris",
                        List.of(HttpBrowser.CALLBACK)))) {
            flows.stock("hybrid");
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            Page waiting = browser.get(server.realmUrl()
                            + "/protocol/openid-connect/auth?client_id=hybrid&scope=openid&state=s1&nonce=n1&redirect_uri="
                            + Admin.encode(HttpBrowser.CALLBACK) + "&response_type=" + responseType.replace(" ", "%20"))
                    .enterPassword(user.email(), Admin.PASSWORD);
            Page refused = LoginTab.of(server, waiting).agree();
            assertThat(refused.asksForCode()).as(refused.url() + refused.text()).isTrue();
            assertNothingIsLeftOf(user);
            Page end = UnmetRequirement.PROOF.fulfilled(server, user, refused);
            assertThat(end.url() + end.html())
                    .as("what an honest login gets")
                    .containsPattern("[?&#](code|id_token|response)=|name=\"(code|id_token)\"");
        }
    }

    static Stream<Arguments> otherBindings() {
        return Stream.of(SamlApp.Binding.REDIRECT, SamlApp.Binding.ARTIFACT)
                .flatMap(binding -> Stream.of(UnmetRequirement.values()).map(unmet -> Arguments.of(binding, unmet)));
    }

    @ParameterizedTest
    @MethodSource("otherBindings")
    @DisplayName("SAML: redirect and artifact binding")
    void noAssertionLeavesByAnotherBinding(SamlApp.Binding binding, UnmetRequirement unmet) {
        SamlApp app = new SamlApp(server);
        try (Admin.Restore client = app.registered(binding);
                Admin.Restore demand = unmet.required(admin, SamlApp.ENTITY)) {
            flows.stock(SamlApp.ENTITY);
            Admin.User user = admin.newUser("agent");
            Page waiting = app.open(server.newBrowser(), binding).enterPassword(user.email(), Admin.PASSWORD);
            assertThat(unmet.isShown(waiting)).as(waiting.text()).isTrue();
            Page refused = LoginTab.of(server, waiting).agree();
            assertThat(unmet.isShown(refused))
                    .as(refused.url() + refused.text())
                    .isTrue();
            assertNothingIsLeftOf(user);
            Page end = unmet.fulfilled(server, user, refused);
            assertThat(end.url())
                    .as("what an honest login gets")
                    .contains(binding == SamlApp.Binding.ARTIFACT ? "SAMLart=" : "SAMLResponse=");
        }
    }

    @Test
    void threeTabsBypassNothing() {
        try (Admin.Restore app = Ending.CODE.added(server)) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            List<Page> tabs = new ArrayList<>();
            for (int tab = 0; tab < 3; tab++) {
                tabs.add(UnmetRequirement.PROOF.reached(server, Ending.CODE, browser, user));
            }
            for (Page tab : tabs) {
                Page refused = LoginTab.of(server, tab).agree();
                assertThat(refused.asksForCode())
                        .as(refused.url() + refused.text())
                        .isTrue();
                assertNothingIsLeftOf(user);
            }
            Page last = LoginTab.of(server, tabs.get(2)).reload();
            assertThat(Ending.CODE.isReached(UnmetRequirement.PROOF.fulfilled(server, user, last)))
                    .isTrue();
            assertThat(admin.get("/users/" + user.id() + "/sessions")).hasSize(1);
            assertThat(LoginTab.of(server, tabs.get(0)).reload().status())
                    .as("a tab that is left over")
                    .isLessThan(500);
        }
    }

    @Test
    void manyAttemptsAtOnceAreNoBetterThanOne() {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try (Admin.Restore app = Ending.CODE.added(server)) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            Page waiting = UnmetRequirement.PROOF.reached(server, Ending.CODE, browser, user);
            String consent = LoginTab.of(server, waiting).endpoint("consent");
            List<CompletableFuture<Page>> answers = Stream.generate(browser::anotherTab)
                    .limit(AT_ONCE)
                    .map(tab ->
                            CompletableFuture.supplyAsync(() -> tab.post(consent, Map.of("accept", "Yes")), threads))
                    .toList();
            assertThat(answers).extracting(CompletableFuture::join).allSatisfy(answer -> assertThat(
                            Ending.CODE.isReached(answer))
                    .as(answer.url())
                    .isFalse());
            assertNothingIsLeftOf(user);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    @DisplayName("Another user signs in over a live session, which Keycloak itself refuses: the session stays")
    void aRefusalOfAnotherUserLeavesTheLiveSessionAlone() {
        Admin.User alice = admin.newUser("agent");
        Admin.User bob = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        try (Admin.Restore noCookie = flows.override("workspace", Step.required("auth-username-password-form"))) {
            browser.cookies()
                    .keySet()
                    .removeIf(name -> name.startsWith("AUTH_SESSION_ID") || name.equals("KC_AUTH_SESSION_HASH"));
            Page waiting = browser.open("workspace").enterPassword(bob.email(), Admin.PASSWORD);
            assertThat(waiting.asksForCode()).as(waiting.text()).isTrue();
            Page refused = LoginTab.of(server, waiting).agree();
            assertThat(Ending.CODE.isReached(refused))
                    .as(refused.url() + refused.text())
                    .isFalse();
        }
        assertNoSessionIsLeftOf(bob);
        if (Release.isAtLeast("26.7")) {
            // Before, Keycloak's own refusal does not roll the consent back.
            assertNoConsentIsLeftOf(bob);
        }
        assertThat(admin.get("/users/" + alice.id() + "/sessions")).hasSize(1);
        assertThat(browser.open("workspace", "prompt=none").tokens().get("sub").asText())
                .isEqualTo(alice.id());
    }

    @Test
    void aRefusalKeepsNoRememberMe() {
        try (Admin.Restore remembering = admin.realm(Map.of("rememberMe", true));
                Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            Page waiting = browser.open("workspace")
                    .submit("kc-form-login", Map.of("username", user.email(), "rememberMe", "on"))
                    .submit("kc-form-login", Map.of("password", Admin.PASSWORD, "rememberMe", "on"));
            Page refused = LoginTab.of(server, waiting).agree();
            assertThat(refused.asksForCode()).as(refused.url() + refused.text()).isTrue();
            assertNothingIsLeftOf(user);
            assertThat(browser.cookies())
                    .doesNotContainKeys("KEYCLOAK_IDENTITY", "KEYCLOAK_SESSION", "KEYCLOAK_REMEMBER_ME");
            UnmetRequirement.PROOF.fulfilled(server, user, refused).tokens();
            assertThat(admin.get("/users/" + user.id() + "/sessions")
                            .get(0)
                            .get("rememberMe")
                            .asBoolean())
                    .isTrue();
            assertThat(browser.cookies()).containsKey("KEYCLOAK_REMEMBER_ME");
        }
    }

    @Test
    @DisplayName("Impersonation: the session that the admin has opened stays, and gives no code")
    void anImpersonatorGetsNoCodeByTheConsentEndpoint() {
        try (Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            browser.impersonate(user);
            assertRefusedAndTheSessionStays(browser, user, browser.open("workspace"));
        }
    }

    @Test
    @DisplayName("A session that was never checked, from before the gate was switched on")
    void aSessionFromBeforeTheGateGivesNoCode() {
        try (Admin.Restore stock = flows.stock("workspace")) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser();
            try (Admin.Restore open = admin.disabledAction("gatehouse-mfa-gate")) {
                browser.login("workspace", user).tokens();
            }
            assertRefusedAndTheSessionStays(browser, user, browser.open("workspace"));
        }
    }

    private void assertRefusedAndTheSessionStays(HttpBrowser browser, Admin.User user, Page waiting) {
        JsonNode before = admin.get("/users/" + user.id() + "/sessions");
        assertThat(before).hasSize(1);
        assertThat(waiting.asksForCode()).as(waiting.text()).isTrue();
        Page refused = LoginTab.of(server, waiting).agree();
        assertThat(refused.asksForCode()).as(refused.url() + refused.text()).isTrue();
        JsonNode after = admin.get("/users/" + user.id() + "/sessions");
        assertThat(after).hasSize(1);
        assertThat(after.get(0).get("id")).isEqualTo(before.get(0).get("id"));
        assertThat(after.get(0).get("clients")).isEqualTo(before.get(0).get("clients"));
        assertThat(browser.anotherTab().open("workspace", "prompt=none").url()).contains("error=interaction_required");
        assertThat(UnmetRequirement.PROOF
                        .fulfilled(server, user, refused)
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("email");
    }

    @ParameterizedTest
    @CsvSource({"account-console, /realms/acme/account/", "security-admin-console, /admin/acme/console/"})
    @DisplayName("Keycloak's own consoles")
    void theConsolesGetNoCodeEither(String console, String address) {
        try (Admin.Restore stock = flows.stock(console)) {
            Admin.User user = admin.newUser("agent");
            HttpBrowser browser = server.newBrowser().stoppingBefore("code=");
            Page waiting = browser.get(server.realmUrl()
                            + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s1&client_id="
                            + console
                            + "&redirect_uri=" + Admin.encode(server.url() + address)
                            + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM")
                    .enterPassword(user.email(), Admin.PASSWORD);
            assertThat(waiting.asksForCode()).as(waiting.text()).isTrue();
            Page refused = LoginTab.of(server, waiting).agree();
            assertThat(refused.asksForCode()).as(refused.url() + refused.text()).isTrue();
            assertNothingIsLeftOf(user);
            assertThat(UnmetRequirement.PROOF.fulfilled(server, user, refused).url())
                    .contains(address)
                    .contains("code=");
        }
    }

    @Test
    void refusedConsentOpensNoSessionEither() {
        try (Admin.Restore app = Ending.CODE.added(server)) {
            Admin.User user = admin.newUser("agent");
            Page waiting = UnmetRequirement.PROOF.reached(server, Ending.CODE, server.newBrowser(), user);
            Page answer =
                    waiting.browser().post(LoginTab.of(server, waiting).endpoint("consent"), Map.of("cancel", "No"));
            assertThat(Ending.CODE.isReached(answer)).as(answer.url()).isFalse();
            assertNothingIsLeftOf(user);
        }
    }

    /**
     * Simulates a bypass in Keycloak: the gate is not evaluated here, so the page to which the token issuance guard redirects would
     * complete the login again.
     */
    @Test
    @DisplayName(
            "Where the page that fulfils the requirement is refused itself, there is an error page and no endless redirect")
    void aRedirectLoopEndsWithAnErrorPage() {
        Map<String, Object> inert = Map.of(
                "alias",
                "gatehouse-mfa-gate",
                "name",
                "no gate",
                "providerId",
                "UPDATE_PROFILE",
                "enabled",
                true,
                "defaultAction",
                false,
                "priority",
                1,
                "config",
                Map.of("mode", "enforce"));
        try (DisposableRealm realm = new DisposableRealm(server, Map.of("requiredActions", List.of(inert)))) {
            Admin.User user = realm.admin().newUser();
            Page page = realm.browser()
                    .wantingPages()
                    .open(DisposableRealm.APP)
                    .enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.url()).contains("/login-actions/required-action").contains("execution=gatehouse-mfa-gate");
            assertThat(page.status()).isEqualTo(403);
            assertThat(page.text()).contains("Action expired");
            assertThat(realm.admin().get("/users/" + user.id() + "/sessions")).isEmpty();
            assertThat(page.browser().cookies()).doesNotContainKey("KEYCLOAK_IDENTITY");
            Page again = LoginTab.of(realm.url(), page).agree();
            assertThat(again.status()).as("from there").isEqualTo(403);
            assertThat(realm.admin().get("/users/" + user.id() + "/sessions")).isEmpty();
        }
    }

    private void assertNothingIsLeftOf(Admin.User user) {
        assertNoSessionIsLeftOf(user);
        assertNoConsentIsLeftOf(user);
    }

    private void assertNoSessionIsLeftOf(Admin.User user) {
        assertThat(admin.get("/users/" + user.id() + "/sessions"))
                .as("sessions")
                .isEmpty();
    }

    private void assertNoConsentIsLeftOf(Admin.User user) {
        assertThat(admin.get("/users/" + user.id() + "/consents"))
                .as("consents")
                .isEmpty();
    }
}
