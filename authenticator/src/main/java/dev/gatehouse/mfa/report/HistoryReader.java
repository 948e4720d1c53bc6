package dev.gatehouse.mfa.report;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.mfa.device.KnownDeviceCredential;
import dev.gatehouse.risk.model.DecayingCounter;
import dev.gatehouse.risk.model.LoginActivity;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.profile.ProfileStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;

/** Reads what is known about a user, and puts it into words. */
public final class HistoryReader {

    private static final double TENTHS = 10;

    private final KeycloakSession session;
    private final Locale language;
    private final Instant now = KeycloakClock.now();

    /**
     * Reads for a caller.
     *
     * @param language the language of the names of countries
     */
    public HistoryReader(KeycloakSession session, Locale language) {
        this.session = session;
        this.language = language;
    }

    /** Reads what is known about a user. */
    public History read(UserModel user) {
        ProfileLookup lookup = new ProfileStore(session).find(user);
        Profile profile = lookup.profile();
        Map<String, String> names = ProviderNames.of(
                profile.asns().seen().keySet().stream().map(HistoryReader::asn).toList());
        return new History(
                state(lookup),
                profile.activity()
                        .map(LoginActivity::first)
                        .map(HistoryReader::time)
                        .orElse(null),
                profile.activity()
                        .map(LoginActivity::last)
                        .map(HistoryReader::time)
                        .orElse(null),
                rounded(profile.logins(now)),
                seen(profile.countries(), this::country, true),
                seen(profile.asns(), code -> provider(code, names), true),
                seen(profile.browsers(), name -> browser(name, profile), false),
                profile.prefixes().seen().size(),
                user.credentialManager()
                        .getStoredCredentialsByTypeStream(KnownDeviceCredential.TYPE)
                        .map(device -> new History.Device(
                                device.getUserLabel(),
                                device.getCreatedDate() == null
                                        ? null
                                        : time(Instant.ofEpochMilli(device.getCreatedDate()))))
                        .toList(),
                lookup.recentChallenges());
    }

    private String state(ProfileLookup lookup) {
        return switch (lookup.kind()) {
            case FOUND -> lookup.profile().history(now).name().toLowerCase(Locale.ROOT);
            case DAMAGED -> "damaged";
            case UNAVAILABLE -> "unavailable";
        };
    }

    private List<History.Seen> seen(DecayingCounter counter, Function<String, String> words, boolean withCode) {
        return counter.seen().entrySet().stream()
                .filter(entry -> counter.weight(entry.getKey(), now) > 0)
                .sorted(Comparator.comparingDouble(entry -> -counter.weight(entry.getKey(), now)))
                .map(entry -> new History.Seen(
                        words.apply(entry.getKey()),
                        withCode ? entry.getKey() : null,
                        rounded(counter.weight(entry.getKey(), now)),
                        time(entry.getValue().last())))
                .toList();
    }

    private String country(String code) {
        return code.length() == 2 ? new Locale.Builder().setRegion(code).build().getDisplayCountry(language) : code;
    }

    /** Profiles store a provider as the number of its autonomous system and a country, with a slash between. */
    private String provider(String code, Map<String, String> names) {
        String asn = asn(code);
        return names.getOrDefault(asn, asn)
                + (asn.equals(code) ? "" : ", " + country(code.substring(asn.length() + 1)));
    }

    private static String asn(String code) {
        int slash = code.indexOf('/');
        return slash < 0 ? code : code.substring(0, slash);
    }

    /**
     * Puts a browser into words. Profiles store it as browser, operating system and the first letter of the device type, with slashes
     * between.
     */
    private static String browser(String name, Profile profile) {
        String[] parts = name.split("/", -1);
        if (parts.length != 3) {
            return name;
        }
        Integer version = profile.versions().get(name);
        String type = Arrays.stream(UserAgent.DeviceType.values())
                .filter(candidate -> candidate.name().substring(0, 1).equals(parts[2]))
                .findFirst()
                .map(candidate -> candidate.name().toLowerCase(Locale.ROOT))
                .orElse(parts[2]);
        return parts[0] + (version == null ? "" : " " + version) + " on " + parts[1] + " (" + type + ")";
    }

    private static double rounded(double number) {
        return Math.round(number * TENTHS) / TENTHS;
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
