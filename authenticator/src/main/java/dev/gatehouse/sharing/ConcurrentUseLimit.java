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
 * Counts from how many places and on how many devices an account is used at once, over all nodes. What is seen takes one of a
 * fixed number of places and keeps it for as long as "at once" lasts; whoever finds none left is one too many.
 */
final class ConcurrentUseLimit {

    private final ClusterStore store;
    private final SharingSettings settings;

    /** What there is too much of. */
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

    /** Whether the account was seen there a moment ago, so that nothing need be counted. An app in use asks for tokens every few minutes. */
    static boolean isKnown(ClusterStoreReader store, SharingSettings settings, UsageSample sample) {
        return (settings.places() == 0 || store.get(seen(Excess.PLACES, sample.account(), sample.place())).isPresent())
                && (settings.devices() == 0 || store.get(seen(Excess.DEVICES, sample.account(), sample.device())).isPresent());
    }

    /** What this sighting is one too many of, told once for as long as "at once" lasts. */
    Set<Excess> add(UsageSample sample, Instant now) {
        Set<Excess> excess = EnumSet.noneOf(Excess.class);
        if (isOneTooMany(Excess.PLACES, settings.places(), sample.account(), sample.place(), now)) {
            excess.add(Excess.PLACES);
        }
        if (isOneTooMany(Excess.DEVICES, settings.devices(), sample.account(), sample.device(), now)) {
            excess.add(Excess.DEVICES);
        }
        return excess;
    }

    private static String seen(Excess kind, String account, String value) {
        return "gatehouse-use:" + kind + ":" + account + ":" + value;
    }

    private boolean isOneTooMany(Excess kind, int limit, String account, String value, Instant now) {
        Duration atOnce = settings.atOnce();
        if (limit == 0 || !store.putIfAbsent(seen(kind, account, value), atOnce, now)) {
            return false;
        }
        boolean isWithin = new RateLimit("use-" + kind, limit, atOnce).take(store, account, now).isPresent();
        return !isWithin && store.putIfAbsent("gatehouse-use-told:" + kind + ":" + account, atOnce, now);
    }
}
