package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.keycloak.metrics.GatehouseGauge;
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
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSessionFactory;

/**
 * Mails that nobody waits for. They are written and sent by a few threads of their own, and tried again for as long as they are
 * worth anything. What waits is lost when the node stops.
 *
 * <p>Each realm has a share for what people ask for and another for notices, so that no realm fills that of another, and nobody who asks keeps
 * a notice out. While many shares are in use, none may be larger than what is still free: there is always room for one more. A realm whose
 * mail server hangs keeps half of the threads waiting at most.
 */
public final class EmailQueue implements AutoCloseable {

    /** How many mails may wait in one share unless the server's operator says otherwise. */
    public static final int USUALLY_WAITING = 1000;

    /** How many mails an operator may let wait in one share: each holds some kilobytes of memory. */
    public static final int MOST_WAITING = 100_000;

    private static final Logger LOG = Logger.getLogger(EmailQueue.class);
    private static final int THREADS = 8;
    private static final int THREADS_OF_A_REALM = THREADS / 2;

    /** So many full shares are the most that may wait. */
    private static final int SHARES = 4;

    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));

    /** So that what a mail costs falls on requests that have nothing to do with it, and timing tells nothing of it. */
    private static final int LEAST_DELAY_MILLIS = 50;
    private static final int MOST_DELAY_MILLIS = 400;

    private final KeycloakSessionFactory sessions;
    private final ScheduledThreadPoolExecutor threads;
    private final int size;
    private final Map<Share, Integer> shares = new HashMap<>();

    /** One for each realm that has sent anything. */
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    private final AtomicInteger waiting = new AtomicInteger();

    /** Who caused a mail. */
    public enum Cause {
        /** Somebody has asked for it, who may be anybody. */
        ASKED,
        /** Something has happened to an account. */
        HAPPENED
    }

    /** What is counted together. */
    private record Share(String realmId, Cause cause) {}

    /**
     * A queue, with threads that end when it is closed.
     *
     * @param size how many mails may wait in one share, from 1 to {@value #MOST_WAITING}
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
        List.of(GatehouseCounter.QUEUE_SENT, GatehouseCounter.QUEUE_REFUSED, GatehouseCounter.QUEUE_RETRIES, GatehouseCounter.QUEUE_LOST).forEach(GatehouseCounter::begin);
    }

    /**
     * Accepts a mail to be written and sent later.
     *
     * @param realmId the realm whose mail it is
     * @param cause who caused it
     * @param writer writes it, on another thread and without a transaction; empty if there is nothing to send after all
     * @param deadline after which it is worth nothing
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
        long delay = ThreadLocalRandom.current().nextInt(LEAST_DELAY_MILLIS, MOST_DELAY_MILLIS);
        Item item = new Item(share, writer, deadline);
        return schedule(item, () -> write(item, 0), delay);
    }

    /**
     * Has something done later, that takes no place until then. It is lost when the node stops.
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
     * Takes a place.
     *
     * @return 0 if there was one, else how many mails wait in the share
     */
    private int take(Share share) {
        synchronized (shares) {
            int own = shares.getOrDefault(share, 0);
            int free = SHARES * size - waiting.get();
            if (own >= Math.min(size, free)) {
                return Math.max(1, own);
            }
            shares.put(share, own + 1);
            waiting.incrementAndGet();
            return 0;
        }
    }

    private void giveBack(Item item) {
        synchronized (shares) {
            shares.computeIfPresent(item.share(), (share, own) -> own > 1 ? own - 1 : null);
            waiting.decrementAndGet();
        }
    }

    /** A mail that waits. */
    private record Item(Share share, Supplier<Optional<Envelope>> writer, Instant deadline) {}

    /** What a realm has running, and what is due and waits for a thread. */
    private static final class Lane {

        private final Deque<Runnable> due = new ArrayDeque<>();
        private int running;

        /** Whether the task may run now; else it will be handed out by {@link #next()}. */
        synchronized boolean mayRun(Runnable task) {
            if (running < THREADS_OF_A_REALM) {
                running++;
                return true;
            }
            due.add(task);
            return false;
        }

        /** What runs in the place of a task that has ended. */
        synchronized Optional<Runnable> next() {
            Optional<Runnable> next = Optional.ofNullable(due.poll());
            if (next.isEmpty()) {
                running--;
            }
            return next;
        }
    }

    /** Runs a task unless its realm has enough threads; then whoever of the realm ends first goes on with it. */
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
                // Or the realm would have a thread less from now on.
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

    private static void cannotBeWritten(Throwable why) {
        LOG.errorf(why, "GATEHOUSE-702 An email cannot be composed; check the database and the realm's email theme");
    }

    private void send(Item item, Envelope envelope, int tries) {
        try {
            envelope.transferByPresentServer(sessions);
            giveBack(item);
            GatehouseCounter.QUEUE_SENT.increment();
        } catch (EmailException | RuntimeException e) {
            if (tries == 0) {
                LOG.warnf("GATEHOUSE-703 An email could not be sent and will be retried; check the realm's email settings and the SMTP server: %s",
                        e.getCause() == null ? e : e.getCause());
            }
            retry(item, () -> send(item, envelope, tries + 1), tries);
        }
    }

    private void retry(Item item, Runnable task, int tries) {
        Duration pause = PAUSES.get(Math.min(tries, PAUSES.size() - 1));
        if (Instant.now().plus(pause).isAfter(item.deadline())) {
            giveBack(item);
            GatehouseCounter.QUEUE_LOST.increment();
            LOG.error("GATEHOUSE-704 An email was dropped, because its content would no longer be valid; check the SMTP server");
            return;
        }
        GatehouseCounter.QUEUE_RETRIES.increment();
        schedule(item, task, pause.toMillis());
    }

    private boolean schedule(Item item, Runnable task, long delayMillis) {
        try {
            // No caller waits for the task, and run() logs what it throws.
            Future<?> unused = threads.schedule(() -> run(item.share().realmId(), task), delayMillis, TimeUnit.MILLISECONDS);
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
