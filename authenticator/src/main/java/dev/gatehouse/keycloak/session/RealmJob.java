package dev.gatehouse.keycloak.session;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/** Work on a realm in a session and a transaction of its own. The realm may be gone by then. */
public final class RealmJob {

    private RealmJob() {}

    /**
     * Runs a job whose context has the realm.
     *
     * @param job is given the session and the realm as they are in the job's own transaction
     * @return what the job returns; empty if the realm is gone
     */
    public static <T> Optional<T> call(
            KeycloakSessionFactory sessions, String realmId, BiFunction<KeycloakSession, RealmModel, Optional<T>> job) {
        return KeycloakModelUtils.runJobInTransactionWithResult(sessions, own -> {
            RealmModel realm = own.realms().getRealm(realmId);
            if (realm == null) {
                return Optional.<T>empty();
            }
            own.getContext().setRealm(realm);
            return job.apply(own, realm);
        });
    }

    /** The same for a job that returns nothing; it does not run if the realm is gone. */
    public static void run(KeycloakSessionFactory sessions, String realmId, BiConsumer<KeycloakSession, RealmModel> job) {
        call(sessions, realmId, (own, realm) -> {
            job.accept(own, realm);
            return Optional.empty();
        });
    }
}
