package dev.gatehouse.demo.inbox;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An email as one recipient received it.
 *
 * @param id identifies the email as long as the inbox runs
 * @param to the address in the SMTP envelope, not in the header
 * @param subject decoded; empty if there is none
 * @param text the plain text part, lines end in LF; empty if there is none
 * @param html the HTML part, lines end in LF; empty if there is none
 * @param headers decoded values by name as written in the email, in order of appearance
 * @param received when the mail server accepted it
 */
public record Mail(
        String id,
        String to,
        String subject,
        String text,
        String html,
        Map<String, List<String>> headers,
        Instant received) {

    /** Returns the first value of a header, ignoring the case of its name; null if there is none. */
    public String header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().get(0))
                .findFirst()
                .orElse(null);
    }

    /** Returns the email as the inbox's JSON shows it. */
    Map<String, Object> toJson() {
        Map<String, Object> named = new LinkedHashMap<>();
        headers.forEach((name, values) -> named.put(name, values.size() == 1 ? values.get(0) : values));
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("to", to);
        json.put("subject", subject);
        json.put("text", text);
        json.put("html", html);
        json.put("headers", named);
        json.put("received", received.toString());
        return json;
    }
}
