package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.UserStores;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import dev.gatehouse.testsupport.server.store.ReadOnlyStore;
import dev.gatehouse.testsupport.server.store.ReadOnlyStoreFactory;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies recovery of unusual accounts: stored elsewhere, locked permanently, with an expired password. */
class RecoveryAccountsTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @Test
    void aPasswordThatIsKeptElsewhereIsNotChangedAndThePageSaysSo() {
        String store = UserStores.add(admin, ReadOnlyStoreFactory.ID, Map.of("enabled", List.of("true")));
        try {
            Admin.User user = memberOf(store);
            Page form = recoveries.browser().get(recoveries.linkFor(user));
            assertThat(form.text()).as("rules that hold here would be a lie").doesNotContain("must have");
            Page page = Recoveries.choose(form, Recoveries.NEW_PASSWORD);
            assertThat(Recoveries.saying(page)).as(page.text()).isEqualTo("NOT_HERE");
            assertThat(page.text())
                    .contains("This password is managed elsewhere")
                    .contains("Contact your administrator");
            assertThat(admin.credentials(user)).isEmpty();
            assertThat(recoveries.isPassword(user, ReadOnlyStore.PASSWORD)).isTrue();
            assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isFalse();
            assertThat(server.log()).contains("GATEHOUSE-707");
            assertThat(Recoveries.asksForPassword(recoveries.browser().get(recoveries.link(user))))
                    .as("the link is not used up")
                    .isTrue();
        } finally {
            UserStores.remove(admin, store);
        }
    }

    @Test
    void aPasswordInAStoreThatIsOnlyReadIsToldInTheEmailAndNotAfterItWasTyped() {
        String store = UserStores.add(
                admin, ReadOnlyStoreFactory.ID, Map.of("enabled", List.of("true"), "editMode", List.of("READ_ONLY")));
        try {
            Admin.User user = memberOf(store);
            assertThat(ask(user).text()).contains("If an account matches");
            Mail mail = recoveries.latest(user, 1);
            assertThat(mail.subject()).isEqualTo("About your Acme Phone password");
            assertThat(mail.text())
                    .contains("It is managed elsewhere, so it cannot be changed here")
                    .contains("Contact your administrator")
                    .doesNotContain("http")
                    .doesNotContain("enter this code");

            recoveries.askNotMe(recoveries.browser(), user);
            Page secured = recoveries.browser().get(recoveries.link(user)).press("secure");
            assertThat(Recoveries.saying(secured)).isEqualTo("SECURED_NOT_HERE");
            assertThat(secured.text())
                    .contains("Everyone has been signed out")
                    .contains("Your password is managed elsewhere");
        } finally {
            UserStores.remove(admin, store);
        }
    }

    @Test
    void onlyTheEmailRevealsThatAnAccountIsLockedPermanently() {
        Admin.User user = admin.newUser("agent");
        String link = recoveries.linkFor(user);
        try (Admin.Restore strict = admin.realm(Map.of("permanentLockout", true, "failureFactor", 3))) {
            for (int number = 0; number < 3; number++) {
                recoveries.browser().login("workspace", user, "wrong");
            }
            await().until(() -> !admin.get("/users/" + user.id()).get("enabled").asBoolean());
            assertThat(Recoveries.saying(recoveries.browser().get(link))).isEqualTo("LOCKED");
            server.passTheEmailGap(user);
            server.inbox().clear();

            Admin.User unknown =
                    new Admin.User("", "n" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test");
            assertThat(ask(user).textWithout(user.email()))
                    .contains("If an account matches")
                    .isEqualTo(ask(unknown).textWithout(unknown.email()));
            Mail mail = recoveries.latest(user, 1);
            assertThat(mail.subject()).isEqualTo("Your Acme Phone account is locked");
            assertThat(mail.text()).contains("Contact your administrator").doesNotContain("http");
        }
    }

    @Test
    @DisplayName("An expired password is changed in Keycloak's own form, without an email to confirm it")
    void anExpiredPasswordIsChangedWithoutAConfirmation() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore unchallenged = admin.mfa(Map.of("mode", "off"))) {
            HttpBrowser browser = recoveries.browser();
            try (Admin.Restore expired = admin.realm(Map.of("passwordPolicy", "forceExpiredPasswordChange(0)"))) {
                // The age is counted in whole seconds.
                await().until(() -> browser.signOut().login("workspace", user).has("kc-passwd-update-form"));
                Page form = browser.signOut().login("workspace", user);
                assertThat(form.submit(
                                        "kc-passwd-update-form",
                                        Map.of(
                                                "password-new",
                                                Recoveries.NEW_PASSWORD,
                                                "password-confirm",
                                                Recoveries.NEW_PASSWORD))
                                .isBackInTheApp())
                        .isTrue();
            }
            assertThat(recoveries.isPassword(user, Recoveries.NEW_PASSWORD)).isTrue();
            // Only the notice, which may still be on its way.
            assertThat(recoveries.mails(user))
                    .allSatisfy(mail -> assertThat(mail.subject()).isEqualTo("Your Acme Phone password was changed"));
        }
    }

    private Page ask(Admin.User user) {
        return Recoveries.enter(recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot"), user.email());
    }

    private Admin.User memberOf(String store) {
        String id = UUID.randomUUID().toString();
        Admin.User user = new Admin.User(id, id + "@acme.test");
        admin.send(
                "POST",
                "/partialImport",
                Map.of(
                        "ifResourceExists",
                        "FAIL",
                        "users",
                        List.of(Map.of(
                                "id",
                                id,
                                "username",
                                user.email(),
                                "email",
                                user.email(),
                                "firstName",
                                "Test",
                                "lastName",
                                "Person",
                                "enabled",
                                true,
                                "federationLink",
                                store,
                                "realmRoles",
                                List.of("agent")))));
        return user;
    }
}
