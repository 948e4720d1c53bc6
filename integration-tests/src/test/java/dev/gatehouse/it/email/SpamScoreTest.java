package dev.gatehouse.it.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.gatehouse.setup.SpamAssassin;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies what a spam filter thinks of every email in every language: SpamAssassin's local tests, which need no network. */
class SpamScoreTest {

    private static final double MOST_POINTS = 0.5;

    /**
     * A point for a text with many letters that look like an e and are none, beside Latin names and URLs. The rule means disguised words,
     * and where these letters are the language's own it meets every text; its authors excuse Polish, among others, in a comment.
     */
    private static final String LETTERS_LIKE_E = "MIXED_ES";

    private static final double POINTS_FOR_LETTERS_LIKE_E = 1;

    private static final Set<String> HAVE_LETTERS_LIKE_E = Set.of("pl", "uk");

    /** The filter's header, and the number in the header before the email's own. */
    private static final Pattern VERDICT = Pattern.compile(
            "(?s)\nX-Spam-Status: \\w+, score=(-?[\\d.]+) .*?tests=(.*?)\\s+(?:autolearn|version)=.*?ESMTPS id N(\\d+)\n");

    /** An email that was sent. */
    private record Sent(String name, String language) {}

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();

    @Test
    @DisplayName("No email gets more than half a point from SpamAssassin, in any language")
    void noEmailLooksLikeSpam() throws Exception {
        SpamAssassin filter = SpamAssassin.find().orElse(null);
        assumeTrue(filter != null, SpamAssassin::advice);
        List<Sent> mails = new ArrayList<>();
        Path mailbox = Files.createTempFile(Path.of(System.getProperty("gatehouse.work")), "mails", ".mbox");
        try (OutputStream out = Files.newOutputStream(mailbox)) {
            for (JsonNode language : admin.get("").get("supportedLocales")) {
                send(language.asText(), mails, out);
            }
        }
        List<MatchResult> verdicts =
                VERDICT.matcher(filtered(filter, mailbox)).results().toList();
        assertThat(verdicts).hasSameSizeAs(mails).hasSizeGreaterThan(12 * 40);
        assertThat(verdicts.stream()
                        // The filter sorts them.
                        .map(verdict -> problem(
                                mails.get(Integer.parseInt(verdict.group(3))),
                                Double.parseDouble(verdict.group(1)),
                                List.of(verdict.group(2).split("[,\\s]+"))))
                        .flatMap(Optional::stream))
                .isEmpty();
    }

    private static Optional<String> problem(Sent mail, double score, List<String> tests) {
        boolean excused = tests.contains(LETTERS_LIKE_E) && HAVE_LETTERS_LIKE_E.contains(mail.language());
        double counted = excused ? score - POINTS_FOR_LETTERS_LIKE_E : score;
        return counted > MOST_POINTS
                ? Optional.of("%s in %s: %.1f, %s".formatted(mail.name(), mail.language(), score, tests))
                : Optional.empty();
    }

    /** Sends all emails, and adds them to a mailbox as the recipient's server gets them. */
    private void send(String language, List<Sent> mails, OutputStream mailbox) throws Exception {
        GreenMail recipient = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
        recipient.start();
        Map<String, Object> smtp = new HashMap<>(Admin.asMap(admin.get("").get("smtpServer")));
        smtp.put("port", Integer.toString(recipient.getSmtp().getPort()));
        try (Admin.Restore elsewhere = admin.realm(Map.of("smtpServer", smtp))) {
            JsonNode sent = send(language);
            MimeMessage[] received = recipient.getReceivedMessages();
            assertThat(received).hasSize(sent.size());
            for (int number = 0; number < received.length; number++) {
                append(received[number], mails.size(), mailbox);
                mails.add(new Sent(sent.get(number).get("name").asText(), language));
            }
        } finally {
            recipient.stop();
        }
    }

    private JsonNode send(String language) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        server.realmUrl() + "/gatehouse-mail-preview?language=" + language + "&to=alice@example.org"))
                .POST(HttpRequest.BodyPublishers.noBody())
                // Links lead to where a server is in production.
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "login.acme.test")
                .header("X-Forwarded-Port", "443")
                .build();
        HttpResponse<String> answer = Http.client().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Admin.JSON.readTree(answer.body());
    }

    private static void append(MimeMessage message, int number, OutputStream mailbox)
            throws IOException, MessagingException {
        // Of GreenMail, in place of servers between.
        message.removeHeader("Received");
        message.removeHeader("Return-Path");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        message.writeTo(bytes);
        String now = DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC));
        String received = """
                From no-reply@acme.test Thu Jan  1 00:00:00 2026
                Received: from mail.acme.test (mail.acme.test [193.0.6.139])
                \tby mx.example.org (Postfix) with ESMTPS id N%05d
                \tfor <alice@example.org>; %s
                """.formatted(number, now);
        String text = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        mailbox.write((received + text.replaceAll("(?m)^From ", ">From ") + "\n\n").getBytes(StandardCharsets.UTF_8));
    }

    /** The mailbox with the filter's headers. */
    private static String filtered(SpamAssassin filter, Path mailbox) throws IOException, InterruptedException {
        Path settings = Files.writeString(
                mailbox.resolveSibling("spamassassin.cf"), "use_bayes 0\nuse_auto_welcomelist 0\nreport_safe 0\n");
        Path output = mailbox.resolveSibling("mails-filtered.mbox");
        Process process = new ProcessBuilder(
                        filter.program().toString(), "--local", "--prefspath=" + settings, "--mbox", mailbox.toString())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        return Files.readString(output);
    }
}
