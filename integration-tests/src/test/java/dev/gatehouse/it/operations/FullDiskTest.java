package dev.gatehouse.it.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.demo.keycloak.KeycloakServerBuilder;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.server.SmallDisk;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies what users see while the disk is full, and that everything works when there is space again. */
class FullDiskTest {

    private static final int MEGABYTES = 48;

    @Test
    @DisplayName("While the disk is full no user gets in unchallenged, and afterwards everything is as it was")
    void aFullDiskLetsNoUserInUnchallengedAndLosesNothing() {
        Path folder = Path.of(System.getProperty("gatehouse.servers")).resolve("small-disk");
        try (SmallDisk disk = mounted(folder)) {
            String database =
                    KeycloakServerBuilder.sharedDatabaseUrl(disk.folder().resolve("keycloakdb"));
            try (TestServer server =
                    TestServer.with("full-disk", List.of("--log-level=info", "--db-url=" + database))) {
                Admin.User user = server.admin().newUser("agent");
                HttpBrowser known = server.newBrowser();
                known.loginCompletely("workspace", user);
                assertThat(known.signOut().login("workspace", user).isBackInTheApp())
                        .as("the device is known")
                        .isTrue();
                known.signOut();

                disk.fill();
                for (int attempt = 0; attempt < 5; attempt++) {
                    Page stranger = signsInAsFarAsItGoes(server.newBrowser(), user);
                    assertThat(stranger.isBackInTheApp()).as(stranger.text()).isFalse();
                    assertThat(stranger.html()).doesNotContain("Exception", "at org.h2", "at dev.gatehouse");
                }
                disk.empty();

                Awaitility.await()
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofSeconds(2))
                        .ignoreExceptions()
                        .untilAsserted(() -> assertThat(
                                        known.signOut().login("workspace", user).isBackInTheApp())
                                .as("still known")
                                .isTrue());
                assertThat(server.newBrowser().login("workspace", user).asksForCode())
                        .as("an unknown device is challenged")
                        .isTrue();
            }
        }
    }

    /** Once the database has closed itself, no page is shown to sign in on, or none after the first. */
    private static Page signsInAsFarAsItGoes(HttpBrowser browser, Admin.User user) {
        Page page = browser.open("workspace");
        page = page.asksForPassword() ? page.enterEmail(user.email()) : page;
        return page.asksForPassword() ? page.enterPassword(user.email(), Admin.PASSWORD) : page;
    }

    private static SmallDisk mounted(Path folder) {
        try {
            return SmallDisk.mount(folder, MEGABYTES);
        } catch (IOException e) {
            System.out.println("FullDiskTest is skipped: no disk of its own can be made here. " + e.getMessage());
            return Assumptions.abort(e.getMessage());
        }
    }
}
