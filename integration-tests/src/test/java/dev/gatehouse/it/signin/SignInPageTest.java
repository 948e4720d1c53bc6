package dev.gatehouse.it.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies what the pages of the sign-in offer, what they remember, and where they lead when a login is over. */
class SignInPageTest {

    private static final String WRONG = "Wr0ng one!";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @Tag("smoke")
    @DisplayName("From the first page and from that of the password, a forgotten password is one click away")
    void aForgottenPasswordIsOneClickAwayFromBothPages() {
        Page first = server.newBrowser().open("workspace");
        Page asked = first.follow("gatehouse-forgot-password");
        assertThat(asked.has("gatehouse-forgot-form")).as(asked.text()).isTrue();
        Page second = server.newBrowser().open("workspace").enterEmail("somebody@acme.test");
        assertThat(second.follow("gatehouse-forgot-password").attribute("username", "value"))
                .isEqualTo("somebody@acme.test");
    }

    @Test
    @DisplayName("The page of the address and that of the password have headings and titles of their own")
    void bothPagesHaveTheirOwnHeading() {
        Page first = server.newBrowser().open("workspace");
        Page second = first.enterEmail("somebody@acme.test");
        assertThat(second.heading()).isEqualTo("Enter your password").isNotEqualTo(first.heading());
        assertThat(second.title()).startsWith("Enter your password").isNotEqualTo(first.title());
    }

    @Test
    void aPasswordManagerLearnsWhoseThePasswordIs() {
        Page first = server.newBrowser().open("workspace");
        assertThat(first.attribute("username", "inputmode")).isEqualTo("email");
        assertThat(first.attribute("username", "enterkeyhint")).isEqualTo("next");
        Page second = first.enterEmail("somebody@acme.test");
        Element name = second.element("#kc-form-login input[autocomplete=username]");
        assertThat(name.val()).isEqualTo("somebody@acme.test");
        assertThat(name.hasAttr("hidden")).isTrue();
        assertThat(name.hasAttr("name")).as("it is not sent").isFalse();
        assertThat(second.attribute("password", "enterkeyhint")).isEqualTo("go");
        try (Admin.Restore names = admin.realm(Map.of("registrationEmailAsUsername", false))) {
            assertThat(server.newBrowser().open("workspace").attribute("username", "inputmode"))
                    .as("a name is not always an address")
                    .isEmpty();
        }
    }

