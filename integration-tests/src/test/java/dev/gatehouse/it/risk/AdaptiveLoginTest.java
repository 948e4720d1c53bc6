package dev.gatehouse.it.risk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Verifies which logins are challenged, and which are not. */
class AdaptiveLoginTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @Tag("smoke")
    void anUnknownDeviceIsChallengedAndSignsInWithTheEmailedCode() {
        Admin.User alice = admin.newUser("agent");
        Page page = server.newBrowser().login("workspace", alice);
        assertThat(page.asksForCode()).isTrue();
        assertThat(page.text()).contains("Check your email").contains("u•••@a•••.test");

        JsonNode token = page.enterCode(Codes.latest(server, alice)).tokens();
        assertThat(token.get("amr")).extracting(JsonNode::asText).containsExactly("pwd", "email");
        assertThat(token.get("mfa").asText()).isEqualTo("email");
        assertThat(token.get("acr").asText()).isEqualTo("2");
    }

    @Test
    @Tag("smoke")
    void aKnownDeviceIsNotInterruptedAndTheTokenSaysSo() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        server.inbox().clear();

        JsonNode token = browser.signOut().login("workspace", alice).tokens();
        assertThat(token.get("amr")).extracting(JsonNode::asText).containsExactly("pwd", "known-device");
        assertThat(token.get("mfa").asText()).isEqualTo("known-device");
        assertThat(token.get("acr").asText()).isEqualTo("1");
        assertThat(server.inbox().messages(alice.email())).isEmpty();
    }

    @Test
    void aKnownDeviceIsNotInterruptedElsewhereEither() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser().from("193.0.6.139");
        browser.loginCompletely("workspace", alice);
        assertThat(browser.signOut()
                        .from("193.99.144.80")
                        .login("workspace", alice)
                        .isBackInTheApp())
                .as("across the border")
                .isTrue();
    }

    @Test
    @DisplayName("A known device that is in Japan a minute later is challenged, because it may be stolen")
    void aKnownDeviceInJapanAMinuteLaterIsChallenged() {
        Admin.User alice = admin.newUser("agent");
        // A network that no other test uses: the place of a network from which many users come is not evidence.
        HttpBrowser browser = server.newBrowser().from("130.89.1.1");
        browser.loginCompletely("workspace", alice);
        Page far = browser.signOut().from("133.11.0.1").login("workspace", alice);
        assertThat(far.asksForCode()).isTrue();
    }

    @Test
    void aStolenPasswordOnANewNetworkAndBrowserIsChallenged() {
        Admin.User alice = admin.newUser("agent");
        server.newBrowser().from("193.0.6.139").loginCompletely("workspace", alice);

        Page thief =
                server.newBrowser().from("133.11.0.1").as(HttpBrowser.SAFARI).login("workspace", alice);
        assertThat(thief.asksForCode()).isTrue();
    }

    @Test
    void theTokenOfOneUserIsInvalidForAnother() {
        Admin.User alice = admin.newUser("agent");
        Admin.User bob = admin.newUser("agent");
        HttpBrowser shared = server.newBrowser();
        shared.loginCompletely("workspace", alice);
        shared.signOut();
        Page challenged = shared.login("workspace", bob);
        assertThat(challenged.asksForCode()).isTrue();

        challenged.enterCode(Codes.latest(server, bob)).tokens();
        shared.signOut();
        assertThat(shared.cookies()).hasSize(2);
        assertThat(shared.login("workspace", alice).isBackInTheApp())
                .as("the first user is still known")
                .isTrue();
        assertThat(shared.signOut().login("workspace", bob).isBackInTheApp())
                .as("and so is the second")
                .isTrue();
    }

    @Test
    void aForgedChangedOrForeignTokenIsNoKnownDevice() {
        Admin.User alice = admin.newUser("agent");
        Admin.User bob = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        browser.signOut();
        Map.Entry<String, String> cookie =
                browser.cookies().entrySet().iterator().next();
        String genuine = cookie.getValue();

        HttpBrowser ofBob = server.newBrowser();
        ofBob.loginCompletely("workspace", bob);
        String foreign = ofBob.signOut().cookies().values().iterator().next();

        String[] parts = genuine.split("\\.");
        for (String value : List.of(
                "",
                "x",
                "a.b.c",
                foreign,
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + parts[1] + "." + parts[2].replaceFirst("^.", parts[2].startsWith("A") ? "B" : "A"),
                "eyJhbGciOiJub25lIn0." + parts[1] + ".",
                "'\"<script>")) {
            cookie.setValue(value);
            assertThat(browser.signOut().login("workspace", alice).asksForCode())
                    .as(value)
                    .isTrue();
        }
        cookie.setValue(genuine);
        assertThat(browser.signOut().login("workspace", alice).isBackInTheApp()).isTrue();
    }

    @Test
    void onASharedComputerNothingIsRemembered() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        Page page = browser.login("workspace", alice);
        page.enterCodeOnSharedComputer(Codes.latest(server, alice)).tokens();
        assertThat(browser.signOut().cookies()).isEmpty();
        assertThat(admin.credentials(alice))
                .extracting(credential -> credential.get("type").asText())
                .containsExactly("password");
        assertThat(browser.login("workspace", alice).asksForCode()).isTrue();
    }

    @Test
    void thePasswordChangedByAnAdminForgetsTheDevices() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        assertThat(devices(alice)).hasSize(1);

        admin.setPassword(alice, "An0ther!Passw0rd");
        assertThat(devices(alice)).isEmpty();
        assertThat(browser.signOut()
                        .login("workspace", alice, "An0ther!Passw0rd")
                        .asksForCode())
                .isTrue();
    }

    @Test
    void thePasswordChangedByTheUserForgetsTheDevices() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        try (Admin.Restore unconfirmed = admin.action("UPDATE_PASSWORD", Map.of("gatehouseConfirmByEmail", "false"))) {
            Page form = browser.open("workspace", "kc_action=UPDATE_PASSWORD");
            form.submit(
                    "kc-passwd-update-form",
                    Map.of("password-new", "An0ther!Passw0rd", "password-confirm", "An0ther!Passw0rd"));
        }
        assertThat(devices(alice)).isEmpty();
        assertThat(browser.signOut()
                        .login("workspace", alice, "An0ther!Passw0rd")
                        .asksForCode())
                .isTrue();
    }

    @Test
    void theAddressChangedForgetsTheDevices() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        Admin.User moved = new Admin.User(alice.id(), "new-" + alice.email());
        admin.update(alice, Map.of("email", moved.email(), "username", moved.email()));
        assertThat(browser.signOut().login("workspace", moved).asksForCode()).isTrue();
    }

    @Test
    void aDeviceThatTheUserRemovesIsUnknownAgain() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", alice);
        admin.send(
                "DELETE",
                "/users/" + alice.id() + "/credentials/"
                        + devices(alice).get(0).get("id").asText(),
                null);
        assertThat(browser.signOut().login("workspace", alice).asksForCode()).isTrue();
    }

    @Test
    void atMostTenDevicesAreRememberedAndTheOldestMakesRoom() throws Exception {
        Admin.User alice = admin.newUser("agent");
        server.newBrowser().loginCompletely("workspace", alice);
        String genuine = devices(alice).get(0).get("id").asText();
        try (Connection database = server.database();
                PreparedStatement copy = database.prepareStatement(
                        "insert into CREDENTIAL (ID, TYPE, USER_ID, CREATED_DATE, USER_LABEL, SECRET_DATA, CREDENTIAL_DATA, PRIORITY) "
                                + "select ?, TYPE, USER_ID, ?, ?, SECRET_DATA, CREDENTIAL_DATA, ? from CREDENTIAL where ID = ?")) {
            for (int number = 1; number <= 9; number++) {
                copy.setString(1, UUID.randomUUID().toString());
                copy.setLong(2, number * 1000L);
                copy.setString(3, "old device " + number);
                copy.setInt(4, 1000 + number);
                copy.setString(5, genuine);
                copy.executeUpdate();
            }
        }
        admin.send("POST", "/clear-user-cache", null);
        assertThat(devices(alice)).hasSize(10);
        server.passTheEmailGap(alice);
        server.newBrowser().loginCompletely("workspace", alice);
        assertThat(devices(alice))
                .extracting(device -> device.get("userLabel").asText())
                .hasSize(10)
                .doesNotHaveDuplicates()
                .doesNotContain("old device 1")
                .contains("old device 2");
    }

    @Test
    void devicesWithoutAProofAreForgottenAtTheNextLogin() {
        Admin.User alice = admin.newUserWith(
                List.of(Map.of(
                        "type",
                        "gatehouse-known-device",
                        "userLabel",
                        "damaged",
                        "createdDate",
                        1000L,
                        "secretData",
                        "{",
                        "credentialData",
                        "[]")),
                "agent");
        assertThat(devices(alice)).hasSize(1);
        server.newBrowser().loginCompletely("workspace", alice);
        assertThat(devices(alice))
                .extracting(device -> device.get("userLabel").asText())
                .containsExactly("Firefox, Linux");
    }

    @Test
    void observingRemembersNoDeviceBecauseNothingWasProven() {
        Admin.User alice = admin.newUser("agent");
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            server.newBrowser().loginCompletely("workspace", alice);
        }
        assertThat(devices(alice)).isEmpty();
    }

    @Test
    void observeNeverChallengesButRecordsWhatItWouldHaveChallenged() {
        Admin.User alice = admin.newUser("agent");
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            JsonNode token = server.newBrowser().login("workspace", alice).tokens();
            assertThat(token.get("mfa").asText()).isEqualTo("not-asked");
        }
        assertThat(server.inbox().messages(alice.email())).isEmpty();
        JsonNode details = loginEvent(alice).get("details");
        assertThat(details.get("gatehouse_verdict").asText()).isEqualTo("would_ask");
        assertThat(details.get("gatehouse_reasons").asText()).contains("no_history");
    }

    @Test
    void offNeitherChallengesNorScores() {
        Admin.User alice = admin.newUser("agent");
        try (Admin.Restore off = admin.mfa(Map.of("mode", "off"))) {
            assertThat(server.newBrowser()
                            .login("workspace", alice)
                            .tokens()
                            .get("mfa")
                            .asText())
                    .isEqualTo("not-asked");
        }
        assertThat(loginEvent(alice).get("details").has("gatehouse_score")).isFalse();
    }

    @Test
    void theEventOfALoginSaysWhyItWasChallengedAndHowItWasSecured() {
        Admin.User alice = admin.newUser("agent");
        server.newBrowser().from("193.0.6.139").loginCompletely("workspace", alice);
        JsonNode details = loginEvent(alice).get("details");
        assertThat(details.get("gatehouse_verdict").asText()).isEqualTo("ask");
        assertThat(details.get("gatehouse_mfa").asText()).isEqualTo("email");
        assertThat(details.get("gatehouse_country").asText()).isEqualTo("NL");
        assertThat(details.get("gatehouse_score").asText()).matches("-?\\d+\\.\\d\\d");
        assertThat(details.get("gatehouse_reasons").asText())
                .contains("no_history")
                .contains("country_new");
        assertThat(admin.events(alice)).anySatisfy(event -> assertThat(
                        event.path("details").path("custom_required_action").asText())
                .isEqualTo("gatehouse_security_code_sent"));
    }

    @Test
    void singleSignOnToAnotherAppIsNotChallengedAgain() {
        Admin.User olivia = admin.newUser("owner");
        HttpBrowser browser = server.newBrowser();
        browser.loginCompletely("workspace", olivia);
        JsonNode token = browser.open("dashboard").tokens();
        assertThat(token.get("mfa").asText()).isEqualTo("email");
    }

    private List<JsonNode> devices(Admin.User user) {
        return admin.credentials(user).stream()
                .filter(credential -> credential.get("type").asText().equals("gatehouse-known-device"))
                .toList();
    }

    private JsonNode loginEvent(Admin.User user) {
        return admin.events(user).stream()
                .filter(event -> event.get("type").asText().equals("LOGIN"))
                .findFirst()
                .orElseThrow();
    }
}
