package dev.gatehouse.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.risk.Profile;
import dev.gatehouse.risk.Tally;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Writes profiles as compact JSON and reads them back. The result is ASCII and at most {@link #MAX_LENGTH} characters. */
final class ProfileCodec {

    /** What one row may hold, in characters. */
    static final int MAX_LENGTH = 4000;

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private ProfileCodec() {}

    /** Thrown for text that is not a profile, or is one of a newer format. */
    static final class UnreadableProfileException extends Exception {

        private static final long serialVersionUID = 1;

        private final boolean newerFormat;

        UnreadableProfileException(String message, Throwable cause) {
            super(message, cause);
            this.newerFormat = false;
        }

        private UnreadableProfileException(int format) {
            super("profile of the newer format " + format);
            this.newerFormat = true;
        }

        boolean isNewerFormat() {
            return newerFormat;
        }
    }

    static String encode(Profile profile) {
        ObjectNode root = JSON.createObjectNode().put("v", FORMAT);
        profile.habit().ifPresent(habit -> root.putArray("habit")
                .add(rounded(habit.logins()))
                .add(habit.completed())
                .add(habit.first().getEpochSecond())
                .add(habit.last().getEpochSecond()));
        root.set("prefixes", encode(profile.prefixes()));
        root.set("countries", encode(profile.countries()));
        root.set("systems", encode(profile.systems()));
        root.set("browsers", encode(profile.browsers()));
        return asAscii(root);
    }

    static Profile decode(String text) throws UnreadableProfileException {
        try {
            JsonNode root = JSON.readTree(text);
            if (root != null && root.path("v").asInt() > FORMAT) {
                throw new UnreadableProfileException(root.path("v").asInt());
            }
            if (root == null || root.path("v").asInt() != FORMAT) {
                throw new UnreadableProfileException("not a profile of format " + FORMAT, null);
            }
            JsonNode habit = root.path("habit");
            return new Profile(
                    habit.isMissingNode() ? Optional.empty() : Optional.of(decodeHabit(habit)),
                    decodeTally(root, "prefixes"),
                    decodeTally(root, "countries"),
                    decodeTally(root, "systems"),
                    decodeTally(root, "browsers"));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw new UnreadableProfileException("not a profile", e);
        }
    }

    private static String asAscii(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can always be written", e);
        }
    }

    private static ObjectNode encode(Tally tally) {
        ObjectNode node = JSON.createObjectNode();
        tally.seen().forEach((value, sighting) -> node.putArray(value)
                .add(rounded(sighting.weight()))
                .add(sighting.confirmed() ? 1 : 0)
                .add(sighting.last().getEpochSecond()));
        return node;
    }

    private static Profile.Habit decodeHabit(JsonNode node) {
        ArrayNode fields = fields(node, 4);
        return new Profile.Habit(
                weight(fields.get(0)), fields.get(1).asInt(), time(fields.get(2)), time(fields.get(3)));
    }

    private static Tally decodeTally(JsonNode root, String name) {
        JsonNode node = root.path(name);
        if (!node.isObject()) {
            throw new IllegalArgumentException(name + " is missing");
        }
        Map<String, Tally.Sighting> seen = new HashMap<>();
        node.properties().forEach(entry -> {
            ArrayNode fields = fields(entry.getValue(), 3);
            seen.put(entry.getKey(), new Tally.Sighting(weight(fields.get(0)), fields.get(1).asInt() == 1, time(fields.get(2))));
        });
        return new Tally(seen);
    }

    private static ArrayNode fields(JsonNode node, int count) {
        if (node instanceof ArrayNode array && array.size() == count) {
            return array;
        }
        throw new IllegalArgumentException("an array of " + count + " numbers was expected");
    }

    private static double weight(JsonNode node) {
        double weight = node.asDouble(Double.NaN);
        if (!Double.isFinite(weight) || weight < 0) {
            throw new IllegalArgumentException("a weight was expected");
        }
        return weight;
    }

    private static Instant time(JsonNode node) {
        if (!node.isIntegralNumber()) {
            throw new IllegalArgumentException("a time was expected");
        }
        return Instant.ofEpochSecond(node.asLong());
    }

    private static double rounded(double weight) {
        return Math.round(weight * 1000) / 1000.0;
    }
}
