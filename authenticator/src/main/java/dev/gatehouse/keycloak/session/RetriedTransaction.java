package dev.gatehouse.keycloak.session;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A separate transaction that is retried if it fails: on a deadlock, a database aborts one of the transactions.
 *
 * @param tries the maximum number of attempts
 * @param longestPauseMillis the maximum random pause before a retry, in milliseconds
 */
public record RetriedTransaction(int tries, int longestPauseMillis) {

    /**
     * Runs the work.
     *
     * @return the result of the work
     * @throws RuntimeException that of the last attempt
     */
    public <T> T call(KeycloakSessionFactory sessions, Function<KeycloakSession, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(sessions, work::apply);
            } catch (RuntimeException failure) {
                if (attempt == tries) {
                    throw failure;
                }
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextInt(1, longestPauseMillis));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
