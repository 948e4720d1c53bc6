package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How many mails about recovery may be asked for from one network. Nobody shall be able to use that up for the others: once it is used up, there
 * is still a trickle, for those alone who have not asked within the hour, by the browser and by the address that they ask for. So a flood takes
 * the trickle only while it lasts, and never more than the trickle.
 *
 * <p>A network is an IPv4 /24 or an IPv6 /56. As a single person can have thousands of the latter, the /48 and the /32 around it are bounded too.
 */
final class NetworkRateLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration TRICKLE_WINDOW = Duration.ofMinutes(1);

    /** In each minute, one in so many of what may be asked for in an hour. */
    private static final int TRICKLE = 10;

    /** How much more than a network may be asked for from the site around it, and from the provider around that. */
    private static final List<Integer> FACTORS = List.of(4, 16);

    private final ClusterStore store;
    private final List<Ring> rings;
    private final String network;
    private final List<Runnable> taken = new ArrayList<>();

    /**
     * The allowance of a network.
     *
     * @param limit how many mails may be asked for within an hour, at least 1
     * @param network a name of it, unique in the server
     * @param wider names of those around it, the nearest first, two at most
     */
    NetworkRateLimit(ClusterStore store, int limit, String network, List<String> wider) {
        this.store = store;
        this.network = network;
        this.rings = new ArrayList<>(List.of(new Ring(network, limit, false)));
        IntStream.range(0, Math.min(wider.size(), FACTORS.size()))
                .forEach(number -> rings.add(new Ring(wider.get(number), limit * FACTORS.get(number), true)));
    }

    /**
     * A network, or one around it.
     *
     * @param isLarge whether there are too many places to look at all of them
     */
    private record Ring(String name, int limit, boolean isLarge) {

        /** As data that nodes share, the name of the narrowest is what it was before there were others. */
        RateLimit perHour() {
            return new RateLimit("recovery-network", limit, WINDOW);
        }

        RateLimit trickle() {
            return new RateLimit("recovery-network-trickle", Math.max(1, limit / TRICKLE), TRICKLE_WINDOW);
        }

        Optional<RateLimit.Permit> take(ClusterStore store, Instant now) {
            return isLarge ? perHour().takeByChance(store, name, now) : perHour().take(store, name, now);
        }
    }

    /**
     * Takes the place of one mail.
     *
     * @param browser a name of the browser; empty where it has none
     * @param target a name of whoever is asked for
     * @return empty if there was a place, else when the next is possible
     */
    Optional<Instant> take(Optional<String> browser, String target, Instant now) {
        boolean isNewTarget = isFirst("target", target, now);
        boolean isNewBrowser = browser.map(name -> isFirst("browser", name, now)).orElse(true);
        for (Ring ring : rings) {
            Optional<RateLimit> refusing = refusing(ring, isNewTarget && isNewBrowser, now);
            if (refusing.isPresent()) {
                giveBack();
                // Of a large one not every place is looked at; whoever is refused may have been unlucky, and can try again soon.
                return Optional.of(ring.isLarge() ? now.plus(TRICKLE_WINDOW) : refusing.get().exhaustedUntil(store, ring.name()).orElse(now));
            }
        }
        return Optional.empty();
    }

    /** Takes a place of a network; what has none left, if there is none. */
    private Optional<RateLimit> refusing(Ring ring, boolean isNewcomer, Instant now) {
        if (keep(ring.take(store, now), ring.perHour())) {
            return Optional.empty();
        }
        if (!isNewcomer) {
            return Optional.of(ring.perHour());
        }
        return keep(ring.trickle().take(store, ring.name(), now), ring.trickle()) ? Optional.empty() : Optional.of(ring.trickle());
    }

    private boolean keep(Optional<RateLimit.Permit> use, RateLimit rateLimit) {
        use.ifPresent(place -> taken.add(() -> rateLimit.giveBack(store, place)));
        return use.isPresent();
    }

    /** Whether nobody of the name has asked from this network within the hour. */
    private boolean isFirst(String what, String name, Instant now) {
        RateLimit once = new RateLimit("recovery-network-" + what, 1, WINDOW);
        return keep(once.take(store, network + ":" + Sha256.hex(name), now), once);
    }

    /** Gives back what was taken, because no mail will be written. */
    void giveBack() {
        taken.forEach(Runnable::run);
        taken.clear();
    }
}
