package dev.gatehouse.demo.inbox;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.demo.keycloak.LauncherException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Instant;
import java.util.UUID;

/** GreenMail's SMTP server without mailboxes: it accepts email for any recipient and hands it to the store. */
final class MailServer implements AutoCloseable {

    private static final long START_TIMEOUT_MILLIS = 10_000;

    private final MailStore store;
    private final SmtpServer server;
    private final int port;
    private volatile boolean outage;

    MailServer(int port, MailStore store) {
        this.port = port;
        this.store = store;
        this.server = new SmtpServer(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), managers()) {
            @Override
            protected void handleClientSocket(Socket client) throws SocketException {
                // GreenMail writes a reply of several lines in several packets. With Nagle's algorithm the second one
                // would wait for the acknowledgement of the first, which clients delay by 40 ms.
                client.setTcpNoDelay(true);
                super.handleClientSocket(client);
            }
        };
    }

    void start() {
        server.startService();
        try {
            if (!server.waitTillRunning(START_TIMEOUT_MILLIS)) {
                throw new LauncherException(
                        "The SMTP server of the inbox cannot listen on port %d. Run the command again, or choose another port."
                                .formatted(port));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LauncherException("The start of the SMTP server was interrupted.", e);
        }
    }

    int port() {
        return port;
    }

    void outage(boolean on) {
        outage = on;
    }

    boolean outage() {
        return outage;
    }

    @Override
    public void close() {
        server.stopService();
    }

    private Managers managers() {
        Managers stock = new Managers();
        SmtpManager manager = new SmtpManager(stock.getImapHostManager(), stock.getUserManager()) {
            @Override
            public String checkSender(SmtpState state, MailAddress sender) {
                return refusal();
            }

            @Override
            public String checkRecipient(SmtpState state, MailAddress recipient) {
                return refusal();
            }

            @Override
            public String checkData(SmtpState state) {
                return refusal();
            }

            @Override
            public synchronized void send(SmtpState state) {
                keep(state.getMessage());
            }
        };
        return new Managers() {
            @Override
            public SmtpManager getSmtpManager() {
                return manager;
            }
        };
    }

    // Refusing is faster and more reliable than closing the port and opening it again, and a connected client notices
    // too.
    private String refusal() {
        return outage ? "451 4.3.2 Outage switched on in the inbox" : null;
    }

    private void keep(MovingMessage message) {
        Instant received = Instant.now();
        for (MailAddress recipient : message.getToAddresses()) {
            try {
                store.add(MailReader.read(
                        UUID.randomUUID().toString(), recipient.getEmail(), message.getMessage(), received));
            } catch (MessagingException e) {
                // GreenMail answers the client with an error, so that the client knows that the email was not accepted.
                throw new IllegalStateException("The email is not valid MIME", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
