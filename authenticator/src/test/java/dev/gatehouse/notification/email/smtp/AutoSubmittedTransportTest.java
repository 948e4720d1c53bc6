package dev.gatehouse.notification.email.smtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@DisplayName("The SMTP transport")
class AutoSubmittedTransportTest {

    private static final int MORE_THAN_BUFFERS_HOLD = 32_000_000;

    /** Kept, because Java closes sockets that nothing refers to. */
    private final List<Socket> clients = new CopyOnWriteArrayList<>();

    private ServerSocket server;

    @BeforeEach
    void startServer() throws IOException {
        server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        Thread speaking = new Thread(this::serve, "server that stops reading");
        speaking.setDaemon(true);
        speaking.start();
    }

    @AfterEach
    void stopServer() throws IOException {
        server.close();
        for (Socket client : clients) {
            client.close();
        }
    }

    @Test
    @Timeout(60)
    @DisplayName("gives up each server that stops reading, and starts no thread for each")
    void givesUpServersThatStopReading() throws MessagingException {
        List<String> before = writeTimeoutThreads();

        for (int email = 0; email < 3; email++) {
            try (AutoSubmittedTransport transport = connected()) {
                Message message = message();
                assertThatExceptionOfType(MessagingException.class)
                        .isThrownBy(() -> transport.sendMessage(message, message.getAllRecipients()));
                assertThat(writeTimeoutThreads()).containsAll(before).hasSizeLessThanOrEqualTo(before.size() + 1);
            }
        }
    }

    private AutoSubmittedTransport connected() throws MessagingException {
        Properties properties = new Properties();
        properties.put("mail.smtp.writetimeout", "300");
        properties.put("mail.smtp.timeout", "10000");
        String host = server.getInetAddress().getHostAddress();
        AutoSubmittedTransport transport = new AutoSubmittedTransport(
                Session.getInstance(properties), new URLName("smtp", host, server.getLocalPort(), null, null, null));
        transport.markAutomatic();
        transport.connect();
        return transport;
    }

    private static Message message() throws MessagingException {
        Message message = new MimeMessage(Session.getInstance(new Properties()));
        message.setFrom(new InternetAddress("gatehouse@acme.test"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("user@acme.test"));
        message.setText("x".repeat(MORE_THAN_BUFFERS_HOLD));
        message.saveChanges();
        return message;
    }

    /** The threads of pools: Jakarta Mail's own and the shared one. */
    private static List<String> writeTimeoutThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.matches("pool-\\d+-thread-\\d+|gatehouse-mail-timeouts"))
                .toList();
    }

    private void serve() {
        while (true) {
            try {
                Socket client = server.accept();
                clients.add(client);
                speak(client);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Reads until the text begins. */
    private static void speak(Socket client) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        OutputStream replies = client.getOutputStream();
        reply(replies, "220 ready");
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.equals("DATA")) {
                reply(replies, "354 go on");
                return;
            }
            reply(replies, "250 fine");
        }
    }

    private static void reply(OutputStream replies, String line) throws IOException {
        replies.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
        replies.flush();
    }
}
