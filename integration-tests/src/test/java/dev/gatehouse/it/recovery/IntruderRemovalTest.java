package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.AccountApi;
import dev.gatehouse.testsupport.browser.AuthenticatorApp;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.standin.LateProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that "This was not me" removes what an intruder has added, and lets the owner in with whatever is left. */
class IntruderRemovalTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    @Tag("smoke")
    @DisplayName(
            "An app that an intruder added while the realm only observed is listed, ticked and removed, and the owner gets in by email")
    void theIntrudersAppIsRemovedAndTheOwnerGetsIn() {
        Admin.User user = admin.newUser("agent");
        AuthenticatorApp thiefs = intrudersApp(user);
        Page locked = recoveries.browser().login("workspace", user);
        assertThat(locked.text()).as("the owner is locked out").contains("Open your authenticator app");

        Page secure = recoveries.browser().get(linkOfNotMe(user));
        assertThat(secure.text())
                .contains("Ways to sign in to this account")
                .contains("Authenticator app")
                .contains("Added: ");
        String ticked = secure.element("input[name=remove][checked]").val();
        assertThat(ticked).startsWith("credential:");
        Page choosing = secure.submit("gatehouse-secure-form", Map.of("secure", "on", "remove", ticked));
        assertThat(choosing.text()).contains("Everyone has been signed out");
        assertThat(admin.credentialTypes(user)).containsExactly("password");
        assertThat(admin.events(user))
                .anyMatch(event -> event.get("type").asText().equals("REMOVE_CREDENTIAL")
                        && event.path("details")
                                .path("gatehouse_purpose")
                                .asText()
                                .equals("secure"));
        Recoveries.choose(choosing, Recoveries.NEW_PASSWORD);
        server.passTheEmailGap(user);
        Page challenged = recoveries.browser().login("workspace", user, Recoveries.NEW_PASSWORD);
        Page still = challenged.enterCode(thiefs.code());
        assertThat(still.isBackInTheApp()).as("by the intruder's app").isFalse();
        assertThat(still.enterCode(Codes.latest(server, user))
                        .tokens()
                        .get("mfa")
                        .asText())
                .isEqualTo("email");
    }

    @Test
    @DisplayName("Email is offered once to the user who came by that link, even if the unknown app stays")
    void emailIsOfferedOnce() {
        Admin.User user = admin.newUser("agent");
        intrudersApp(user);
        Page choosing =
                recoveries.browser().get(linkOfNotMe(user)).submit("gatehouse-secure-form", Map.of("secure", "on"));
        assertThat(admin.credentialTypes(user)).as("nothing was ticked").contains("otp");
        Recoveries.choose(choosing, Recoveries.NEW_PASSWORD);
        server.passTheEmailGap(user);
        Page challenged = recoveries.browser().login("workspace", user, Recoveries.NEW_PASSWORD);
        assertThat(challenged.offersFactor("email")).as(challenged.text()).isTrue();
        challenged.postFactor("email").enterCode(Codes.latest(server, user)).tokens();
        Page again = recoveries.browser().login("workspace", user, Recoveries.NEW_PASSWORD);
        assertThat(again.text()).contains("Open your authenticator app");
        assertThat(again.offersFactor("email")).as("once").isFalse();
    }

    @Test
    void whatTheOwnerHadBeforeTheIntruderCameIsListedAndNotTicked() {
        AuthenticatorApp own = new AuthenticatorApp();
        Admin.User user = admin.newUserWith(List.of(own.credential()), "agent");
        HttpBrowser owner = recoveries.browser();
        owner.login("workspace", user).enterCode(own.code()).tokens();
        HttpBrowser intruder = owner.signOut().anotherTab();
        // The start of a session is stored in whole seconds.
        server.passASecond();
        assertThat(intruder.login("workspace", user).tokens().get("mfa").asText())
                .isEqualTo("known-device");
        Page secure = recoveries.browser().get(linkOfNotMe(user));
        assertThat(secure.html()).contains("value=\"credential:");
        assertThat(secure.html()).doesNotContain(" checked");
        secure.submit("gatehouse-secure-form", Map.of("secure", "on"));
        assertThat(admin.credentialTypes(user)).contains("otp");
    }

    @Test
    @DisplayName(
            "What is added while the owner looks at the page is removed too, because the owner cannot have ticked it")
    void whatIsAddedWhileTheOwnerLooksAtThePageIsRemovedToo() {
        Admin.User user = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        Page secure = recoveries.browser().get(linkOfNotMe(user));
        String own = admin.credentialId(user, "otp");
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            HttpBrowser intruder = recoveries.browser();
            intruder.login("workspace", user).tokens();
            intruder.open("workspace", "kc_action=CONFIGURE_RECOVERY_AUTHN_CODES")
                    .submit("kc-recovery-codes-settings-form", Map.of());
            late.link(user, late.newStranger());
            assertThat(admin.credentialTypes(user)).contains("otp", "recovery-authn-codes");
            secure.submit("gatehouse-secure-form", Map.of("secure", "on"));
            assertThat(admin.credentialTypes(user)).containsExactlyInAnyOrder("password", "otp");
            assertThat(admin.credentialId(user, "otp"))
                    .as("what was shown and not ticked")
                    .isEqualTo(own);
            assertThat(admin.get("/users/" + user.id() + "/federated-identity")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5, 10, 20, 40, 80})
    @DisplayName(
            "What an intruder adds in the very moment in which the owner presses the button is not there afterwards")
    void nothingIsAddedInTheMomentInWhichTheAccountIsSecured(int milliseconds) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            HttpBrowser intruder = recoveries.browser();
            intruder.login("workspace", user).tokens();
            Page form = intruder.open("workspace", "kc_action=CONFIGURE_RECOVERY_AUTHN_CODES");
            Page secure = recoveries.browser().get(linkOfNotMe(user));
            Executor later = CompletableFuture.delayedExecutor(milliseconds, TimeUnit.MILLISECONDS);
            CompletableFuture<Page> adding = CompletableFuture.supplyAsync(
                    () -> form.submit("kc-recovery-codes-settings-form", Map.of()), later);
            Page choosing = secure.submit("gatehouse-secure-form", Map.of("secure", "on"));
            adding.join();
            assertThat(choosing.text()).contains("Everyone has been signed out");
            assertThat(admin.credentialTypes(user)).containsExactly("password");
        }
    }

    @Test
    @DisplayName("An account at a provider that replaces the owner's while the owner looks at the page is removed too")
    void aLinkThatIsSwappedWhileTheOwnerLooksIsRemoved() {
        try (LateProvider late = new LateProvider(server, Map.of());
                Admin.Restore observing = admin.mfa(Map.of("mode", "observe"));
                Admin.Restore full = Clients.withFullScope(admin, "workspace")) {
            Admin.User user = admin.newUser("agent");
            late.link(user, late.newStranger());
            Page secure = recoveries.browser().get(linkOfNotMe(user));
            HttpBrowser intruder = recoveries.browser();
            intruder.login("workspace", user).tokens();
            assertThat(new AccountApi(server, intruder)
                            .delete("/linked-accounts/" + late.alias())
                            .statusCode())
                    .isEqualTo(204);
            late.link(user, late.newStranger());
            secure.submit("gatehouse-secure-form", Map.of("secure", "on"));
            assertThat(admin.get("/users/" + user.id() + "/federated-identity"))
                    .as("nothing was ticked")
                    .isEmpty();
        }
    }

    @Test
    @DisplayName("A link at a company's provider is removed from a member whom the company does not manage")
    void aLinkOfAnUnmanagedMemberIsOffered() {
        Admin.User user = admin.newUser("agent");
        Company.INITECH.addMember(server, user);
        admin.send(
                "POST",
                "/users/" + user.id() + "/federated-identity/" + Company.INITECH.provider(),
                Map.of("userId", "colleague", "userName", "colleague"));
        Page secure = recoveries.browser().get(linkOfNotMe(user));
        String ticked = secure.element("input[name=remove][checked]").val();
        assertThat(ticked).isEqualTo("link:" + Company.INITECH.provider());
        secure.submit("gatehouse-secure-form", Map.of("secure", "on", "remove", ticked));
        assertThat(admin.get("/users/" + user.id() + "/federated-identity")).isEmpty();
    }

    @Test
    void aLinkThatTheIntruderHasAddedIsRemovedAndLeadsInNoMore() {
        try (LateProvider late = new LateProvider(server, Map.of("displayName", "Late Login"))) {
            Admin.User user = admin.newUser("agent");
            Admin.User thief = late.newStranger();
            late.link(user, thief);
            Page secure = recoveries.browser().get(linkOfNotMe(user));
            assertThat(secure.text())
                    .contains("Account at Late Login (" + thief.email() + ")")
                    .contains("Date not known");
            String ticked = secure.element("input[name=remove][checked]").val();
            assertThat(ticked).isEqualTo("link:" + late.alias());
            secure.submit("gatehouse-secure-form", Map.of("secure", "on", "remove", ticked));
            assertThat(admin.get("/users/" + user.id() + "/federated-identity")).isEmpty();
            Page page = late.login(server.newBrowser(), "workspace", thief.email());
            assertThat(page.isBackInTheApp() ? page.tokens().get("sub").asText() : "")
                    .isNotEqualTo(user.id());
        }
    }

    @Test
    void aLinkOfTheCompanyStaysAndIsNotOffered() {
        Admin.User member = Company.INITECH.newMember(server, "agent");
        recoveries.askNotMe(recoveries.browser(), member);
        Page secure = recoveries.browser().get(recoveries.link(member));
        assertThat(secure.text()).contains("Belongs to your company and stays");
        assertThat(secure.html()).doesNotContain("name=\"remove\"");
        secure.submit("gatehouse-secure-form", Map.of("secure", "on", "remove", "link:" + Company.INITECH.provider()));
        assertThat(admin.get("/users/" + member.id() + "/federated-identity")).hasSize(1);
    }

    @Test
    void whatIsPostedForAnotherAccountOrIsNoFactorIsIgnored() {
        Admin.User other = admin.newUserWith(List.of(new AuthenticatorApp().credential()), "agent");
        String foreign = admin.credentialId(other, "otp");
        for (String posted : List.of(
                "credential:" + foreign,
                "credential:own-password",
                "link:",
                "link:nowhere",
                "credential:",
                "\u0000<script>",
                "")) {
            Admin.User user = admin.newUser("agent");
            String value = posted.replace(
                    "own-password", admin.credentials(user).get(0).get("id").asText());
            Page secure = recoveries.browser().get(linkOfNotMe(user));
            assertThat(secure.submit("gatehouse-secure-form", Map.of("secure", "on", "remove", value))
                            .text())
                    .as(posted)
                    .contains("Everyone has been signed out");
            assertThat(admin.credentialTypes(user)).as(posted).containsExactly("password");
        }
        assertThat(admin.credentialTypes(other)).contains("otp");
    }

    /** An intruder has signed in with the password, unchallenged, and has set up an authenticator app. */
    private AuthenticatorApp intrudersApp(Admin.User user) {
        HttpBrowser intruder = recoveries.browser();
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            intruder.login("workspace", user).tokens();
            Page page = intruder.open("workspace", "kc_action=CONFIGURE_TOTP");
            AuthenticatorApp app = new AuthenticatorApp(page.attribute("totpSecret", "value"));
            assertThat(page.submit("kc-totp-settings-form", Map.of("totp", app.code(), "userLabel", "phone"))
                            .isBackInTheApp())
                    .isTrue();
            return app;
        }
    }

    private String linkOfNotMe(Admin.User user) {
        recoveries.askNotMe(recoveries.browser(), user);
        return recoveries.link(user);
    }
}
