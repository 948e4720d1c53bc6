package dev.gatehouse.keycloak.session;

import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A transaction of its own that is tried again if it fails: a database ends one of several transactions that wait for each other.
 *
 * @param tries how often at most
 * @param longestPauseMillis the longest random pause before the next try
 */
public record RetriedTransaction(int tries, int longestPauseMillis) {

    /**
     * Does the work.
     *
     * @return what the work returns
     * @throws RuntimeException that of the last try
     */
    public <T> T call(KeycloakSessionFactory sessions, Function<KeycloakSession, T> work) {
        for (int tried = 1; ; tried++) {
            try {
                return KeycloakModelUtils.runJobInTransactionWithResult(sessions, work::apply);
            } catch (RuntimeException othersWereFaster) {
                if (tried == tries) {
                    throw othersWereFaster;
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
