package dev.gatehouse.notification.email;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The threads that send emails for which users are waiting. Each email has a thread at once or is refused: none waits for another. A realm
 * whose SMTP server hangs holds at most half of the threads.
 *
 * <p>Not Keycloak's executors: they put tasks into a queue without an end and so never have more than four threads, for all realms together.
 */
final class AwaitedEmails implements AutoCloseable {

    static final int THREADS = 64;
    static final int THREADS_PER_REALM = THREADS / 2;
    private static final int IDLE_SECONDS = 60;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            0, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), AwaitedEmails::thread);
    private final Map<String, Semaphore> shares = new ConcurrentHashMap<>();

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
    Future<?> begin(String realmId, Runnable sending) {
        Semaphore share = shares.computeIfAbsent(realmId, realm -> new Semaphore(THREADS_PER_REALM));
        if (!share.tryAcquire()) {
            throw new RejectedExecutionException("the realm sends too many emails at once");
        }
        try {
            return threads.submit(() -> {
                try {
                    sending.run();
                } finally {
                    share.release();
                }
            });
        } catch (RejectedExecutionException e) {
            share.release();
            throw e;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
