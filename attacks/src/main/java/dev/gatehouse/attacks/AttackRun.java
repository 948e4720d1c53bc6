package dev.gatehouse.attacks;

import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import org.opentest4j.TestAbortedException;

/**
 * Runs attacks against a server: several at once, each in a copy of the reference realm in which no other runs meanwhile, and at the end
 * one by one those that measure time or stored entries.
 *
 * @param server the server
 * @param copies makes the copies of the realm
 * @param lanes how many run at once
 * @param progress receives each result as it comes
 */
public record AttackRun(TestServer server, RealmCopies copies, int lanes, Consumer<Result> progress) {

    private static final long NANOS_PER_MILLI = 1_000_000;

    /** How an attack ended. */
    public enum Outcome {
        /** The result is the expected one. */
        AS_EXPECTED,
        /** The result is another one. */
        OTHERWISE,
        /** It did not run, because this server lacks what it needs. */
        NOT_PLAYED
    }

    /**
     * The result of an attack.
     *
     * @param attack the attack
     * @param outcome how it ended
     * @param seen what was seen, or why it did not run
     * @param millis how long it took
     */
    public record Result(Attack attack, Outcome outcome, String seen, long millis) {}

    /** Runs them; the results are in the order of the attacks. */
    public List<Result> play(List<Attack> attacks) throws InterruptedException {
        Map<String, Result> results = new ConcurrentHashMap<>();
        // In the order of their pace: the long ones first, so that none runs alone at the end.
        Queue<Attack> together = new ArrayDeque<>(attacks.stream()
                .filter(attack -> attack.pace() != Attack.Pace.ALONE)
                .sorted(Comparator.comparing(Attack::pace))
                .toList());
        List<Attack> alone = attacks.stream()
                .filter(attack -> attack.pace() == Attack.Pace.ALONE)
                .toList();
        ExecutorService threads = Executors.newFixedThreadPool(lanes);
        List<Site> sites = new ArrayList<>();
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int lane = 0; lane < lanes; lane++) {
                work.add(() -> {
                    Site site = added(sites);
                    for (Attack next = next(together); next != null; next = next(together)) {
                        results.put(next.id(), played(next, site));
                    }
                    return null;
                });
            }
            for (Future<Void> lane : threads.invokeAll(work)) {
                done(lane);
            }
            for (Attack attack : alone) {
                results.put(attack.id(), played(attack, sites.get(0)));
            }
        } finally {
            threads.shutdownNow();
            sites.forEach(site -> copies.remove(site.server()));
        }
        return attacks.stream().map(attack -> results.get(attack.id())).toList();
    }

    private Site added(List<Site> sites) {
        // One after another: Keycloak gives its administrator the roles of each new realm.
        synchronized (sites) {
            Site site = new Site(copies.add(server));
            sites.add(site);
            return site;
        }
    }

    private static Attack next(Queue<Attack> queue) {
        synchronized (queue) {
            return queue.poll();
        }
    }

    private static void done(Future<Void> lane) throws InterruptedException {
        try {
            lane.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        }
    }

    private Result played(Attack attack, Site site) {
        long begun = System.nanoTime();
        Outcome outcome;
        String seen;
        try {
            seen = attack.play().seen(site);
            outcome = seen.equals(attack.expected()) ? Outcome.AS_EXPECTED : Outcome.OTHERWISE;
        } catch (TestAbortedException lacking) {
            outcome = Outcome.NOT_PLAYED;
            seen = lacking.getMessage();
        } catch (Exception | AssertionError broken) {
            // An unexpected page is a result too.
            outcome = Outcome.OTHERWISE;
            seen = Observation.shortened("failed: " + broken.getMessage());
        }
        Result result = new Result(attack, outcome, seen, (System.nanoTime() - begun) / NANOS_PER_MILLI);
        progress.accept(result);
        return result;
    }
}
