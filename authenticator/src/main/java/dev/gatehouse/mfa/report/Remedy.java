package dev.gatehouse.mfa.report;

import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.DeviceHabit;
import dev.gatehouse.risk.model.LoginActivity;
import dev.gatehouse.risk.model.Novelty;
import dev.gatehouse.risk.model.Profile;
import java.time.Instant;

/** What would spare a user most challenges, by the habits that the profile shows. */
enum Remedy {
    /** Most logins come without a device token: the browser deletes its cookies, or an app does not keep {@code device_token}. */
    KEEP_DEVICE("no_known_device", "passkey_or_device_token"),
    /** The device is known, but the network is often new. */
    KNOWN_NETWORK("new_networks", "passkey_or_company_network"),
    /** Little is known of the user yet, which passes. */
    WAIT("few_logins", "none"),
    /** Neither: a rule rather than the score challenges, such as a role or the age of the last proof. */
    CHECK_SETTINGS("other", "settings");

    private static final double HALF = 0.5;

    /** People who are at home and in an office meet a new network in fewer logins than this. */
    private static final double OFTEN_NEW = 0.2;

    private final String mostly;
    private final String code;

    Remedy(String mostly, String code) {
        this.mostly = mostly;
        this.code = code;
    }

    /** What most logins of the user have in common, as reports name it. */
    String mostly() {
        return mostly;
    }

    /** The name in reports. */
    String code() {
        return code;
    }

    static Remedy of(Profile profile, Instant now) {
        if (profile.history(now) != Assessment.History.ESTABLISHED) {
            return WAIT;
        }
        if (profile.activity().filter(Remedy::isMostlyWithoutDevice).isPresent()) {
            return KEEP_DEVICE;
        }
        return shareOfNewNetworks(profile, now) >= OFTEN_NEW ? KNOWN_NETWORK : CHECK_SETTINGS;
    }

    private static boolean isMostlyWithoutDevice(LoginActivity activity) {
        DeviceHabit devices = activity.devices();
        return devices.unknown() > HALF * (devices.recognised() + devices.unknown());
    }

    private static double shareOfNewNetworks(Profile profile, Instant now) {
        double fresh = profile.novelties().values().stream()
                .mapToDouble(Novelty::prefixes)
                .sum();
        return fresh / profile.logins(now);
    }
}
