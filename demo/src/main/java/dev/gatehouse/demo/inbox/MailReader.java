package dev.gatehouse.demo.inbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns a MIME message into a {@link Mail}. */
final class MailReader {

    private MailReader() {}

    /** Reads a message; {@code to} is the recipient in the SMTP envelope. */
    static Mail read(String id, String to, MimeMessage message, Instant received)
            throws MessagingException, IOException {
        String subject = message.getHeader("Subject", null);
        return new Mail(
                id,
                to,
                subject == null ? "" : decoded(subject),
                body(message, "text/plain"),
                body(message, "text/html"),
                headers(message),
                received);
    }

    private static Map<String, List<String>> headers(MimeMessage message) throws MessagingException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(decoded(header.getValue()));
        }
        return headers;
    }

    private static String decoded(String value) {
        String unfolded = MimeUtility.unfold(value);
        try {
            return MimeUtility.decodeText(unfolded);
        } catch (UnsupportedEncodingException unknownCharset) {
            return unfolded;
        }
    }

    private static String body(Part part, String type) throws MessagingException, IOException {
        if (part.isMimeType(type)) {
            return text(part);
        }
        if (part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int index = 0; index < parts.getCount(); index++) {
                String found = body(parts.getBodyPart(index), type);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String text(Part part) throws MessagingException, IOException {
        try {
            // Emails have CRLF at the end of lines; readers of the text do not want that.
            return part.getContent().toString().replace("\r\n", "\n");
        } catch (UnsupportedEncodingException unknownCharset) {
            try (InputStream content = part.getInputStream()) {
                return new String(content.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
    }
}
