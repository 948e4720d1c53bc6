package dev.gatehouse.bench.lab.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.Origin;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import ua_parser.Parser;

/** Converts a Keycloak event to a row. */
final class LoginEvent {

    private static final List<String> USER_AGENT_DETAILS = List.of("user_agent", "userAgent");

    private final Parser parser = new Parser();
    private final Countries countries;

    LoginEvent(Countries countries) {
        this.countries = countries;
    }

    /** Whether the event is a login or a failed login. */
    static boolean isLogin(JsonNode event) {
        String type = event.path("type").asText();
        return type.equals("LOGIN") || type.equals("LOGIN_ERROR");
    }

    /** The row; empty if the event has no user or no time. */
    Optional<LoginRow> row(JsonNode event, long index) {
        String user = event.path("userId").asText("");
        if (user.isEmpty()) {
            // For an unknown user, the event has only the name as typed.
            user = event.path("details").path("username").asText("");
        }
        if (user.isBlank() || !event.path("time").isIntegralNumber()) {
            return Optional.empty();
        }
        String address = event.path("ipAddress").asText("");
        Origin origin = new Origin(address, countries.country(address), "", "", countries.asn(address));
        return Optional.of(new LoginRow(
                index,
                Instant.ofEpochMilli(event.path("time").asLong()),
                user,
                OptionalDouble.empty(),
                origin,
                client(event),
                event.path("type").asText().equals("LOGIN"),
                false,
                false,
                Optional.empty(),
                Optional.empty()));
    }

    private Client client(JsonNode event) {
        String header = USER_AGENT_DETAILS.stream()
                .map(name -> event.path("details").path(name).asText(""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse("");
        if (header.isEmpty()) {
            return Client.UNKNOWN;
        }
        ua_parser.Client parsed = parser.parse(header);
        return new Client(
                header,
                versioned(
                        parsed.userAgent.family,
                        parsed.userAgent.major,
                        parsed.userAgent.minor,
                        parsed.userAgent.patch),
                versioned(parsed.os.family, parsed.os.major, parsed.os.minor),
                deviceType(header, parsed));
    }

    private static String versioned(String family, String... version) {
        String numbers = Stream.of(version).takeWhile(part -> part != null).collect(Collectors.joining("."));
        return (family + " " + numbers).strip();
    }

    private static String deviceType(String header, ua_parser.Client parsed) {
        String lower = header.toLowerCase(Locale.ROOT);
        if (parsed.device.family.equals("Spider")) {
            return "bot";
        }
        if (lower.contains("ipad") || lower.contains("tablet")) {
            return "tablet";
        }
        return lower.contains("mobi") || lower.contains("android")
                ? "mobile"
                : parsed.os.family.equals("Other") ? "unknown" : "desktop";
    }
}
