package dev.gatehouse.sharing;

import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.ClusterStoreReader;
import dev.gatehouse.keycloak.store.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/**
 * Counts from how many places and on how many devices an account is used at once, cluster-wide. Each place and each device takes one of a
 * fixed number of slots, and keeps it for the time that counts as "at once"; one that finds no free slot exceeds the limit.
 */
final class ConcurrentUseLimit {

    private final ClusterStore store;
    private final SharingSettings settings;

    /** Which limit is exceeded. */
    enum Excess {
        PLACES,
        DEVICES;

        /** The stable name used in events. */
        String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ConcurrentUseLimit(ClusterStore store, SharingSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /** Whether this use was counted a moment ago, and need not be counted again. An app in use requests tokens every few minutes. */
    static boolean isKnown(ClusterStoreReader store, SharingSettings settings, UsageSample sample) {
        return (settings.places() == 0
                        || store.get(seen(Excess.PLACES, sample.account(), sample.place()))
                                .isPresent())
                && (settings.devices() == 0
                        || store.get(seen(Excess.DEVICES, sample.account(), sample.device()))
                                .isPresent());
    }

    /** The limits that this use exceeds; each is reported only once in the time that counts as "at once". */
    Set<Excess> add(UsageSample sample, Instant now) {
        Set<Excess> excess = EnumSet.noneOf(Excess.class);
        if (isExceeded(Excess.PLACES, settings.places(), sample.account(), sample.place(), now)) {
            excess.add(Excess.PLACES);
        }
        if (isExceeded(Excess.DEVICES, settings.devices(), sample.account(), sample.device(), now)) {
            excess.add(Excess.DEVICES);
        }
        return excess;
    }

    private static String seen(Excess kind, String account, String value) {
        return "gatehouse-use:" + kind + ":" + account + ":" + value;
    }

    private boolean isExceeded(Excess kind, int limit, String account, String value, Instant now) {
        Duration atOnce = settings.atOnce();
        if (limit == 0 || !store.putIfAbsent(seen(kind, account, value), atOnce, now)) {
            return false;
        }
        boolean isWithin = new RateLimit("use-" + kind, limit, atOnce)
                .take(store, account, now)
                .isPresent();
        return !isWithin && store.putIfAbsent("gatehouse-use-told:" + kind + ":" + account, atOnce, now);
    }
}
