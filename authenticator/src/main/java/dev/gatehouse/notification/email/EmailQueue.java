package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.metrics.GatehouseGauge;
import dev.gatehouse.keycloak.text.LogText;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * A queue for emails that no request waits for. A few threads compose and send them, and retry for as long as the emails are valid. What
 * waits is lost when the node stops.
 *
 * <p>Each realm has one share for requested emails and one for notices, so that no realm fills that of another, and requests keep no notice
 * out. While many shares are in use, none may be larger than what is still free: there is always capacity for one more. A realm whose SMTP
 * server hangs blocks at most half of the threads.
 */
public final class EmailQueue implements AutoCloseable {

    /** How many emails may wait in one share by default. */
    public static final int DEFAULT_SIZE = 1000;

    /** The highest number of emails that can be configured to wait in one share: each takes some kilobytes of memory. */
    public static final int MAX_SIZE = 100_000;

    private static final Logger LOG = Logger.getLogger(EmailQueue.class);
    private static final int THREADS = 8;
    static final int THREADS_PER_REALM = THREADS / 2;

    /** At most as many emails may wait as fit into this number of full shares. */
    private static final int SHARES = 4;

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30));

    /** A random delay, so that unrelated requests bear the cost of an email, and response times reveal nothing about it. */
    private static final int MIN_DELAY_MILLIS = 50;

    private static final int MAX_DELAY_MILLIS = 400;

    private final KeycloakSessionFactory sessions;
    private final ScheduledThreadPoolExecutor threads;
    private final int size;
    private final Map<Share, Integer> shares = new HashMap<>();

    /** One for each realm that has sent an email. */
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    private final AtomicInteger waiting = new AtomicInteger();
    private final DeliveryFailures failures = new DeliveryFailures();

    /** What caused an email. */
    public enum Cause {
        /** A client requested it, which may be unauthenticated. */
        REQUESTED,
        /** Something has happened to an account. */
        HAPPENED
    }

    /** Emails that are counted together. */
    private record Share(String realmId, Cause cause) {}

    /**
     * Creates a queue, with threads that end when it is closed.
     *
     * @param size how many emails may wait in one share, from 1 to {@value #MAX_SIZE}
     */
    public EmailQueue(KeycloakSessionFactory sessions, int size) {
        this.sessions = sessions;
        this.size = size;
        this.threads = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "gatehouse-mail-queue");
            thread.setDaemon(true);
            return thread;
        });
        GatehouseGauge.QUEUE_WAITING.by(waiting::get);
        List.of(
                        GatehouseCounter.QUEUE_SENT,
                        GatehouseCounter.QUEUE_REFUSED,
                        GatehouseCounter.QUEUE_RETRIES,
                        GatehouseCounter.QUEUE_LOST)
                .forEach(GatehouseCounter::begin);
    }

    /** What became of the emails of this node, including those that a user waits for. */
    public DeliveryFailures failures() {
        return failures;
    }

    /** How many emails of a realm wait to be sent by this node, or to be sent again. */
    public int waiting(String realmId) {
        synchronized (shares) {
            return Stream.of(Cause.values())
                    .mapToInt(cause -> shares.getOrDefault(new Share(realmId, cause), 0))
                    .sum();
        }
    }

    /**
     * Accepts an email to be composed and sent later.
     *
     * @param realmId the realm of the email
     * @param cause what caused it
     * @param writer composes it, on another thread and without a transaction; empty if there is nothing to send after all
     * @param deadline when the email becomes invalid
     * @return whether it was accepted; {@code false} if too many are waiting
     */
    public boolean offer(String realmId, Cause cause, Supplier<Optional<Envelope>> writer, Instant deadline) {
        Share share = new Share(realmId, cause);
        int taken = take(share);
        if (taken > 0) {
            GatehouseCounter.QUEUE_REFUSED.increment();
            LOG.warnf("GATEHOUSE-701 %d emails are waiting, so another one was refused; check the SMTP server", taken);
            return false;
        }
        long delay = ThreadLocalRandom.current().nextInt(MIN_DELAY_MILLIS, MAX_DELAY_MILLIS);
        Item item = new Item(share, writer, deadline);
        return schedule(item, () -> write(item, 0), delay);
    }

    /**
     * Schedules a task, which takes up no capacity until then. It is lost when the node stops.
     *
     * @param task must be quick
     */
    public void later(Runnable task, Duration delay) {
        try {
            // No caller waits for the task.
            Future<?> unused = threads.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("the queue is closed");
        }
    }

    /**
     * Takes a slot.
     *
     * @return 0 if there was one, otherwise how many emails are waiting in the share
     */
    private int take(Share share) {
        synchronized (shares) {
            int count = shares.getOrDefault(share, 0);
            int free = SHARES * size - waiting.get();
            if (count >= Math.min(size, free)) {
                return Math.max(1, count);
            }
            shares.put(share, count + 1);
            waiting.incrementAndGet();
            return 0;
        }
    }

    private void giveBack(Item item) {
        synchronized (shares) {
            shares.computeIfPresent(item.share(), (share, count) -> count > 1 ? count - 1 : null);
            waiting.decrementAndGet();
        }
    }

    /** An email that waits. */
    private record Item(Share share, Supplier<Optional<Envelope>> writer, Instant deadline) {}

    /** The number of running tasks of a realm, and its due tasks that wait for a thread. */
    private static final class Lane {

        private final Deque<Runnable> due = new ArrayDeque<>();
        private int running;

        /** Whether the task may run now; otherwise {@link #next()} will return it. */
        synchronized boolean mayRun(Runnable task) {
            if (running < THREADS_PER_REALM) {
                running++;
                return true;
            }
            due.add(task);
            return false;
        }

        /** The next task, for the thread of a task that has ended. */
        synchronized Optional<Runnable> next() {
            Optional<Runnable> next = Optional.ofNullable(due.poll());
            if (next.isEmpty()) {
                running--;
            }
            return next;
        }
    }

    /** Runs a task unless the realm already uses its share of the threads; then the first of these to be free runs it. */
    private void run(String realmId, Runnable task) {
        Lane lane = lanes.computeIfAbsent(realmId, realm -> new Lane());
        if (!lane.mayRun(task)) {
            return;
        }
        Optional<Runnable> next = Optional.of(task);
        while (next.isPresent()) {
            try {
                next.get().run();
            } catch (RuntimeException | LinkageError e) {
                // Otherwise the realm would have one thread fewer from now on.
                cannotBeWritten(e);
            }
            next = lane.next();
        }
    }

    private void write(Item item, int tries) {
        Optional<Envelope> envelope;
        try {
            envelope = item.writer().get();
        } catch (RuntimeException e) {
            cannotBeWritten(e);
            retry(item, () -> write(item, tries + 1), tries);
            return;
        }
        if (envelope.isEmpty()) {
            giveBack(item);
        } else {
            send(item, envelope.get(), 0);
        }
    }

    private static void cannotBeWritten(Throwable cause) {
        LOG.errorf(cause, "GATEHOUSE-702 An email cannot be composed; check the database and the realm's email theme");
    }

    private void send(Item item, Envelope envelope, int tries) {
        try {
            envelope.transferWithCurrentServer(sessions);
            giveBack(item);
            failures.accepted(envelope.realmId());
            GatehouseCounter.QUEUE_SENT.increment();
        } catch (EmailException | RuntimeException e) {
            failures.refused(envelope.realmId());
            if (tries == 0) {
                LOG.warnf(
                        "GATEHOUSE-703 An email could not be sent and will be retried; check the realm's email settings and the SMTP server: %s",
                        LogText.of(e.getCause() == null ? e : e.getCause()));
            }
            retry(item, () -> send(item, envelope, tries + 1), tries);
        }
    }

    private void retry(Item item, Runnable task, int tries) {
        Duration pause = PAUSES.get(Math.min(tries, PAUSES.size() - 1));
        if (Instant.now().plus(pause).isAfter(item.deadline())) {
            giveBack(item);
            GatehouseCounter.QUEUE_LOST.increment();
            LOG.error(
                    "GATEHOUSE-704 An email was dropped, because its content would no longer be valid; check the SMTP server");
            return;
        }
        GatehouseCounter.QUEUE_RETRIES.increment();
        schedule(item, task, pause.toMillis());
    }

    private boolean schedule(Item item, Runnable task, long delayMillis) {
        try {
            // No caller waits for the task, and run() logs what it throws.
            Future<?> unused =
                    threads.schedule(() -> run(item.share().realmId(), task), delayMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException stopping) {
            giveBack(item);
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
