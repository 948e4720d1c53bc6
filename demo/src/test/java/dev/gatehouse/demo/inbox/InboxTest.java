package dev.gatehouse.demo.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.demo.keycloak.Ports;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class InboxTest {

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Inbox inbox;

    @BeforeEach
    void start() {
        inbox = Inbox.start(Ports.anyFree(), Ports.anyFree(), "http://localhost:8080/realms/acme");
    }

    @AfterEach
    void stop() {
        inbox.close();
    }

    @Test
    void showsAnEmailDecodedToItsRecipientInAnyCase() throws Exception {
        send("alice@acme.test", "Grüße, Ihr Code", "Zeile 1\nZeile 2", "<p>Code</p>");

        JsonNode mails = new ObjectMapper()
                .readTree(call("GET", "/api/messages?to=ALICE%40acme.test").body());

        assertThat(mails).hasSize(1);
        assertThat(mails.path(0).path("to").asText()).isEqualTo("alice@acme.test");
        assertThat(mails.path(0).path("subject").asText()).isEqualTo("Grüße, Ihr Code");
        assertThat(mails.path(0).path("text").asText()).startsWith("Zeile 1\nZeile 2");
        assertThat(mails.path(0).path("html").asText()).startsWith("<p>Code</p>");
        assertThat(mails.path(0).path("headers").path("X-Twice")).hasSize(2);
        assertThat(mails.path(0).path("headers").path("Subject").asText()).isEqualTo("Grüße, Ihr Code");
        assertThat(inbox.messages("bob@acme.test")).isEmpty();
    }

    @Test
    void listsTheNewestEmailFirstAndForgetsAllWhenEmptied() throws Exception {
        send("alice@acme.test", "first", "", "");
        send("bob@acme.test", "second", "", "");
        assertThat(inbox.messages(null)).extracting(Mail::subject).containsExactly("second", "first");

        assertThat(call("DELETE", "/api/messages").statusCode()).isEqualTo(204);

        assertThat(inbox.messages(null)).isEmpty();
    }

    @Test
    void refusesEmailDuringAnOutageAndAcceptsItAfterwardsEachTime() throws Exception {
        for (int round = 1; round <= 20; round++) {
            call("POST", "/api/outage?on=true");
            assertThatThrownBy(() -> send("alice@acme.test", "lost", "", "")).isInstanceOf(MessagingException.class);
            call("POST", "/api/outage?on=false");
            send("alice@acme.test", "kept", "", "");
            assertThat(inbox.messages(null))
                    .hasSize(round)
                    .extracting(Mail::subject)
                    .containsOnly("kept");
        }
    }

    @Test
    void doesNotLetOtherSitesIn() throws Exception {
        assertThat(statusWithHost("evil.test")).isEqualTo(421);
        HttpRequest foreign = request("POST", "/api/outage?on=true")
                .header("Origin", "http://evil.test")
                .build();
        assertThat(http.send(foreign, BodyHandlers.ofString()).statusCode()).isEqualTo(403);
    }

    @Test
    void showsHtmlEmailWithoutItsScriptsAndWithLinksInANewTab() throws Exception {
        send("alice@acme.test", "hostile", "", "<html><head><title>x</title></head><script>alert(1)</script></html>");

        HttpResponse<String> page =
                call("GET", "/messages/" + inbox.messages(null).get(0).id());

        assertThat(page.headers().firstValue("Content-Security-Policy"))
                .get()
                .asString()
                .startsWith("sandbox allow-popups")
                .doesNotContain("script");
        assertThat(page.body()).startsWith("<html><head><base target=\"_blank\">");
    }

    private void send(String to, String subject, String text, String html) throws MessagingException {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(inbox.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("no-reply@acme.test"));
        message.setRecipient(RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.addHeader("X-Twice", "one");
        message.addHeader("X-Twice", "two");
        MimeBodyPart textPart = new MimeBodyPart();
        textPart.setText(text, "UTF-8");
        MimeBodyPart htmlPart = new MimeBodyPart();
        htmlPart.setText(html, "UTF-8", "html");
        message.setContent(new MimeMultipart("alternative", textPart, htmlPart));
        Transport.send(message);
    }

    private HttpResponse<String> call(String method, String path) throws IOException, InterruptedException {
        return http.send(request(method, path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String method, String path) {
        return HttpRequest.newBuilder(URI.create(inbox.url() + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
    }

    // Java's own client does not allow setting the Host header.
    private int statusWithHost(String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(inbox.url()).getPort())) {
            socket.getOutputStream()
                    .write("GET /api/messages HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n"
                            .formatted(host)
                            .getBytes(StandardCharsets.US_ASCII));
            BufferedReader answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(answer.readLine().split(" ")[1]);
        }
    }
}
