package dev.gatehouse.mail;

import dev.gatehouse.metrics.Counted;
import dev.gatehouse.metrics.Measured;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
 */
public final class MailQueue implements AutoCloseable {

    /** How many mails may wait unless the server's operator says otherwise. */
    public static final int USUALLY_WAITING = 1000;

    /** How many mails an operator may let wait: each holds some kilobytes of memory. */
    public static final int MOST_WAITING = 100_000;

    private static final Logger LOG = Logger.getLogger(MailQueue.class);
    private static final int THREADS = 4;
    private static final List<Duration> PAUSES =
            List.of(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(30));

    /** So that what a mail costs falls on requests that have nothing to do with it, and timing tells nothing of it. */
    private static final int LEAST_DELAY_MILLIS = 50;
    private static final int MOST_DELAY_MILLIS = 400;

    private final KeycloakSessionFactory sessions;
    private final ScheduledThreadPoolExecutor threads;
    private final int size;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * A queue, with threads that end when it is closed.
     *
     * @param size how many mails may wait, from 1 to {@value #MOST_WAITING}
     */
    public MailQueue(KeycloakSessionFactory sessions, int size) {
        this.sessions = sessions;
        this.size = size;
        this.threads = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "gatehouse-mail-queue");
            thread.setDaemon(true);
            return thread;
        });
        Measured.QUEUE_WAITING.by(waiting::get);
        List.of(Counted.QUEUE_SENT, Counted.QUEUE_REFUSED, Counted.QUEUE_RETRIES, Counted.QUEUE_LOST).forEach(Counted::begin);
    }

    /**
     * Accepts a mail to be written and sent later.
     *
     * @param writer writes it, on another thread and without a transaction; empty if there is nothing to send after all
     * @param deadline after which it is worth nothing
     * @return whether it was accepted; {@code false} if too many are waiting
     */
    public boolean offer(Supplier<Optional<Envelope>> writer, Instant deadline) {
        if (waiting.incrementAndGet() > size) {
            waiting.decrementAndGet();
            Counted.QUEUE_REFUSED.increment();
            LOG.warnf("GATEHOUSE-701 %d mails are waiting, so another was refused; look at the mail server", size);
            return false;
        }
        long delay = ThreadLocalRandom.current().nextInt(LEAST_DELAY_MILLIS, MOST_DELAY_MILLIS);
        return schedule(() -> write(writer, deadline, 0), delay);
    }

    private void write(Supplier<Optional<Envelope>> writer, Instant deadline, int tries) {
        Optional<Envelope> envelope;
        try {
            envelope = writer.get();
        } catch (RuntimeException e) {
            LOG.errorf(e, "GATEHOUSE-702 A mail cannot be written; look at the database and the realm's email theme");
            again(() -> write(writer, deadline, tries + 1), deadline, tries);
            return;
        }
        if (envelope.isEmpty()) {
            waiting.decrementAndGet();
        } else {
            send(envelope.get(), deadline, 0);
        }
    }

    private void send(Envelope envelope, Instant deadline, int tries) {
        try {
            envelope.transferByPresentServer(sessions);
            waiting.decrementAndGet();
            Counted.QUEUE_SENT.increment();
        } catch (EmailException | RuntimeException e) {
            if (tries == 0) {
                LOG.warnf("GATEHOUSE-703 A mail could not be sent and will be tried again; check the realm's email settings and the mail server: %s",
                        e.getCause() == null ? e : e.getCause());
            }
            again(() -> send(envelope, deadline, tries + 1), deadline, tries);
        }
    }

    private void again(Runnable task, Instant deadline, int tries) {
        Duration pause = PAUSES.get(Math.min(tries, PAUSES.size() - 1));
        if (Instant.now().plus(pause).isAfter(deadline)) {
            waiting.decrementAndGet();
            Counted.QUEUE_LOST.increment();
            LOG.error("GATEHOUSE-704 A mail was given up, because what it says would no longer hold; look at the mail server");
            return;
        }
        Counted.QUEUE_RETRIES.increment();
        schedule(task, pause.toMillis());
    }

    private boolean schedule(Runnable task, long delayMillis) {
        try {
            threads.schedule(task, delayMillis, TimeUnit.MILLISECONDS);
            return true;
        } catch (RejectedExecutionException stopping) {
            waiting.decrementAndGet();
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