    @Test
    @Tag("smoke")
    @DisplayName("A known device remembers the address: one page, with the password only")
    void aKnownDeviceAsksForThePasswordOnly() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = knownDevice(user);
        Page page = browser.open("workspace");
        assertThat(page.has("password")).as(page.text()).isTrue();
        assertThat(page.has("username")).isFalse();
        assertThat(page.text()).contains(user.email());
        assertThat(page.submit("kc-form-login", Map.of("password", WRONG)).text())
                .contains(user.email())
                .contains("The username or password is not correct");
        assertThat(browser.open("workspace")
                        .submit("kc-form-login", Map.of("password", Admin.PASSWORD))
                        .tokens()
                        .get("sub")
                        .asText())
                .isEqualTo(user.id());
    }

    @Test
    @DisplayName("The cookie that remembers contains no address, and no script and no other site reads it")
    void theCookieTellsNothing() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = knownDevice(user);
        String header = browser.cookieHeaders().get("GH_ACCOUNT");
        assertThat(header)
                .contains("HttpOnly", "SameSite=Lax", "Path=/realms/acme/")
                .doesNotContain(user.email(), user.id());
        assertThat(browser.cookies().get("GH_ACCOUNT")).matches("[0-9a-f]{16}");
    }

    @Test
    @DisplayName("\"Not you?\" is one click to the page for another address, and it is not remembered any more")
    void anotherAccountIsOneClickAway() {
        Admin.User user = admin.newUser("agent");
        Admin.User other = admin.newUser("agent");
        HttpBrowser browser = knownDevice(user);
        Page page = browser.open("workspace").startAgain();
        assertThat(page.has("username")).as(page.text()).isTrue();
        assertThat(page.html()).doesNotContain(user.email());
        assertThat(browser.cookies()).doesNotContainKey("GH_ACCOUNT");
        Page code = page.enterPassword(other.email(), Admin.PASSWORD);
        assertThat(code.enterCode(Codes.latest(server, other))
                        .tokens()
                        .get("sub")
                        .asText())
                .isEqualTo(other.id());
        assertThat(signedOut(browser).open("workspace").text())
                .contains(other.email())
                .doesNotContain(user.email());
    }

    @Test
    @DisplayName("The page with the password only offers to stay signed in, where the realm does")
    void aKnownDeviceMayStaySignedIn() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = knownDevice(user);
        try (Admin.Restore remembering = admin.realm(Map.of("rememberMe", true))) {
            Page page = browser.open("workspace");
            assertThat(page.has("rememberMe")).as(page.text()).isTrue();
            page.submit("kc-form-login", Map.of("password", Admin.PASSWORD, "rememberMe", "on"))
                    .tokens();
            assertThat(browser.cookieHeaders().get("KEYCLOAK_IDENTITY"))
                    .as("the cookie outlives the browser")
                    .contains("Max-Age");
        }
    }

    @Test
    @DisplayName("In Keycloak's own theme, whose link only starts again, that leads to another account too")
    void keycloaksOwnThemeLeadsToAnotherAccountToo() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = knownDevice(user);
        try (Admin.Restore themed = admin.realm(Map.of("loginTheme", "keycloak.v2"))) {
            Page page = browser.open("workspace");
            assertThat(page.has("password")).as(page.text()).isTrue();
            assertThat(page.has("username")).isFalse();
            assertThat(page.startAgain().has("username")).isTrue();
        }
    }

    @Test
    @DisplayName("A shared computer remembers no address, and forgets the one it had")
    void aSharedComputerForgets() {
        Admin.User user = admin.newUser("agent");
        Admin.User guest = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.login("workspace", guest)
                .enterCodeOnSharedComputer(Codes.latest(server, guest))
                .tokens();
        assertThat(browser.cookies()).doesNotContainKey("GH_ACCOUNT");

        HttpBrowser shared = knownDevice(user);
        shared.open("workspace")
                .startAgain()
                .enterPassword(guest.email(), Admin.PASSWORD)
                .enterCodeOnSharedComputer(Codes.latest(server, guest))
                .tokens();
        Page page = signedOut(shared).open("workspace");
        assertThat(page.has("username")).isTrue();
        assertThat(page.html()).doesNotContain(guest.email(), user.email());
    }

    @Test
    @DisplayName("Who removes the device, or secures the account, makes it forget the address")
    void theAddressGoesWithTheDevice() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = knownDevice(user);
        admin.send(
                "DELETE",
                "/users/" + user.id() + "/credentials/" + admin.credentialId(user, "gatehouse-known-device"),
                null);
        assertThat(browser.open("workspace").has("username")).isTrue();

        Admin.User secured = admin.newUser("agent");
        HttpBrowser theirs = knownDevice(secured);
        admin.setPassword(secured, "An0ther one!");
        assertThat(theirs.open("workspace").has("username")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "0123456789abcdef", "../../x", "ffffffffffffffffffffffffffffffff"})
    void aForgedCookieShowsNobody(String forged) {
        Admin.User user = admin.newUser("agent");
        HttpBrowser browser = knownDevice(user);
        browser.cookies().put("GH_ACCOUNT", forged);
        Page page = browser.open("workspace");
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.has("username")).as(page.text()).isTrue();
        assertThat(page.html()).doesNotContain(user.email());
    }

    @Test
    @DisplayName("The cookie without the device, as a thief of one cookie would have it, shows nobody")
    void theCookieAloneShowsNobody() {
        Admin.User user = admin.newUser("agent");
        HttpBrowser thief = server.newBrowser();
        thief.cookies().put("GH_ACCOUNT", knownDevice(user).cookies().get("GH_ACCOUNT"));
        assertThat(thief.open("workspace").html()).doesNotContain(user.email());
    }

    @Test
    void anAdministratorMayWantNoAddressRemembered() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore off = admin.action("gatehouse-mfa-gate", Map.of("rememberAddress", "false"))) {
            assertThat(knownDevice(user).cookies()).doesNotContainKey("GH_ACCOUNT");
        }
        HttpBrowser browser = knownDevice(admin.newUser("agent"));
        try (Admin.Restore off = admin.action("gatehouse-mfa-gate", Map.of("rememberAddress", "false"))) {
            assertThat(browser.open("workspace").has("username")).isTrue();
        }
    }

    @Test
    @DisplayName("A hint of the app goes before what is remembered")
    void theHintOfAnAppGoesFirst() {
        HttpBrowser browser = knownDevice(admin.newUser("agent"));
        assertThat(browser.open("workspace", "login_hint=somebody@acme.test").text())
                .contains("somebody@acme.test");
    }

    @Test
    @DisplayName("A remembered address in a company's domain is filled in, and its login opens as before")
    void aRememberedAddressOfACompanyIsFilledIn() {
        Admin.User user = Company.INITECH.newMember(server, "supervisor");
        String address = user.email();
        HttpBrowser browser = server.newBrowser();
        browser.loginAtCompany("workspace", address)
                .enterCode(Codes.latest(server, user))
                .tokens();
        assertThat(browser.cookies()).containsKey("GH_ACCOUNT");
        Page again = signedOut(browser).open("workspace");
        assertThat(again.has("password")).as("no password is asked for here").isFalse();
        assertThat(again.attribute("username", "value")).isEqualTo(address);
    }

    @Test
    @DisplayName(
            "Where no company's domain can be meant, address and password are on one page, for all addresses alike")
    void withoutCompaniesOnePageAsksForBoth() {
        Admin.User user = admin.newUser("agent");
        try (Admin.Restore sso = admin.disabledProvider("sso");
                Admin.Restore corp = admin.disabledProvider("corp")) {
            Page page = server.newBrowser().open("workspace");
            assertThat(page.has("username") && page.has("password"))
                    .as(page.text())
                    .isTrue();
            Page known = page.enterPassword(user.email(), WRONG);
            Page unknown = server.newBrowser().open("workspace").enterPassword("nobody@acme.test", WRONG);
            assertThat(known.text().replace(user.email(), ""))
                    .isEqualTo(unknown.text().replace("nobody@acme.test", ""));
            assertThat(server.newBrowser()
                            .loginCompletely("workspace", user)
                            .get("sub")
                            .asText())
                    .isEqualTo(user.id());
        }
    }

    @Test
    @DisplayName("A company that gets its login while the page is open: the password is not checked here")
    void aPasswordForACompanyIsNotCheckedHere() {
        String local = "u" + System.nanoTime() + "@initech.test";
        Admin.User user = admin.newUserNamed(local, local, "agent");
        Page page;
        try (Admin.Restore sso = admin.disabledProvider("sso");
                Admin.Restore corp = admin.disabledProvider("corp")) {
            page = server.newBrowser().stoppingBefore("/broker/").open("workspace");
            assertThat(page.has("password")).isTrue();
        }
        Page after = page.enterPassword(local, WRONG);
        assertThat(after.url()).contains("/broker/corp/login");
        assertThat(admin.failures(user)).isZero();
    }

    @Test
    @DisplayName("A login whose cookies are lost says that it timed out, and leads back to the same app")
    void lostCookiesLeadBackToTheApp() {
        Page page = withoutCookies(server.newBrowser().open("workspace"), "");
        assertThat(page.status()).isEqualTo(400);
        assertThat(page.heading()).isEqualTo("Your sign-in timed out");
        assertThat(page.attribute("gatehouse-way-on", "href"))
                .isEqualTo(server.inbox().url() + "/apps");
    }

    @Test
    @DisplayName(
            "Where the app has no address of its own, it leads to the redirect URI that Keycloak accepts, and to no other")
    void aRedirectUriIsCheckedBeforeItIsALink() {
        Map<String, Object> client = Admin.asMap(admin.client("workspace"));
        String home = String.valueOf(client.get("baseUrl"));
        client.put("baseUrl", "");
        admin.send("PUT", "/clients/" + client.get("id"), client);
        try {
            Page page = server.newBrowser().open("workspace");
            assertThat(withoutCookies(page, "").attribute("gatehouse-way-on", "href"))
                    .isEqualTo(HttpBrowser.CALLBACK);
            for (String hostile : new String[] {
                data("https://evil.test/"), data("javascript:alert(1)"), data("//evil.test"), "x", "%25%25", "e30"
            }) {
                Page refused = withoutCookies(server.newBrowser().open("workspace"), hostile);
                assertThat(refused.status()).isEqualTo(400);
                assertThat(refused.html()).doesNotContain("evil.test", "javascript:");
                assertThat(refused.hasContinueLink()).as(refused.text()).isTrue();
            }
        } finally {
            client.put("baseUrl", home);
            admin.send("PUT", "/clients/" + client.get("id"), client);
        }
    }

    @Test
    void everyErrorHasAWayOn() {
        for (String address : new String[] {
            "/protocol/openid-connect/auth?client_id=nobody&response_type=code&redirect_uri=http://localhost:9999/x",
            "/protocol/openid-connect/auth?client_id=workspace&response_type=code&redirect_uri=https://evil.test/",
            "/login-actions/authenticate?client_id=nobody",
            "/login-actions/authenticate",
            "/login-actions/action-token?key=x",
            "/broker/nobody/login"
        }) {
            Page page = server.newBrowser().wantingPages().get(server.realmUrl() + address);
            assertThat(page.hasContinueLink())
                    .as("%s: %s", address, page.text())
                    .isTrue();
            assertThat(page.html()).as(address).doesNotContain("evil.test");
        }
    }

    private HttpBrowser knownDevice(Admin.User user) {
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", user);
        return signedOut(browser);
    }

    /** Without its session, but with what a browser keeps after the user signed out. */
    private static HttpBrowser signedOut(HttpBrowser browser) {
        browser.cookies().keySet().removeIf(name -> !name.startsWith("GH_"));
        return browser;
    }

    /** Submits the page in a browser that has lost its cookies. */
    private Page withoutCookies(Page page, String clientData) {
        String action = page.action("kc-form-login");
        String changed =
                clientData.isEmpty() ? action : action.replaceFirst("client_data=[^&]*", "client_data=" + clientData);
        return server.newBrowser().wantingPages().post(changed, Map.of("username", "somebody@acme.test"));
    }

    private static String data(String redirect) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"ru\":\"" + redirect + "\",\"rt\":\"code\",\"st\":\"s1\"}")
                        .getBytes(StandardCharsets.UTF_8));
    }
}
