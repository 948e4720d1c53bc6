package dev.gatehouse.mfa.lockout;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The minimum time before a sign-in of a realm is refused: as long as most refusals take by themselves. A hash costs the same for every
 * account, but an account that is not in Keycloak's cache is read from the database first, and an unknown one is not. That took 1.4 ms of
 * 39 ms, enough to tell the two apart by one request in three. Each node learns its own times, because only they matter to the caller of
 * this node.
 *
 * <p>The floor is the {@value #PERCENTILE}th percentile of the latest {@value #KEPT} refusals, at most {@value #LONGEST_IN_MEDIANS}
 * medians, so that neither a slow moment nor a caller who sends slow requests can hold threads for long.
 */
final class ResponseTimeFloor {

    static final int KEPT = 256;
    static final int PERCENTILE = 95;
    static final int LONGEST_IN_MEDIANS = 2;
    private static final int UPDATED_EVERY = 8;
    private static final int HUNDRED_PERCENT = 100;

    /** By realm id, because each realm has its own hashing cost. Only realms that use Gatehouse have an entry. */
    private static final Map<String, ResponseTimeFloor> OF_REALMS = new ConcurrentHashMap<>();

    private final long[] latest = new long[KEPT];
    private long refusals;
    private volatile long nanos;

    static ResponseTimeFloor ofRealm(String realmId) {
        return OF_REALMS.computeIfAbsent(realmId, id -> new ResponseTimeFloor());
    }

    /**
     * Records a refusal.
     *
     * @param taken how long it took by itself, in nanoseconds, at least 0
     * @return how long to delay it, in nanoseconds, at least 0
     */
    long missing(long taken) {
        add(taken);
        return Math.max(0, nanos - taken);
    }

    private synchronized void add(long taken) {
        latest[(int) (refusals % KEPT)] = taken;
        refusals++;
        if (refusals <= UPDATED_EVERY || refusals % UPDATED_EVERY == 0) {
            nanos = floor();
        }
    }

    private long floor() {
        long[] sorted = Arrays.copyOf(latest, (int) Math.min(refusals, KEPT));
        Arrays.sort(sorted);
        long median = sorted[sorted.length / 2];
        return Math.min(sorted[(sorted.length - 1) * PERCENTILE / HUNDRED_PERCENT], LONGEST_IN_MEDIANS * median);
    }
}
