package dev.gatehouse.it.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.server.ServerClock;
import dev.gatehouse.testsupport.server.TestNetworkList;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Verifies what the server notices about a login and reports in its event. */
class RiskReasonsTest {

    private static final String HOME = "193.0.6.139";
    private static final String CHROME =
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private ServerClock clock;

    @BeforeEach
    void aClock() {
        clock = ServerClock.of(server);
    }

    @AfterEach
    void theRightTime() {
        clock.close();
    }

    @ParameterizedTest
    @CsvSource({
        "193.0.6.140, 140, network_known, Known network",
        "193.0.0.1, 140, provider_known, New network of a known provider",
        "145.97.39.155, 140, network_new, New network in a known country",
        "193.99.144.80, 140, country_new, New country",
        "133.11.0.1, 140, travel, Impossible travel since the last sign-in",
        "193.0.6.139, 140, version_same, Same browser version as last time",
        "193.0.6.139, 142, version_newer, Browser was updated",
        "193.0.6.139, 150, version_jump, Browser skipped several versions",
        "193.0.6.139, 139, version_older, Browser is older than last time",
        "193.0.6.139, chrome, browser_new, New browser on a known system",
        "193.0.6.139, safari, system_new, New system",
        "193.0.6.139, 140, device_unknown, Unknown device",
        "198.51.100.1, 140, listed_denied, Address on the deny list",
        "203.0.113.1, 140, listed_hosting, Address of a hosting provider",
        "203.0.113.129, 140, listed_vpn, Address of a VPN"
    })
    void theEventSaysWhatWasNoticed(String address, String browser, String code, String text) {
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            Admin.User alice = established();
            server.newBrowser().from(address).as(userAgent(browser)).loginCompletely("workspace", alice);
            JsonNode details = loginEvent(alice);
            assertThat(details.get("gatehouse_reasons").asText()).containsPattern("\\b" + code + "\\(");
            assertThat(details.get("gatehouse_reasons_text").asText().split("; "))
                    .contains(text);
        }
    }

    @Test
    void wrongPasswordsAreReportedForTheUserAndForTheNetwork() {
        Admin.User alice = admin.newUser("agent");
        Admin.User bob = admin.newUser("agent");
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            HttpBrowser elsewhere = server.newBrowser().from("145.97.39.155");
            elsewhere.login("workspace", alice, "wrong");
            await().until(() -> admin.failures(alice) == 1);
            elsewhere.loginCompletely("workspace", alice);
            assertThat(loginEvent(alice).get("gatehouse_reasons").asText())
                    .as("to mistype once is little")
                    .contains(" failures(+0.4)");

            HttpBrowser guessing = server.newBrowser().from("80.101.1.1");
            for (int number = 0; number < 9; number++) {
                guessing.login("workspace", new Admin.User("", "nobody" + number + "@acme.test"), "wrong");
            }
            server.newBrowser().from("80.101.1.200").loginCompletely("workspace", bob);
            assertThat(loginEvent(bob).get("gatehouse_reasons").asText())
                    .as("six more than three of the network")
                    .contains(" failures(+1.2)");
        }
        Admin.User carol = admin.newUser("agent");
        server.newBrowser().from("213.51.1.1").loginCompletely("workspace", carol);
        assertThat(loginEvent(carol).get("gatehouse_reasons").asText())
                .as("another network")
                .doesNotContain("failures(");
    }

    @Test
    void fromTheCompanysNetworkNoLoginIsChallengedNotEvenTheFirst() {
        try (Admin.Restore pinned = admin.mfa(Map.of("companyNetworks", "145.97.0.0/16##2001:db8::/32"))) {
            for (String address : new String[] {"145.97.39.155", "2001:db8::7", "::ffff:145.97.1.1"}) {
                Admin.User alice = admin.newUser("agent");
                assertThat(server.newBrowser()
                                .from(address)
                                .login("workspace", alice)
                                .isBackInTheApp())
                        .as(address)
                        .isTrue();
                assertThat(loginEvent(alice).get("gatehouse_reasons").asText()).isEqualTo("company_network(-20.0)");
                assertThat(loginEvent(alice).get("gatehouse_reasons_text").asText())
                        .isEqualTo("The company’s own network");
            }
            assertThat(server.newBrowser()
                            .from("145.98.0.1")
                            .login("workspace", admin.newUser("agent"))
                            .asksForCode())
                    .as("next door")
                    .isTrue();
        }
    }

    @Test
    void aPrivilegedUserProvesASecondFactorFromTheCompanysNetworkToo() {
        Admin.User ian = Company.INITECH.newMember(server, "admin");
        try (Admin.Restore pinned = admin.mfa(Map.of("companyNetworks", "145.97.0.0/16"))) {
            assertThat(server.newBrowser()
                            .from("145.97.39.155")
                            .loginAtCompany("workspace", ian.email())
                            .asksForCode())
                    .isTrue();
        }
    }

    @Test
    void aMistakeInTheCompanysNetworksIsReportedAndTheLastValidOnesApply() {
        try (Admin.Restore pinned = admin.mfa(Map.of("companyNetworks", "145.97.0.0/16"));
                Admin.Restore mistaken = admin.uncheckedAction(
                        "gatehouse-mfa-gate", Map.of("companyNetworks", "145.98.0.0/16##145.97.39.155/33"))) {
            assertThat(server.newBrowser()
                            .from("145.97.39.155")
                            .login("workspace", admin.newUser("agent"))
                            .isBackInTheApp())
                    .isTrue();
            assertThat(server.newBrowser()
                            .from("145.98.0.1")
                            .login("workspace", admin.newUser("agent"))
                            .asksForCode())
                    .isTrue();
        }
        assertThat(server.log())
                .contains(
                        "companyNetworks must hold ranges such as 192.0.2.0/24 or 2001:db8::/32, not 145.97.39.155/33");
    }

    @Test
    void aKnownDeviceIsChallengedWhereTheNetworkIsDenied() {
        Admin.User alice = admin.newUser("agent");
        HttpBrowser browser = server.newBrowser().from(HOME);
        browser.loginCompletely("workspace", alice);
        clock.advance(Duration.ofDays(3));
        browser.signOut().login("workspace", alice).tokens();
        clock.advance(Duration.ofDays(3));
        browser.signOut().login("workspace", alice).tokens();
        assertThat(browser.signOut()
                        .from("198.51.100.1")
                        .login("workspace", alice)
                        .asksForCode())
                .isTrue();
        assertThat(browser.signOut().from(HOME).login("workspace", alice).isBackInTheApp())
                .as("at home")
                .isTrue();
    }

    @Test
    @DisplayName("A changed network list is read again, and its invalid lines are logged by number")
    void aChangedListIsReadAgainAndInvalidLinesAreLogged() throws IOException {
        Path list = TestNetworkList.in(server.home()).file();
        String before = Files.readString(list);
        Admin.User alice = admin.newUser("agent");
        try (Admin.Restore observing = admin.mfa(Map.of("mode", "observe"))) {
            server.newBrowser().from("80.101.7.1").loginCompletely("workspace", alice);
            assertThat(loginEvent(alice).get("gatehouse_reasons").asText()).doesNotContain("listed_");
            Files.writeString(list, before + "80.101.7.0/24 deny\n80.101.8.0/24 dney\n");
            clock.advance(Duration.ofMinutes(2));
            server.newBrowser().from("80.101.7.1").loginCompletely("workspace", alice);
            assertThat(loginEvent(alice).get("gatehouse_reasons").asText())
                    .contains("extreme ")
                    .contains(" listed_denied(+2.0)");
            assertThat(server.log())
                    .contains("GATEHOUSE-106")
                    .contains("line " + (before.lines().count() + 2) + " does not say hosting, vpn or deny");
        } finally {
            Files.writeString(list, before);
        }
    }

    /** A user with enough history, at home with Firefox 140. */
    private Admin.User established() {
        Admin.User user = admin.newUser("agent");
        for (int login = 0; login < 3; login++) {
            clock.advance(Duration.ofDays(3));
            server.newBrowser().from(HOME).loginCompletely("workspace", user);
        }
        return user;
    }

    private static String userAgent(String browser) {
        return switch (browser) {
            case "chrome" -> CHROME;
            case "safari" -> HttpBrowser.SAFARI;
            default -> HttpBrowser.FIREFOX.replace("140.0", browser + ".0");
        };
    }

    private JsonNode loginEvent(Admin.User user) {
        return admin.events(user).stream()
                .filter(event -> event.get("type").asText().equals("LOGIN"))
                .findFirst()
                .orElseThrow()
                .get("details");
    }
}
