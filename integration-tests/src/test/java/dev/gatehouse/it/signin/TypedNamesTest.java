package dev.gatehouse.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.admin.Flows.Step;
import dev.gatehouse.testsupport.browser.DirectGrant;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.browser.Stranger;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that every place where a name is typed reads it the same way. */
class TypedNamesTest {

    private static final String UNICODE = "@b\u00fccher.test";
    private static final String PUNYCODE = "@xn--bcher-kva.test";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    /** How an address is typed and pasted. */
    enum Spelling {
        PLAIN(address -> address),
        SPACE_BEFORE(address -> " " + address),
        SPACE_BEHIND(address -> address + " "),
        NO_BREAK_SPACE(address -> "\u00a0" + address + "\u00a0"),
        ZERO_WIDTH(address -> "\u200b" + address + "\u200d"),
        BYTE_ORDER_MARK(address -> "\ufeff" + address),
        SOFT_HYPHEN(address -> address.replace("@", "\u00ad@")),
        FULL_WIDTH(address -> address.replace("@", "\uff20")),
        ANGLE_BRACKETS(address -> "Test Person <" + address + ">"),
        QUOTES(address -> "\u201c" + address + "\u201d"),
        LINK(address -> "mailto:" + address + "?subject=x"),
        UPPER_CASE(address -> address.toUpperCase(Locale.ROOT)),
        DOT_BEHIND(address -> address + "."),
        LINE_BREAK(address -> address + "\r\n");

        private final UnaryOperator<String> spelling;

        Spelling(UnaryOperator<String> spelling) {
            this.spelling = spelling;
        }

