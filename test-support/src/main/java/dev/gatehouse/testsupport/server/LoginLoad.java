package dev.gatehouse.testsupport.server;

import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Users who sign in repeatedly, each on their own device. A user whose login breaks off begins it once more; a login is lost if that fails
 * too.
 */
public final class LoginLoad implements AutoCloseable {

    private final AtomicInteger completed = new AtomicInteger();
    private final AtomicInteger begunAgain = new AtomicInteger();
    private final Queue<String> lost = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads;
    private volatile boolean ends;

    /** Starts all users at once. */
    public LoginLoad(TestServer server, List<Admin.User> users) {
        threads = Executors.newFixedThreadPool(users.size());
        users.forEach(person -> threads.submit(() -> signInAgainAndAgain(server, person)));
    }

    private void signInAgainAndAgain(TestServer server, Admin.User person) {
        HttpBrowser browser = server.newBrowser();
        while (!ends) {
            try {
                browser.signOut().loginCompletely("workspace", person);
            } catch (RuntimeException | AssertionError brokenOff) {
                begunAgain.incrementAndGet();
                try {
                    browser.signOut().loginCompletely("workspace", person);
                } catch (RuntimeException | AssertionError again) {
                    lost.add(person.email() + ": " + brokenOff + "; then " + again);
                    continue;
                }
            }
            completed.incrementAndGet();
        }
    }

    /** Waits until this number of further logins is complete. */
    public void awaitLogins(int more) {
        int target = completed.get() + more;
        await().atMost(Duration.ofMinutes(3)).until(() -> completed.get() >= target);
    }

    /** The logins that were lost, with their errors. */
    public List<String> lost() {
        return List.copyOf(lost);
    }

    /** Lets all users finish their current login. */
    public void end() throws InterruptedException {
        ends = true;
        threads.shutdown();
        threads.awaitTermination(1, TimeUnit.MINUTES);
    }

    @Override
    public void close() {
        ends = true;
        threads.shutdownNow();
    }

    @Override
    public String toString() {
        return completed + " logins, " + begunAgain + " of them begun again, " + lost.size() + " lost";
    }
}
