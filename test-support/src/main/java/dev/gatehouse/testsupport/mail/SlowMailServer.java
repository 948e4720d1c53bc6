package dev.gatehouse.testsupport.mail;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Forwards everything to the inbox, and delays every reply. A realm uses it until it is closed. */
public final class SlowMailServer implements AutoCloseable {

    /** Longer than any client waits. */
    public static final Duration FOR_EVER = Duration.ofDays(1);

    private final ServerSocket listening;
    private final Duration reply;
    private final int inboxPort;
    private final Admin.Restore usual;

    public SlowMailServer(TestServer server, Duration reply) throws IOException {
        this.reply = reply;
        this.inboxPort = server.inbox().smtpPort();
        this.listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
        this.usual = at(server.admin(), "127.0.0.1", listening.getLocalPort());
    }

    /** Makes a realm use another mail server; closing restores it. */
    public static Admin.Restore at(Admin admin, String host, int port) {
        Map<String, Object> smtp = new HashMap<>();
        admin.get("")
                .get("smtpServer")
                .properties()
                .forEach(field -> smtp.put(field.getKey(), field.getValue().asText()));
        smtp.put("host", host);
        smtp.put("port", Integer.toString(port));
        return admin.realm(Map.of("smtpServer", smtp));
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            Socket inbox = new Socket(InetAddress.getLoopbackAddress(), inboxPort);
            inBackground(() -> pass(client, inbox, Duration.ZERO));
            inBackground(() -> pass(inbox, client, reply));
        }
    }

    private static void pass(Socket from, Socket to, Duration held) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[8192];
            for (int length = in.read(buffer); length > 0; length = in.read(buffer)) {
                hold(held);
                out.write(buffer, 0, length);
            }
        }
    }

    /** Sleeps on purpose: delay is the purpose of this server. */
    private static void hold(Duration time) throws IOException {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while holding a reply back");
        }
    }

    private interface Conversation {

        void hold() throws IOException;
    }

    private static void inBackground(Conversation conversation) {
        Thread thread = new Thread(
                () -> {
                    try {
                        conversation.hold();
                    } catch (IOException gone) {
                        // one of the two has closed the connection
                    }
                },
                "slow mail server");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        usual.close();
        listening.close();
    }
}
