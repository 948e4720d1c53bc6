package dev.gatehouse.keycloak.session;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Runs work on a realm in its own session and transaction. The realm may have been removed by then. */
public final class RealmJob {

    private RealmJob() {}

    /**
     * Runs a job with the realm set in its context.
     *
     * @param job receives the session and the realm of its own transaction
     * @return the result of the job; empty if the realm was removed
     */
    public static <T> Optional<T> call(
            KeycloakSessionFactory sessions, String realmId, BiFunction<KeycloakSession, RealmModel, Optional<T>> job) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, jobSession -> {
            RealmModel realm = jobSession.realms().getRealm(realmId);
            if (realm == null) {
                return Optional.<T>empty();
            }
            jobSession.getContext().setRealm(realm);
            return job.apply(jobSession, realm);
        });
    }

    /** Runs a job without a result; it does not run if the realm was removed. */
    public static void run(
            KeycloakSessionFactory sessions, String realmId, BiConsumer<KeycloakSession, RealmModel> job) {
        call(sessions, realmId, (jobSession, realm) -> {
            job.accept(jobSession, realm);
            return Optional.empty();
        });
    }
}
