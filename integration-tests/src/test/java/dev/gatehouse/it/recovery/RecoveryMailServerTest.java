package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.Recoveries;
import dev.gatehouse.testsupport.mail.SlowMailServer;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that a mail server which does not work delays no page, and that the email arrives when it works again. */
class RecoveryMailServerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @ParameterizedTest(name = "a reply takes {0} s")
    @ValueSource(ints = {86_400, 8})
    void thePageAnswersWithinASecondAndTheEmailArrivesAfterwards(int secondsToReply) throws Exception {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot");
        try (SlowMailServer slow = new SlowMailServer(server, Duration.ofSeconds(secondsToReply))) {
            Instant start = Instant.now();
            Page answer = Recoveries.enter(page, user.email());
            assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
            assertThat(answer.text()).contains("Check your email");
            assertThat(server.metric("gatehouse_mail_queue_waiting")).isPositive();
            assertThat(recoveries.mails(user)).isEmpty();
        }
        assertThat(Recoveries.asksForPassword(recoveries.browser().get(recoveries.link(user))))
                .isTrue();
    }

    @Test
    @DisplayName("Where too many emails wait every user reads so, and those that were accepted arrive")
    void aFullQueueSaysSoAndAcceptedEmailsArrive() throws Exception {
        await().atMost(PATIENCE).until(() -> server.metric("gatehouse_mail_queue_waiting") == 0);
        List<Admin.User> users = users(TestServer.MAIL_QUEUE_SIZE);
        Admin.User late = admin.newUser("agent");
        double refusedBefore = server.metric("gatehouse_mail_queue_refused_total");
        try (SlowMailServer hanging = new SlowMailServer(server, SlowMailServer.FOR_EVER)) {
            users.forEach(user -> assertThat(ask(user.email()).text()).contains("Check your email"));
            assertThat(server.metric("gatehouse_mail_queue_waiting")).isEqualTo(TestServer.MAIL_QUEUE_SIZE);

            Page known = ask(late.email());
            Page unknown = ask("nobody@acme.test");
            assertThat(Recoveries.saying(known))
                    .isEqualTo(Recoveries.saying(unknown))
                    .isEqualTo("BUSY");
            assertThat(known.text()).contains("Try again in a few minutes").isEqualTo(unknown.text());
            assertThat(server.metric("gatehouse_mail_queue_refused_total")).isEqualTo(refusedBefore + 2);
            assertThat(server.log()).contains("GATEHOUSE-701 " + TestServer.MAIL_QUEUE_SIZE + " emails are waiting");
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(users)
                .allSatisfy(user -> assertThat(recoveries.mails(user)).hasSize(1)));
        await().untilAsserted(() ->
                assertThat(server.metric("gatehouse_mail_queue_waiting")).isZero());
        assertThat(recoveries.mails(late)).isEmpty();
        assertThat(ask(late.email()).text())
                .as("what was refused has cost no allowance")
                .contains("Check your email");
        recoveries.link(late);
    }

    @Test
    @DisplayName("Emails that strangers have requested do not crowd out the notice of a changed password")
    void aFullQueueOfRequestedEmailsDropsNoNotice() throws Exception {
        await().atMost(PATIENCE).until(() -> server.metric("gatehouse_mail_queue_waiting") == 0);
        Admin.User owner = admin.newUser("agent");
        List<Admin.User> users = users(TestServer.MAIL_QUEUE_SIZE);
        try (SlowMailServer hanging = new SlowMailServer(server, SlowMailServer.FOR_EVER)) {
            users.forEach(user -> assertThat(ask(user.email()).text()).contains("Check your email"));
            admin.setPassword(owner, Recoveries.NEW_PASSWORD);
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(recoveries.mails(owner))
                .extracting(Mail::subject)
                .contains("Your Acme Phone password was changed"));
        await().atMost(PATIENCE).until(() -> server.metric("gatehouse_mail_queue_waiting") == 0);
    }

    private Page ask(String address) {
        return Recoveries.enter(recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot"), address);
    }

    /** Creates so many at once, and without passwords, whose hashing would take long. */
    private List<Admin.User> users(int number) {
        List<Admin.User> users = IntStream.range(0, number)
                .mapToObj(each -> UUID.randomUUID().toString())
                .map(id -> new Admin.User(id, id + "@acme.test"))
                .toList();
        List<Map<String, Object>> described = new ArrayList<>();
        users.forEach(user -> described.add(
                Map.of("id", user.id(), "username", user.email(), "email", user.email(), "enabled", true)));
        admin.send("POST", "/partialImport", Map.of("ifResourceExists", "FAIL", "users", described));
        return users;
    }
}
