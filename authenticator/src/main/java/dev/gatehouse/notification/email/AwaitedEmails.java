package dev.gatehouse.notification.email;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that send emails for which users are waiting. Each email has a thread at once or is refused: none waits for another. A realm
 * whose SMTP server hangs holds at most a quarter of the threads.
 *
 * <p>Not Keycloak's executors: they put tasks into a queue without an end and so never have more than four threads, for all realms together.
 */
final class AwaitedEmails implements AutoCloseable {

    static final int THREADS = 128;
    static final int THREADS_PER_REALM = THREADS / 4;
    private static final int IDLE_SECONDS = 60;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), AwaitedEmails::thread);

    /** How many emails each realm is sending; a realm that sends none has no entry. */
    private final Map<String, Integer> sending = new ConcurrentHashMap<>();

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "gatehouse-mail");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Begins to send an email.
     *
     * @throws RejectedExecutionException if too many are being sent
     */
    Future<?> begin(String realmId, Runnable email) {
        take(realmId);
        boolean isBegun = false;
        try {
            Future<?> begun = threads.submit(() -> {
                try {
                    email.run();
                } finally {
                    release(realmId);
                }
            });
            isBegun = true;
            return begun;
        } finally {
            // Not only if it is rejected: a thread may fail to start, for want of memory.
            if (!isBegun) {
                release(realmId);
            }
        }
    }

    private void take(String realmId) {
        sending.merge(realmId, 1, (taken, one) -> {
            if (taken >= THREADS_PER_REALM) {
                throw new RejectedExecutionException("the realm sends too many emails at once");
            }
            return taken + one;
        });
    }

    private void release(String realmId) {
        sending.computeIfPresent(realmId, (realm, taken) -> taken > 1 ? taken - 1 : null);
    }

    /** How many realms are sending emails. */
    int realms() {
        return sending.size();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
