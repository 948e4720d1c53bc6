package dev.gatehouse.it;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A mail server that takes connections and lets everybody wait; the realm's as long as it is open. */
final class SlowMailServer implements AutoCloseable {

    /** As many seconds as no reply takes. */
    static final int NEVER = 0;

    private final ServerSocket slow;
    private final int secondsToReply;
    private final Admin.Restore elsewhere;

    SlowMailServer(Admin admin, int secondsToReply) {
        this.secondsToReply = secondsToReply;
        try {
            slow = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
        Map<String, Object> smtp = new HashMap<>();
        admin.get("").get("smtpServer").properties().forEach(field -> smtp.put(field.getKey(), field.getValue().asText()));
        smtp.put("port", Integer.toString(slow.getLocalPort()));
        elsewhere = admin.realm(Map.of("smtpServer", smtp));
    }

    private void accept() {
        while (!slow.isClosed()) {
            try {
                Socket client = slow.accept();
                start(() -> converse(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket client) {
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

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "slow mail server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        elsewhere.close();
        try {
            slow.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
