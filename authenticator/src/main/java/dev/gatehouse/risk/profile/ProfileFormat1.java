package dev.gatehouse.risk.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.gatehouse.risk.model.DecayingCounter;
import dev.gatehouse.risk.model.DeviceHabit;
import dev.gatehouse.risk.model.LoginActivity;
import dev.gatehouse.risk.model.Profile;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The first format, no longer written. It has no addresses, providers, versions or latest location. Its counter of systems is
 * ignored, because the browsers contain the systems.
 */
final class ProfileFormat1 {

    static final int VERSION = 1;

    private ProfileFormat1() {}

    static Profile decode(JsonNode root) {
        JsonNode activity = root.path("habit");
        ProfileFields.object(root, "systems");
        return new Profile(
                activity.isMissingNode()
                        ? Optional.empty()
                        : Optional.of(activity(ProfileFields.array(activity, 4, 4))),
                DecayingCounter.EMPTY,
                counter(root, "prefixes"),
                DecayingCounter.EMPTY,
                Map.of(),
                counter(root, "countries"),
                counter(root, "browsers"),
                Map.of(),
                Optional.empty(),
                0);
    }

    private static LoginActivity activity(ArrayNode fields) {
        return new LoginActivity(
                ProfileFields.weight(fields.get(0)),
                fields.get(1).asInt(),
                ProfileFields.time(fields.get(2)),
                ProfileFields.time(fields.get(3)),
                DeviceHabit.NONE,
                DeviceHabit.NONE,
                0);
    }

    private static DecayingCounter counter(JsonNode root, String name) {
        Map<String, DecayingCounter.Observation> seen = new HashMap<>();
        ProfileFields.object(root, name).properties().forEach(entry -> {
            ArrayNode fields = ProfileFields.array(entry.getValue(), 3, 3);
            seen.put(
                    entry.getKey(),
                    new DecayingCounter.Observation(
                            ProfileFields.weight(fields.get(0)),
                            fields.get(1).asInt() == 1,
                            ProfileFields.time(fields.get(2))));
        });
        return new DecayingCounter(seen);
    }
}
