package dev.gatehouse.notification.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How the realms, and requested emails and notices, share the queue. */
class EmailQueueTest {

    private static final int SIZE = 20;
    private static final int SECONDS = 20;

    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch allThreadsOfARealm = new CountDownLatch(EmailQueue.THREADS_PER_REALM);
    private final EmailQueue queue = new EmailQueue(null, SIZE);

    @AfterEach
    void stop() {
        end.countDown();
        queue.close();
    }

    @Test
    void aRealmFillsNeitherTheShareOfAnotherNorThatOfItsNotices() {
        assertThat(accepted("one", EmailQueue.Cause.REQUESTED, SIZE + 5)).isEqualTo(SIZE);
        assertThat(accepted("one", EmailQueue.Cause.HAPPENED, SIZE + 5)).isEqualTo(SIZE);
        assertThat(accepted("two", EmailQueue.Cause.REQUESTED, SIZE + 5)).isEqualTo(SIZE);
    }

    @Test
    void howeverManySharesThereAreOneMoreFindsRoom() {
        long all = IntStream.range(0, 30)
                .mapToLong(number -> accepted("realm " + number, EmailQueue.Cause.REQUESTED, SIZE))
                .peek(each -> assertThat(each).isLessThanOrEqualTo(SIZE))
                .sum();
        assertThat(all).isLessThanOrEqualTo(4 * SIZE);
        EmailQueue fresh = new EmailQueue(null, SIZE);
        try {
            long five = IntStream.range(0, 5)
                    .mapToLong(number -> IntStream.range(0, SIZE)
                            .filter(each ->
                                    fresh.offer("realm " + number, EmailQueue.Cause.REQUESTED, this::hang, later()))
                            .count())
                    .filter(each -> each > 0)
                    .count();
            assertThat(five).isEqualTo(5);
        } finally {
            fresh.close();
        }
    }

    @Test
    @DisplayName("A realm that keeps its threads waiting keeps no other waiting, and goes on when they are free")
    void aRealmThatHangsKeepsNoOtherWaiting() throws InterruptedException {
        accepted("hanging", EmailQueue.Cause.REQUESTED, SIZE);
        // Each email waits for a moment before it is sent, so that a notice could be faster.
        assertThat(allThreadsOfARealm.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        CountDownLatch other = new CountDownLatch(1);
        queue.offer("other", EmailQueue.Cause.REQUESTED, counting(other), later());
        assertThat(other.await(SECONDS, TimeUnit.SECONDS)).isTrue();
        CountDownLatch own = new CountDownLatch(1);
        queue.offer("hanging", EmailQueue.Cause.HAPPENED, counting(own), later());
        assertThat(own.await(1, TimeUnit.SECONDS)).isFalse();
        end.countDown();
        assertThat(own.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsDoneFreesItsPlace() throws InterruptedException {
        accepted("realm", EmailQueue.Cause.REQUESTED, SIZE);
        end.countDown();
        CountDownLatch next = new CountDownLatch(1);
        Instant deadline = later();
        while (!queue.offer("realm", EmailQueue.Cause.REQUESTED, counting(next), later())) {
            assertThat(Instant.now()).isBefore(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(next.await(SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private long accepted(String realm, EmailQueue.Cause cause, int number) {
        return IntStream.range(0, number)
                .filter(each -> queue.offer(realm, cause, this::hang, later()))
                .count();
    }

    private Optional<Envelope> hang() {
        allThreadsOfARealm.countDown();
        try {
            end.await();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private static Supplier<Optional<Envelope>> counting(CountDownLatch done) {
        return () -> {
            done.countDown();
            return Optional.empty();
        };
    }

    private static Instant later() {
        return Instant.now().plusSeconds(SECONDS);
    }
}
