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
 * Limits how many recovery emails can be requested from one network. No client can use the limit up for others: once it is used up, a
 * trickle is still accepted, but only from those who have not requested an email within the hour, by browser and by target. So a flood
 * takes the trickle only while it lasts, and never more than the trickle.
 *
 * <p>A network is an IPv4 /24 or an IPv6 /56. As one person can have thousands of the latter, the /48 and the /32 around it are limited
 * too.
 */
final class NetworkRateLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final Duration TRICKLE_WINDOW = Duration.ofMinutes(1);

    /** The trickle of a minute is the limit of an hour divided by this. */
    private static final int TRICKLE = 10;

    /** By which factor the limits of the site around a network, and of the provider around that, exceed the network's limit. */
    private static final List<Integer> FACTORS = List.of(4, 16);

    private final ClusterStore store;
    private final List<Scope> scopes;
    private final String network;
    private final List<Runnable> taken = new ArrayList<>();

    /**
     * The limit of a network.
     *
     * @param limit how many emails can be requested within an hour, at least 1
     * @param network a name of the network, unique in the server
     * @param wider names of the networks around it, the nearest first, at most two
     */
    NetworkRateLimit(ClusterStore store, int limit, String network, List<String> wider) {
        this.store = store;
        this.network = network;
        this.scopes = new ArrayList<>(List.of(new Scope(network, limit, false)));
        IntStream.range(0, Math.min(wider.size(), FACTORS.size()))
                .forEach(number -> scopes.add(new Scope(wider.get(number), limit * FACTORS.get(number), true)));
    }

    /**
     * A network, or one around it.
     *
     * @param isLarge whether there are too many slots to look at all of them
     */
    private record Scope(String name, int limit, boolean isLarge) {

        /** Nodes share this name, so it stays what it was before wider networks were limited. */
        RateLimit perHour() {
            return new RateLimit("recovery-network", limit, WINDOW);
        }

        RateLimit trickle() {
            return new RateLimit("recovery-network-trickle", Math.max(1, limit / TRICKLE), TRICKLE_WINDOW);
        }

        Optional<RateLimit.Permit> take(ClusterStore store, Instant now) {
            return isLarge
                    ? perHour().takeByChance(store, name, now)
                    : perHour().take(store, name, now);
        }
    }

    /**
     * Takes one email.
     *
     * @param browser identifies the browser; empty if it cannot be identified
     * @param target identifies whom the email is for
     * @return empty if the email is allowed, otherwise when the next is possible
     */
    Optional<Instant> take(Optional<String> browser, String target, Instant now) {
        boolean isNewTarget = isFirst("target", target, now);
        boolean isNewBrowser =
                browser.map(name -> isFirst("browser", name, now)).orElse(true);
        for (Scope scope : scopes) {
            Optional<RateLimit> refusing = refusing(scope, isNewTarget && isNewBrowser, now);
            if (refusing.isPresent()) {
                giveBack();
                // Not every slot of a large limit is looked at. A refused request may have been unlucky, and can be
                // retried soon.
                return Optional.of(
                        scope.isLarge()
                                ? now.plus(TRICKLE_WINDOW)
                                : refusing.get()
                                        .exhaustedUntil(store, scope.name())
                                        .orElse(now));
            }
        }
        return Optional.empty();
    }

    /** Takes one email from a network's limit; returns the exhausted limit if there is none left. */
    private Optional<RateLimit> refusing(Scope scope, boolean isNewcomer, Instant now) {
        if (keep(scope.take(store, now), scope.perHour())) {
            return Optional.empty();
        }
        if (!isNewcomer) {
            return Optional.of(scope.perHour());
        }
        return keep(scope.trickle().take(store, scope.name(), now), scope.trickle())
                ? Optional.empty()
                : Optional.of(scope.trickle());
    }

    private boolean keep(Optional<RateLimit.Permit> use, RateLimit rateLimit) {
        use.ifPresent(permit -> taken.add(() -> rateLimit.giveBack(store, permit)));
        return use.isPresent();
    }

    /** Whether there was no request for this name from this network within the hour. */
    private boolean isFirst(String what, String name, Instant now) {
        RateLimit once = new RateLimit("recovery-network-" + what, 1, WINDOW);
        return keep(once.take(store, network + ":" + Sha256.hex(name), now), once);
    }

    /** Refunds what was taken, because no email will be written. */
    void giveBack() {
        taken.forEach(Runnable::run);
        taken.clear();
    }
}
