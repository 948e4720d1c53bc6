package dev.gatehouse.risk.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.risk.model.DecayingCounter;
import dev.gatehouse.risk.model.DeviceHabit;
import dev.gatehouse.risk.model.LastLocation;
import dev.gatehouse.risk.model.LoginActivity;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.Novelty;
import dev.gatehouse.risk.model.Place;
import dev.gatehouse.risk.model.Profile;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The current format. Observations store their age in minutes before the latest login, which is shorter than a timestamp. */
final class ProfileFormat2 {

    static final int VERSION = 2;

    private ProfileFormat2() {}

    static ObjectNode encode(ObjectNode root, Profile profile) {
        root.put("v", VERSION);
        profile.activity().ifPresent(activity -> {
            add(
                    root.putArray("habit")
                            .add(thousandths(activity.logins()))
                            .add(activity.completed())
                            .add(activity.first().getEpochSecond())
                            .add(activity.last().getEpochSecond()),
                    activity.devices());
            // Earlier versions ignore both.
            add(root.putArray("elsewhere"), activity.devicesElsewhere());
            if (activity.scoreChallenges() > 0) {
                root.put("challenged", thousandths(activity.scoreChallenges()));
            }
        });
        profile.latest().ifPresent(latest -> encode(root.putArray("latest"), latest));
        if (profile.proven() > 0) {
            // Earlier versions ignore it.
            root.put("proven", profile.proven());
        }
        Instant last = last(profile.activity());
        encode(root.putObject("addresses"), profile.addresses(), last);
        encode(root.putObject("prefixes"), profile.prefixes(), last);
        ObjectNode asns = root.putObject("asns");
        encode(asns, profile.asns(), last);
        // Earlier versions ignore the fourth field.
        profile.novelties().forEach((asn, novelty) -> {
            if (asns.get(asn) instanceof ArrayNode fields) {
                fields.addArray().add(thousandths(novelty.prefixes())).add(thousandths(novelty.addresses()));
            }
        });
        encode(root.putObject("countries"), profile.countries(), last);
        ObjectNode browsers = root.putObject("browsers");
        encode(browsers, profile.browsers(), last);
        profile.versions().forEach((browser, version) -> {
            if (browsers.get(browser) instanceof ArrayNode fields) {
                fields.add(version);
            }
        });
        return root;
    }

    static Profile decode(JsonNode root) {
        Optional<LoginActivity> activity = Optional.of(root.path("habit"))
                .filter(node -> !node.isMissingNode())
                .map(node -> activity(node, root));
        Instant last = last(activity);
        return new Profile(
                activity,
                counter(root, "addresses", last),
                counter(root, "prefixes", last),
                counter(root, "asns", last),
                novelties(ProfileFields.object(root, "asns")),
                counter(root, "countries", last),
                counter(root, "browsers", last),
                versions(ProfileFields.object(root, "browsers")),
                Optional.of(root.path("latest"))
                        .filter(node -> !node.isMissingNode())
                        .map(ProfileFormat2::lastLocation),
                Math.max(0, Math.min(Profile.PROVEN_LOGINS, root.path("proven").asInt())));
    }

    private static void encode(ArrayNode fields, LastLocation latest) {
        fields.add(latest.time().getEpochSecond())
                .add(latest.country())
                .add(latest.prefix())
                .add(latest.listing().name());
        latest.place()
                .ifPresent(place -> fields.add(hundredths(place.latitude())).add(hundredths(place.longitude())));
    }

    private static void encode(ObjectNode node, DecayingCounter counter, Instant last) {
        counter.seen().forEach((value, observation) -> {
            Duration age = Duration.between(observation.last(), last);
            // Dropped values need not be written. An observation of a login that arrived late may be that old.
            if (age.compareTo(DecayingCounter.FORGOTTEN_AFTER) <= 0) {
                node.putArray(value)
                        .add(thousandths(observation.weight()))
                        .add(observation.confirmed() ? 1 : 0)
                        .add(age.toMinutes());
            }
        });
    }

    private static void add(ArrayNode fields, DeviceHabit devices) {
        fields.add(thousandths(devices.recognised())).add(thousandths(devices.unknown()));
    }

    private static DeviceHabit devices(ArrayNode fields, int first) {
        return new DeviceHabit(ProfileFields.weight(fields.get(first)), ProfileFields.weight(fields.get(first + 1)));
    }

    private static LoginActivity activity(JsonNode node, JsonNode root) {
        ArrayNode fields = ProfileFields.array(node, 6, 6);
        return new LoginActivity(
                ProfileFields.weight(fields.get(0)),
                Math.toIntExact(ProfileFields.integer(fields.get(1))),
                ProfileFields.time(fields.get(2)),
                ProfileFields.time(fields.get(3)),
                devices(fields, 4),
                root.has("elsewhere") ? devices(ProfileFields.array(root.get("elsewhere"), 2, 2), 0) : DeviceHabit.NONE,
                root.has("challenged") ? ProfileFields.weight(root.get("challenged")) : 0);
    }

    private static LastLocation lastLocation(JsonNode node) {
        ArrayNode fields = ProfileFields.array(node, 4, 6);
        Optional<Place> place = fields.size() == 6
                ? Optional.of(new Place(ProfileFields.number(fields.get(4)), ProfileFields.number(fields.get(5))))
                : Optional.empty();
        return new LastLocation(
                ProfileFields.time(fields.get(0)),
                fields.get(1).asText(),
                place,
                fields.get(2).asText(),
                Network.Listing.valueOf(fields.get(3).asText()));
    }

    private static DecayingCounter counter(JsonNode root, String name, Instant last) {
        Map<String, DecayingCounter.Observation> seen = new HashMap<>();
        ProfileFields.object(root, name).properties().forEach(entry -> {
            ArrayNode fields = ProfileFields.array(entry.getValue(), 3, 4);
            Instant time = last.minus(Duration.ofMinutes(ProfileFields.integer(fields.get(2))));
            seen.put(
                    entry.getKey(),
                    new DecayingCounter.Observation(
                            ProfileFields.weight(fields.get(0)), ProfileFields.integer(fields.get(1)) == 1, time));
        });
        return new DecayingCounter(seen);
    }

    private static Map<String, Novelty> novelties(JsonNode asns) {
        Map<String, Novelty> novelties = new HashMap<>();
        asns.properties().forEach(entry -> {
            if (entry.getValue().size() == 4) {
                ArrayNode fields = ProfileFields.array(entry.getValue().get(3), 2, 2);
                novelties.put(
                        entry.getKey(),
                        new Novelty(ProfileFields.weight(fields.get(0)), ProfileFields.weight(fields.get(1))));
            }
        });
        return novelties;
    }

    private static Map<String, Integer> versions(JsonNode browsers) {
        Map<String, Integer> versions = new HashMap<>();
        browsers.properties().forEach(entry -> {
            if (entry.getValue().size() == 4) {
                versions.put(
                        entry.getKey(),
                        Math.toIntExact(ProfileFields.integer(entry.getValue().get(3))));
            }
        });
        return versions;
    }

    /** The reference time of all ages. */
    private static Instant last(Optional<LoginActivity> activity) {
        return activity.map(LoginActivity::last)
                .map(last -> Instant.ofEpochSecond(last.getEpochSecond()))
                .orElse(Instant.EPOCH);
    }

    private static double thousandths(double weight) {
        return Math.round(weight * 1000) / 1000.0;
    }

    private static double hundredths(double degrees) {
        return Math.round(degrees * 100) / 100.0;
    }
}
