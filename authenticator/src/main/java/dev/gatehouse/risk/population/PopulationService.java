package dev.gatehouse.risk.population;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.models.KeycloakSession;

/**
 * What is usual in the realms of this server. Logins are counted in memory; a thread of its own saves what was added, and reads what all
 * nodes have added. A node that crashes loses what it had not saved; one that is stopped saves it first.
 */
public final class PopulationService implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PopulationService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** A realm in which nobody has signed in on this node for so long is not read again until somebody does. */
    private static final Duration READ_FOR = Duration.ofHours(1);

    private final PopulationRepository repository;
    private final Supplier<Instant> clock;
    private final Map<String, PendingCounts> unsaved = new ConcurrentHashMap<>();
    private final Map<String, PopulationSnapshot> known = new ConcurrentHashMap<>();
    private final Map<String, Long> usedAt = new ConcurrentHashMap<>();
    private final Map<String, LocalDate> cleaned = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "gatehouse-population");
        made.setDaemon(true);
        return made;
    });

    PopulationService(PopulationRepository repository, Supplier<Instant> clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Those of this server. */
    public static PopulationService of(KeycloakSession session) {
        return ((PopulationProviderFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(JpaEntityProvider.class, PopulationProviderFactory.ID)).populations();
    }

    /** Begins to save and to read again and again. */
    void start(Duration interval) {
        thread.execute(() -> guarded("", () -> repository.realms().forEach(realm -> usedAt.put(realm, System.nanoTime()))));
        thread.scheduleWithFixedDelay(this::flush, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * What is known of a realm. Costs no look-up: where a node asks for the first time, it is read in the background, and nothing is known
     * until then.
     */
    public PopulationSnapshot snapshot(String realmId) {
        boolean isNew = usedAt.put(realmId, System.nanoTime()) == null;
        if (isNew) {
            execute(() -> refresh(realmId));
        }
        return known.getOrDefault(realmId, PopulationSnapshot.NOTHING);
    }

    /** Counts a completed login. */
    public void count(String realmId, CompletedLogin login) {
        usedAt.put(realmId, System.nanoTime());
        unsaved.computeIfAbsent(realmId, missing -> new PendingCounts()).add(login);
    }

    /**
     * Saves what this node has counted of a realm, and reads what all have. Waits for it, but not for ever: where the database does not
     * answer, things stay as they are.
     */
    public void saveNow(String realmId) {
        try {
            thread.submit(() -> flush(realmId)).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.debugf(e, "The counts could not be saved now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The numbers of completed logins of the last 30 days, as they were saved last. */
    public LoginCounts lastDays(String realmId) {
        return repository.days(realmId, today().minus(DailyCounts.KEPT));
    }

    /** When the numbers of {@link #lastDays} begin. */
    public Instant beginOfLastDays() {
        return today().minus(DailyCounts.KEPT).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Forgets a realm that is removed. */
    void forget(String realmId) {
        unsaved.remove(realmId);
        known.remove(realmId);
        usedAt.remove(realmId);
        cleaned.remove(realmId);
    }

    /** Saves and reads everything once. */
    void flush() {
        usedAt.forEach((realmId, used) -> {
            flush(realmId);
            if (System.nanoTime() - used > READ_FOR.toNanos()) {
                usedAt.remove(realmId, used);
                known.remove(realmId);
            }
        });
    }

    private void flush(String realmId) {
        guarded(realmId, () -> save(realmId));
        refresh(realmId);
        guarded(realmId, () -> clean(realmId));
    }

    private void save(String realmId) {
        PendingCounts counting = unsaved.get(realmId);
        if (counting == null || counting.isEmpty()) {
            return;
        }
        PendingCounts taken = counting.take();
        try {
            repository.add(realmId, taken);
        } catch (RuntimeException e) {
            counting.giveBack(taken);
            throw e;
        }
    }

    private void refresh(String realmId) {
        guarded(realmId, () -> {
            PopulationSnapshot.Read read = PopulationSnapshot.of(repository.read(realmId));
            known.put(realmId, read.snapshot());
            if (!read.superfluous().isEmpty()) {
                repository.remove(realmId, read.superfluous());
            }
        });
    }

    private void clean(String realmId) {
        LocalDate today = today();
        if (!today.equals(cleaned.put(realmId, today))) {
            repository.removeDaysBefore(realmId, today.minus(DailyCounts.KEPT));
        }
    }

    private LocalDate today() {
        return clock.get().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private void execute(Runnable task) {
        try {
            thread.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The server is stopping; nothing more is read");
        }
    }

    /** A thread that dies would save nothing any more. */
    private static void guarded(String realmId, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf("GATEHOUSE-801 The population statistics of realm %s could not be saved or read; this will be retried: %s", realmId, e);
            GatehouseCounter.POPULATION_FAILURES.increment();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unsaved.keySet().forEach(realmId -> guarded(realmId, () -> save(realmId)));
    }
}
