package dev.gatehouse.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gatehouse.risk.Habit;
import dev.gatehouse.risk.Profile;
import dev.gatehouse.risk.Tally;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first format, which nobody writes any more: without addresses, providers, versions and the place of the latest login. Its
 * tally of systems is told by that of browsers.
 */
final class Format1 {

    static final int VERSION = 1;

    private Format1() {}

    static Profile decode(JsonNode root) {
        JsonNode habit = root.path("habit");
        Fields.object(root, "systems");
        return new Profile(
                habit.isMissingNode() ? Optional.empty() : Optional.of(habit(Fields.array(habit, 4, 4))),
                Tally.EMPTY,
                tally(root, "prefixes"),
                Tally.EMPTY,
                tally(root, "countries"),
                tally(root, "browsers"),
                Map.of(),
                Optional.empty());
    }

    private static Habit habit(ArrayNode fields) {
        return new Habit(
                Fields.weight(fields.get(0)), fields.get(1).asInt(), Fields.time(fields.get(2)), Fields.time(fields.get(3)), 0, 0);
    }

    private static Tally tally(JsonNode root, String name) {
        Map<String, Tally.Sighting> seen = new HashMap<>();
        Fields.object(root, name).properties().forEach(entry -> {
            ArrayNode fields = Fields.array(entry.getValue(), 3, 3);
            seen.put(entry.getKey(), new Tally.Sighting(Fields.weight(fields.get(0)), fields.get(1).asInt() == 1, Fields.time(fields.get(2))));
        });
        return new Tally(seen);
    }
}
