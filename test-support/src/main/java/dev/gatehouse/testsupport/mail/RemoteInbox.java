package dev.gatehouse.testsupport.mail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatehouse.demo.inbox.Mail;
import dev.gatehouse.testsupport.Http;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The inbox of a running demo, read by its JSON interface.
 *
 * @param url where it listens, for example {@code http://localhost:8025}
 * @param smtpPort where it accepts email
 */
public record RemoteInbox(String url, int smtpPort) implements MailInbox {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = Http.client();

    @Override
    public List<Mail> messages(String to) {
        try {
            JsonNode mails =
                    JSON.readTree(send("GET", "/api/messages?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8)));
            return StreamSupport.stream(mails.spliterator(), false)
                    .map(RemoteInbox::mail)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void clear() {
        send("DELETE", "/api/messages");
    }

    @Override
    public void outage(boolean on) {
        send("POST", "/api/outage?on=" + on);
    }

    private static Mail mail(JsonNode mail) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        mail.path("headers")
                .properties()
                .forEach(header -> headers.put(
                        header.getKey(),
                        header.getValue().isArray()
                                ? StreamSupport.stream(header.getValue().spliterator(), false)
                                        .map(JsonNode::asText)
                                        .toList()
                                : List.of(header.getValue().asText())));
        return new Mail(
                mail.path("id").asText(),
                mail.path("to").asText(),
                mail.path("subject").asText(),
                mail.path("text").asText(),
                mail.path("html").asText(),
                headers,
                Instant.parse(mail.path("received").asText()));
    }

    private String send(String method, String path) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url + path))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                throw new AssertionError("the inbox at " + url + " answers " + response.statusCode());
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The inbox at " + url + " does not answer. Start the demo, or say -Dgatehouse.inbox=URL.", e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
