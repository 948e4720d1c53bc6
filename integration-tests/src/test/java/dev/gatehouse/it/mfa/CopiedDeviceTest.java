package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that the token of a known device is replaced at each login, so that a copy is noticed. */
class CopiedDeviceTest {

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Admin.User alice = admin.newUser("agent");
    private final HttpBrowser browser = server.newBrowser();

    @Test
    void eachLoginReplacesTheTokenAndAnOldOneIsChallengedAndTheEventSaysSo() {
        browser.loginCompletely("workspace", alice);
        HttpBrowser copy = browser.signOut().anotherTab();
        String first = token(browser);
        browser.login("workspace", alice).tokens();
        String second = token(browser.signOut());
        browser.login("workspace", alice).tokens();
        assertThat(token(browser.signOut())).isNotEqualTo(second);
        assertThat(second).isNotEqualTo(first);

        assertThat(copy.login("workspace", alice).asksForCode())
                .as("two replacements ago")
                .isTrue();
        assertThat(browser.login("workspace", alice).isBackInTheApp())
                .as("the person is not disturbed")
                .isTrue();
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            copy.signOut().login("workspace", alice).tokens();
        }
        JsonNode details = loginEvent();
        assertThat(details.get("gatehouse_reasons").asText())
                .contains("replay ")
                .contains(" device_replayed(+9.0)");
        assertThat(details.get("gatehouse_reasons_text").asText()).contains("Device token that had been replaced");
        assertThat(copy.signOut().login("workspace", alice).asksForCode())
                .as("and it has not become known by that")
                .isTrue();
    }

    @Test
    @DisplayName(
            "Two tabs at once are fine, but the old device token is valid for minutes and in the same network only")
    void anOldTokenIsValidForMinutesInTheSameNetworkOnly() {
        browser.loginCompletely("workspace", alice);
        HttpBrowser tab = browser.signOut().anotherTab();
        HttpBrowser elsewhere = browser.anotherTab().from("145.97.39.155");
        browser.login("workspace", alice).tokens();
        HttpBrowser late = browser.signOut().anotherTab();

        assertThat(elsewhere.login("workspace", alice).asksForCode())
                .as("in another network")
                .isTrue();
        assertThat(tab.login("workspace", alice).isBackInTheApp()).as("at once").isTrue();
        assertThat(tab.signOut().login("workspace", alice).isBackInTheApp())
                .as("with what it got")
                .isTrue();
        try (ServerClock clock = ServerClock.of(server)) {
            clock.advance(Duration.ofMinutes(6));
            assertThat(late.login("workspace", alice).asksForCode()).as("later").isTrue();
        }
    }

    @Test
    @DisplayName("A user who enters a code on a copied device is known again, and the other copy is revoked")
    void aProvenCodeRevokesTheOtherCopyOfTheDevice() {
        browser.loginCompletely("workspace", alice);
        HttpBrowser thief = browser.signOut().anotherTab().from("145.97.39.155");
        thief.login("workspace", alice).tokens();
        thief.signOut().login("workspace", alice).tokens();
        server.passTheEmailGap(alice);

        Page challenged = browser.login("workspace", alice);
        assertThat(challenged.asksForCode()).as("the thief came first").isTrue();
        challenged.enterCode(Codes.latest(server, alice)).tokens();
        assertThat(browser.signOut().login("workspace", alice).isBackInTheApp()).isTrue();
        assertThat(thief.signOut().login("workspace", alice).asksForCode()).isTrue();
        assertThat(admin.credentials(alice))
                .extracting(credential -> credential.get("type").asText())
                .containsExactlyInAnyOrder("password", "gatehouse-known-device");
    }

    /** The box prevents this browser from being remembered; it must not keep the copy valid. */
    @Test
    void aCodeOnASharedComputerRevokesTheCopyToo() {
        browser.loginCompletely("workspace", alice);
        HttpBrowser thief = browser.signOut().anotherTab().from("145.97.39.155");
        thief.login("workspace", alice).tokens();
        thief.signOut().login("workspace", alice).tokens();
        server.passTheEmailGap(alice);

        Page challenged = browser.login("workspace", alice);
        assertThat(challenged.asksForCode()).as("the thief came first").isTrue();
        challenged.enterCodeOnSharedComputer(Codes.latest(server, alice)).tokens();
        assertThat(admin.credentials(alice))
                .extracting(credential -> credential.get("type").asText())
                .containsExactly("password");
        assertThat(thief.signOut().login("workspace", alice).asksForCode()).isTrue();
        assertThat(browser.signOut().login("workspace", alice).asksForCode())
                .as("nor is the browser remembered")
                .isTrue();
    }

    private static String token(HttpBrowser of) {
        return of.cookies().entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith("GH_DEVICE_"))
                .findFirst()
                .orElseThrow()
                .getValue();
    }

    private JsonNode loginEvent() {
        return admin.events(alice).stream()
                .filter(event -> event.get("type").asText().equals("LOGIN"))
                .findFirst()
                .orElseThrow()
                .get("details");
    }
}
