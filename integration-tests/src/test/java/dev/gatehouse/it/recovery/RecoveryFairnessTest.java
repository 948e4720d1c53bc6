package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies that one user does not use up the recovery requests of others, and gains no more by having many networks. */
class RecoveryFairnessTest {

    private static final String LIMIT = "3";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);
    private final Flows flows = new Flows(admin);

    @Test
    void oneUserDoesNotUseUpTheNetworkForOthers() {
        Admin.User colleague = admin.newUser("agent");
        String network = network();
        try (Admin.Restore strict = limited()) {
            HttpBrowser person = server.newBrowser().from(network);
            assertThat(acceptedOf(10, number -> ask(person, unknownAddress())))
                    .as("of one browser")
                    .isEqualTo(Integer.parseInt(LIMIT));
            Page page = ask(server.newBrowser().from(network), colleague.email());
            assertThat(page.text()).contains("Check your email");
            recoveries.link(colleague);
        }
    }

    @Test
    @DisplayName("During a flood only a few requests pass, and the others read when to try again")
    void duringAFloodAFewRequestsPass() {
        String network = network();
        String address = unknownAddress();
        try (Admin.Restore strict = limited()) {
            assertThat(acceptedOf(12, number -> direct(server.newBrowser().from(network), unknownAddress())))
                    .isBetween(4L, 5L);
            Page refused = direct(server.newBrowser().from(network), address);
            assertThat(Recoveries.saying(refused)).isEqualTo("TOO_MANY");
            assertThat(refused.text()).contains("Try again in");
        }
    }

    @Test
    void aKnownDeviceGetsThroughDuringAFlood() {
        Admin.User user = admin.newUser("agent");
        String network = network();
        HttpBrowser known = server.newBrowser().from(network);
        known.loginCompletely("workspace", user);
        try (Admin.Restore strict = limited()) {
            assertThat(acceptedOf(8, number -> direct(server.newBrowser().from(network), unknownAddress())))
                    .isLessThan(8);
            assertThat(direct(known, user.email()).text()).contains("Check your email");
            recoveries.link(user);
        }
    }

    @Test
    @DisplayName("An attacker with a whole IPv6 site or provider has more networks, but fewer requests for each")
    void manyIpv6NetworksShareABound() {
        String site = "2001:db8:" + hex();
        try (Admin.Restore strict = limited()) {
            long ofSite = acceptedOf(
                    26,
                    number -> direct(
                            server.newBrowser().from(site + ":" + Integer.toHexString(number << 8) + "::7"),
                            unknownAddress()));
            assertThat(ofSite).as("of one /48").isBetween(8L, 16L);
            String elsewhere = "2001:db9:" + hex();
            assertThat(direct(server.newBrowser().from(elsewhere + "::7"), unknownAddress())
                            .text())
                    .contains("Check your email");
        }
    }

    /** Requests a link on a page, whose URL may be that of a page that waits for an email. */
    @FunctionalInterface
    private interface Attempt {
        Page number(int number);
    }

    private long acceptedOf(int number, Attempt attempt) {
        return IntStream.range(0, number)
                .filter(each -> {
                    await().until(() ->
                            server.metric("gatehouse_mail_queue_waiting") < TestServer.MAIL_QUEUE_SIZE / 2.0);
                    return attempt.number(each).text().contains("Check your email");
                })
                .count();
    }

    private Page ask(HttpBrowser browser, String address) {
        return Recoveries.enter(
                browser.get(browser.open("workspace").enterEmail(address).link("reset-credentials")), address);
    }

    private Page direct(HttpBrowser browser, String address) {
        return Recoveries.enter(browser.get(server.realmUrl() + "/gatehouse/forgot"), address);
    }

    private Admin.Restore limited() {
        return flows.config("gatehouse reset", "gatehouse-forgot-password", Map.of("networkLimit", LIMIT));
    }

    private static String network() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return "10." + random.nextInt(256) + "." + random.nextInt(256) + ".8";
    }

    private static String hex() {
        return Integer.toHexString(ThreadLocalRandom.current().nextInt(1, 0xffff));
    }

    private static String unknownAddress() {
        return "n" + UUID.randomUUID().toString().substring(0, 8) + "@acme.test";
    }
}
