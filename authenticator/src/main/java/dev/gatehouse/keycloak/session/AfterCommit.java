package dev.gatehouse.keycloak.session;

import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;

/** Runs tasks after the transaction of a request, when the request has released its database connection. */
public final class AfterCommit {

    private AfterCommit() {}

    /** Runs a task once the transaction is committed; if it is rolled back, the task does not run. */
    public static void run(KeycloakSession session, Runnable task) {
        run(session, task, () -> {});
    }

    /** Runs a task once the transaction has ended, whether it is committed or rolled back. */
    public static void runInAnyCase(KeycloakSession session, Runnable task) {
        run(session, task, task);
    }

    /** Runs one task once the transaction is committed, or another once it is rolled back. */
    public static void run(KeycloakSession session, Runnable afterCommit, Runnable afterRollback) {
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                afterCommit.run();
            }

            @Override
            protected void rollbackImpl() {
                afterRollback.run();
            }
        });
    }
}