        String of(String address) {
            return spelling.apply(address);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The first page, login_hint, direct grants and the forgotten password read an address alike")
    void everyPlaceReadsAnAddressAlike(Spelling spelling) {
        Admin.User user = admin.newUser("agent");
        assertEveryPlaceKnows(user, spelling.of(user.email()));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The page for name and password reads them alike too")
    void thePageForNameAndPasswordReadsThemAlike(Spelling spelling) {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore off = admin.realm(Map.of("organizationsEnabled", false))) {
            Page form = server.newBrowser().open("workspace");
            assertThat(form.has("password")).isTrue();
            assertIsIn(form.enterPassword(spelling.of(user.email()), Admin.PASSWORD));
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("The page for the name alone, and login_hint there, read them alike too")
    void thePageForTheNameAloneReadsThemAlike(Spelling spelling) {
        Admin.User user = admin.newUser("agent");
        String typed = spelling.of(user.email());
        try (Admin.Restore twoPages = new Flows(admin)
                .override(
                        "workspace",
                        Step.required("auth-username-form"),
                        Step.required("auth-password-form"),
                        Step.required("gatehouse-adaptive-mfa"))) {
            Page password = server.newBrowser().open("workspace").enterEmail(typed);
            assertIsIn(password.submit("kc-form-login", Map.of("password", Admin.PASSWORD)));
            Page hinted = server.newBrowser().open("workspace", "login_hint=" + Admin.encode(typed));
            assertThat(hinted.element("#username").val()).isEqualToIgnoringCase(user.email());
        }
    }

    @Test
    @DisplayName("An address with its domain in Punycode and in Unicode is one address, however it is stored")
    void punycodeAndUnicodeAreOneAddress() {
        String one = name();
        assertEveryPlaceKnows(admin.newUserNamed(one + PUNYCODE, one + PUNYCODE, "agent"), one + UNICODE);
        String other = name();
        Admin.User stored = admin.newUserNamed(other + UNICODE, other + UNICODE, "agent");
        assertEveryPlaceKnows(stored, " " + other + PUNYCODE, new Admin.User(stored.id(), other + PUNYCODE));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@acme..test",
                "@acme.test@",
                "@",
                "@-acme.test",
                "@acme test",
                "@acme,test",
                "@[192.0.2.1]",
                "@xn--\u0000.test",
                "@xn--99999999999.test",
                "@\ud83d\ude00..",
                "@<acme>.test",
                "@acme/test"
            })
    @DisplayName("A domain that is none leads on to the password, the same for known and unknown names")
    void aDomainThatIsNoneLeadsOnToThePassword(String domain) {
        Stranger stranger = new Stranger(server.realmUrl());
        Admin.User user = admin.newUser("agent");
        String known = user.email().replaceFirst("@.*", "");
        String unknown = "u" + name().substring(1);
        for (String text : new String[] {known + domain, unknown + domain}) {
            Page first = server.newBrowser().open("workspace").enterEmail(text);
            assertThat(first.status()).as(first.text()).isEqualTo(200);
            assertThat(first.has("password")).as(first.text()).isTrue();
            if (domain.indexOf('\0') >= 0) {
                // Keycloak refuses the request of an app that has one.
                continue;
            }
            Page hinted = server.newBrowser().open("workspace", "login_hint=" + Admin.encode(text));
            assertThat(hinted.status()).as(hinted.text()).isEqualTo(200);
            assertThat(hinted.has("password")).as(hinted.text()).isTrue();
        }
        if (domain.indexOf('\0') < 0) {
            // A page shows a NUL as nothing.
            assertThat(stranger.signIn("workspace", known + domain, "wrong")
                            .second()
                            .orElseThrow()
                            .status())
                    .isEqualTo(stranger.signIn("workspace", unknown + domain, "wrong")
                            .second()
                            .orElseThrow()
                            .status())
                    .isEqualTo(200);
        }
        assertThat(grant(user, known + domain)).isEqualTo(grant(user, unknown + domain));
    }

    @Test
    @DisplayName(
            "A name that is right exactly as typed comes before the one that it would be without its odd characters")
    void theExactNameComesFirst() {
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false))) {
            String plain = name();
            Admin.User clean = admin.newUserNamed(plain, plain + "@acme.test", "agent");
            Admin.User odd = admin.newUserNamed(plain + ".", plain + "-odd@acme.test", "agent");
            admin.setPassword(odd, Recoveries.NEW_PASSWORD);
            Map<String, String> oddPassword = Map.of("username", plain + ".", "password", Recoveries.NEW_PASSWORD);
            assertThat(new DirectGrant(server)
                            .call(clean, Map.of("username", plain + "."))
                            .path("error_description")
                            .asText())
                    .as("the password of the other account")
                    .isEqualTo("Invalid user credentials");
            assertThat(new DirectGrant(server)
                            .call(odd, oddPassword)
                            .path("error_description")
                            .asText())
                    .isNotEqualTo("Invalid user credentials");
            assertIsIn(server.newBrowser().open("workspace").enterPassword(plain + ".", Recoveries.NEW_PASSWORD));
            assertIsIn(server.newBrowser().open("workspace").enterPassword(plain + ",", Admin.PASSWORD));
        }
    }

