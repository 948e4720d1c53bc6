package dev.gatehouse.keycloak.session;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** Runs tasks at the end of a request, in its transaction. */
public final class BeforeCommit {

    private BeforeCommit() {}

    /** Runs a task right before the transaction is committed; if it is rolled back, the task does not run. */
    public static void run(KeycloakSession session, Runnable task) {
        session.getTransactionManager().enlistPrepare(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                task.run();
            }

            @Override
            protected void rollbackImpl() {
                // nothing has been done
            }
        });
    }
}
