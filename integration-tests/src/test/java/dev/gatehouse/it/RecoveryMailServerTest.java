package dev.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A mail server that does not work keeps nobody waiting, and the mail arrives when it works again. */
class RecoveryMailServerTest {

    private static final int NEVER = 0;

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final Recoveries recoveries = new Recoveries(server);

    @ParameterizedTest(name = "a reply takes {0} s (0: for ever)")
    @ValueSource(ints = {NEVER, 8})
    void thePageAnswersWithinASecondAndTheMailArrivesAfterwards(int secondsToReply) throws IOException {
        Admin.User user = admin.newUser("agent");
        Page page = recoveries.browser().get(server.realmUrl() + "/gatehouse/forgot");
        try (ServerSocket slow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread replies = new Thread(() -> reply(slow, secondsToReply), "slow mail server");
            replies.setDaemon(true);
            replies.start();
            Map<String, Object> smtp = new HashMap<>();
            admin.get("").get("smtpServer").properties().forEach(field -> smtp.put(field.getKey(), field.getValue().asText()));
            smtp.put("port", Integer.toString(slow.getLocalPort()));
            try (Admin.Restore elsewhere = admin.realm(Map.of("smtpServer", smtp))) {
                Instant start = Instant.now();
                Page answer = Recoveries.enter(page, user.email());
                assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(1));
                assertThat(answer.text()).contains("Check your email");
                Thread.sleep(2_000);
                assertThat(recoveries.mails(user)).isEmpty();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertThat(Recoveries.asksForPassword(recoveries.browser().get(recoveries.link(user)))).isTrue();
        }
    }

    private static void reply(ServerSocket slow, int secondsToReply) {
        while (!slow.isClosed()) {
            try {
                Socket client = slow.accept();
                Thread conversation = new Thread(() -> converse(client, secondsToReply), "slow mail server's client");
                conversation.setDaemon(true);
                conversation.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void converse(Socket client, int secondsToReply) {
        try (client; BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            String reply = "220 slow\r\n";
            do {
                Thread.sleep(secondsToReply == NEVER ? Long.MAX_VALUE : Duration.ofSeconds(secondsToReply).toMillis());
                client.getOutputStream().write(reply.getBytes(StandardCharsets.US_ASCII));
                reply = "250 slow\r\n";
            } while (lines.readLine() != null);
        } catch (IOException | InterruptedException gone) {
            // it has given up
        }
    }
}