    @Test
    @DisplayName("Where addresses are no names to sign in with, each account of an address gets an email that names it")
    void eachAccountOfAnAddressGetsAnEmailThatNamesIt() {
        String address = name() + "@acme.test";
        String one = name();
        String other = name();
        try (Admin.Restore names = whereAddressesAreNoNames()) {
            Admin.User first = admin.newUserNamed(one, address, "agent");
            Admin.User second = admin.newUserNamed(other, address, "agent");
            try {
                Page form = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot");
                assertThat(form.text()).contains("Enter your username or email address");
                assertThat(form.element("#username").hasAttr("inputmode")).isFalse();
                Page waiting = Recoveries.enter(form, address);
                recoveries.latest(first, 2);
                List<String> texts =
                        recoveries.mails(first).stream().map(Mail::text).toList();
                assertThat(texts).hasSize(2).anyMatch(text -> text.contains("Account: " + one));
                assertThat(texts).anyMatch(text -> text.contains("Account: " + other));
                assertThat(recoveries.mails(first))
                        .allSatisfy(mail -> assertThat(Recoveries.codeIn(mail)).isEmpty());
                Page unknown = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot");
                String nobody = name() + "@acme.test";
                assertThat(Recoveries.enter(unknown, nobody).textWithout(nobody))
                        .isEqualTo(waiting.textWithout(address));

                server.passTheEmailGap(second);
                Recoveries.enter(recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot"), other);
                assertThat(recoveries.latest(second, 3).text()).contains("Account: " + other);

                server.passTheEmailGap(second);
                server.newBrowser().open("workspace").enterPassword(other, Admin.PASSWORD);
                assertThat(recoveries.latest(second, 4).text())
                        .as("the email with a security code")
                        .contains("Account: " + other);
            } finally {
                admin.send("DELETE", "/users/" + first.id(), null);
                admin.send("DELETE", "/users/" + second.id(), null);
            }
        }
    }

    @Test
    @DisplayName("Accounts that strangers registered with an address displace none of the person who has verified it")
    void unverifiedAccountsDisplaceNoVerifiedOne() {
        String address = name() + "@acme.test";
        List<Admin.User> users = new ArrayList<>();
        try (Admin.Restore names = whereAddressesAreNoNames()) {
            for (int number = 10; number < 22; number++) {
                Admin.User stranger = admin.newUserNamed("a" + number + name(), address, "agent");
                users.add(stranger);
                admin.update(stranger, Map.of("emailVerified", false));
            }
            String owner = "z" + name();
            users.add(admin.newUserNamed(owner, address, "agent"));
            Admin.User user = users.get(users.size() - 1);
            admin.update(user, Map.of("emailVerified", true));
            Recoveries.enter(recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot"), address);
            assertThat(recoveries.latest(user, 1).text()).contains("Account: " + owner);
            recoveries.letEmailsArrive();
            assertThat(recoveries.mails(user)).hasSize(1);

            admin.update(user, Map.of("emailVerified", false));
            server.inbox().clear();
            Recoveries.enter(recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot"), address);
            recoveries.latest(user, 10);
            Recoveries.enter(
                    recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot"),
                    admin.get("/users/" + users.get(11).id()).get("username").asText());
            recoveries.letEmailsArrive();
            assertThat(recoveries.mails(user))
                    .as("10 emails an hour, whatever the account")
                    .hasSize(10);
        } finally {
            users.forEach(user -> admin.send("DELETE", "/users/" + user.id(), null));
        }
    }

    private Admin.Restore whereAddressesAreNoNames() {
        return admin.realm(Map.of(
                "registrationEmailAsUsername", false, "loginWithEmailAllowed", false, "duplicateEmailsAllowed", true));
    }

    private void assertEveryPlaceKnows(Admin.User user, String typed) {
        assertEveryPlaceKnows(user, typed, user);
    }

    /** With the mailbox that the user's emails reach, because mail servers know a domain in Punycode only. */
    private void assertEveryPlaceKnows(Admin.User user, String typed, Admin.User mailbox) {
        Page first = server.newBrowser().open("workspace").enterEmail(typed);
        assertThat(first.status()).as(first.text()).isEqualTo(200);
        assertIsIn(first.submit("kc-form-login", Map.of("password", Admin.PASSWORD)));

        Page hinted = server.newBrowser().open("workspace", "login_hint=" + Admin.encode(typed));
        assertThat(hinted.status()).as(hinted.text()).isEqualTo(200);
        assertIsIn(hinted.enterPassword(typed, Admin.PASSWORD));

        assertThat(grant(user, typed)).isEqualTo(grant(user, user.email()));

        for (String page : new String[] {"forgot", "not-me"}) {
            int before = recoveries.mails(mailbox).size();
            Recoveries.enter(recoveries.browser().get(server.realmUrl() + "/gatehouse/" + page), typed);
            recoveries.latest(mailbox, before + 1);
        }
    }

    /** What a grant is answered; a challenge after the password does not matter. */
    private String grant(Admin.User user, String typed) {
        JsonNode answer = new DirectGrant(server).call(user, Map.of("username", typed));
        return answer.get("status").asText() + " " + answer.path("error").asText();
    }

    private static void assertIsIn(Page page) {
        assertThat(page.isBackInTheApp() || page.asksForCode()).as(page.text()).isTrue();
    }

    private static String name() {
        return "n" + UUID.randomUUID().toString().substring(0, 8);
    }
}
