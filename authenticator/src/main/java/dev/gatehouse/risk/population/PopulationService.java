package dev.gatehouse.risk.population;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.risk.model.Population;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.keycloak.connections.jpa.entityprovider.JpaEntityProvider;
import org.keycloak.models.KeycloakSession;

/**
 * Counts what is usual in the realms of this server. Logins, and what happens to challenges, are counted in memory; a background thread saves the increments and
 * reads the sums of all nodes. A node that crashes loses its unsaved counts; a node that is stopped saves them first.
 */
public final class PopulationService implements AutoCloseable {

    /** How many days {@link #days} can return at most. */
    public static final int MOST_DAYS = DailyCounts.KEPT_DAYS;

    private static final Logger LOG = Logger.getLogger(PopulationService.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** More than the days that expire while a node is off for a month. */
    private static final int MOST_REMOVED_DAYS = 31;

    /** A realm without logins on this node for this long is not read again until the next login. */
    private static final Duration IDLE_AFTER = Duration.ofHours(1);

    private final PopulationRepository repository;
    private final Supplier<Instant> clock;
    private final Map<String, PendingCounts> unsaved = new ConcurrentHashMap<>();
    private final Map<String, PopulationSnapshot> snapshots = new ConcurrentHashMap<>();
    private final Map<String, Long> usedAt = new ConcurrentHashMap<>();
    private final Map<String, LocalDate> cleanedOn = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "gatehouse-population");
        created.setDaemon(true);
        return created;
    });

    PopulationService(PopulationRepository repository, Supplier<Instant> clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** The service of this server. */
    public static PopulationService of(KeycloakSession session) {
        return ((PopulationProviderFactory) session.getKeycloakSessionFactory()
                        .getProviderFactory(JpaEntityProvider.class, PopulationProviderFactory.ID))
                .populations();
    }

    /** Starts the periodic saving and reading. */
    void start(Duration interval) {
        thread.execute(
                () -> guarded("", () -> repository.realms().forEach(realm -> usedAt.put(realm, System.nanoTime()))));
        // No caller waits for it, and each round logs its failures.
        Future<?> unused = thread.scheduleWithFixedDelay(this::flush, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * The latest snapshot of a realm. Never waits for the database: the first call for a realm starts a read in the background, and
     * returns {@link PopulationSnapshot#NOTHING} until it completes.
     */
    public PopulationSnapshot snapshot(String realmId) {
        boolean isNew = usedAt.put(realmId, System.nanoTime()) == null;
        if (isNew) {
            execute(() -> refresh(realmId));
        }
        return snapshots.getOrDefault(realmId, PopulationSnapshot.NOTHING);
    }

    /**
     * The snapshot that the next login of a realm finds, for a question that must change nothing: where this node holds none, because nobody
     * has signed in for a while, it is read from the database and not kept. Waits for the database then.
     */
    public PopulationSnapshot peek(String realmId) {
        PopulationSnapshot held = snapshots.get(realmId);
        return held == null ? PopulationSnapshot.of(repository.read(realmId)).snapshot() : held;
    }

    /** Counts a completed login. */
    public void count(String realmId, CompletedLogin login) {
        usedAt.put(realmId, System.nanoTime());
        unsaved.computeIfAbsent(realmId, missing -> new PendingCounts()).add(login);
    }

    /** Counts something else than a login. */
    void count(String realmId, Consumer<CodeCounts> event) {
        usedAt.put(realmId, System.nanoTime());
        unsaved.computeIfAbsent(realmId, missing -> new PendingCounts()).add(today(), event);
    }

    /**
     * Saves this node's counts of a realm, and reads the sums of all nodes. Waits up to 10 seconds; if the database does not
     * answer, nothing changes.
     */
    public void saveNow(String realmId) {
        await(() -> flush(realmId));
    }

    /**
     * Saves this node's counts of a realm, for whoever reads them by {@link #days}, and deletes expired ones. Waits up to 10 seconds; if the
     * database does not answer, nothing changes.
     */
    public void saveCounts(String realmId) {
        await(() -> {
            guarded(realmId, () -> save(realmId));
            guarded(realmId, () -> clean(realmId));
        });
    }

    /** Runs work on the thread that saves, so that no two save at once. */
    private void await(Runnable work) {
        try {
            thread.submit(work).get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
            LOG.debugf(e, "The counts could not be saved now");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The numbers of completed logins of the last 30 days, as of the last save. */
    public LoginCounts lastDays(String realmId) {
        return logins(realmId, today().minus(DailyCounts.REPORTED));
    }

    /** The numbers of completed logins of today in UTC, as of the last save. */
    public LoginCounts today(String realmId) {
        return logins(realmId, today());
    }

    private LoginCounts logins(String realmId, LocalDate from) {
        LoginCounts logins = new LoginCounts();
        repository.days(realmId, from).values().forEach(rows -> forEachCount(rows, logins::add));
        return logins;
    }

    /** Numbers that no count has, which only something else can have written, are left out. */
    private static void forEachCount(Map<String, Double> rows, ObjDoubleConsumer<String> consumer) {
        rows.forEach((name, times) -> {
            if (times > 0 && Double.isFinite(times)) {
                consumer.accept(name, times);
            }
        });
    }

    /**
     * The counts of each of the last days in UTC, as of the last save: the oldest day first and today last, also days on which nothing was
     * counted. Waits for the database, which answers with one query.
     *
     * @param days how many days, from 1 to {@link #MOST_DAYS}
     * @throws IllegalArgumentException if it is another number
     */
    public List<CountedDay> days(String realmId, int days) {
        if (days < 1 || days > MOST_DAYS) {
            throw new IllegalArgumentException("days are kept for " + MOST_DAYS + " days, not for " + days);
        }
        LocalDate today = today();
        LocalDate from = today.minusDays(days - 1L);
        NavigableMap<LocalDate, DayCounts> counts = new TreeMap<>();
        from.datesUntil(today.plusDays(1)).forEach(day -> counts.put(day, new DayCounts()));
        repository.days(realmId, from).forEach((day, rows) -> {
            DayCounts counted = counts.get(day);
            // Another node's clock may be ahead.
            if (counted != null) {
                forEachCount(rows, counted::add);
            }
        });
        return counts.entrySet().stream()
                .map(day -> day.getValue().of(day.getKey()))
                .toList();
    }

    /** What is usual in a realm by what all nodes have saved. Unlike {@link #snapshot} it waits for the database. */
    public Population saved(String realmId) {
        return PopulationSnapshot.of(repository.read(realmId)).snapshot().population();
    }

    /** The start of the period of {@link #lastDays}. */
    public Instant beginOfLastDays() {
        return today().minus(DailyCounts.REPORTED).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** Discards the state of a realm that is removed. */
    void forget(String realmId) {
        unsaved.remove(realmId);
        snapshots.remove(realmId);
        usedAt.remove(realmId);
        cleanedOn.remove(realmId);
    }

    /** Saves and reads all realms once. */
    void flush() {
        usedAt.forEach((realmId, used) -> {
            flush(realmId);
            if (System.nanoTime() - used > IDLE_AFTER.toNanos()) {
                usedAt.remove(realmId, used);
                snapshots.remove(realmId);
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
            snapshots.put(realmId, read.snapshot());
            if (!read.superfluous().isEmpty()) {
                repository.remove(realmId, read.superfluous());
            }
        });
    }

    private void clean(String realmId) {
        LocalDate today = today();
        if (!today.equals(cleanedOn.put(realmId, today))) {
            // One transaction for each, so that none is long. Days beyond the limit are removed tomorrow.
            repository
                    .daysBefore(realmId, today.minus(DailyCounts.KEPT), MOST_REMOVED_DAYS)
                    .forEach(day -> repository.removeDay(realmId, day));
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

    /** Catches exceptions: the executor would cancel the periodic task, and nothing would be saved any more. */
    private static void guarded(String realmId, Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warnf(
                    "GATEHOUSE-801 The population statistics of realm %s could not be saved or read; this will be retried: %s",
                    realmId, LogText.of(e));
            GatehouseCounter.POPULATION_FAILURES.increment();
        }
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        unsaved.keySet().forEach(realmId -> guarded(realmId, () -> save(realmId)));
    }
}
