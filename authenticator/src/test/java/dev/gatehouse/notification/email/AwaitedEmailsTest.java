package dev.gatehouse.notification.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AwaitedEmailsTest {

    @Test
    void noEmailWaitsForAnotherAndAHangingServerHoldsAQuarterOfTheThreads() throws Exception {
        try (AwaitedEmails emails = new AwaitedEmails()) {
            CountDownLatch reply = new CountDownLatch(1);
            CountDownLatch begun = new CountDownLatch(AwaitedEmails.THREADS_PER_REALM);
            List<Future<?>> hanging = new ArrayList<>();
            for (int number = 0; number < AwaitedEmails.THREADS_PER_REALM; number++) {
                hanging.add(emails.begin("slow", () -> {
                    begun.countDown();
                    awaitQuietly(reply);
                }));
            }
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> emails.begin("slow", () -> {})).isInstanceOf(RejectedExecutionException.class);
            emails.begin("other", () -> {}).get(10, TimeUnit.SECONDS);

            reply.countDown();
            for (Future<?> each : hanging) {
                each.get(10, TimeUnit.SECONDS);
            }
            emails.begin("slow", () -> {}).get(10, TimeUnit.SECONDS);
            assertThat(emails.realms())
                    .as("nothing is kept of a realm that sends none")
                    .isZero();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
