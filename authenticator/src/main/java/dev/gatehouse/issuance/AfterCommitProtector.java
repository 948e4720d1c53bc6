package dev.gatehouse.issuance;

import dev.gatehouse.grant.OwnActions;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.keycloak.models.AbstractKeycloakTransaction;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Keycloak's brute-force detection, which forgets the failures of an account only once the login that succeeded is committed. Keycloak
 * forgets them in a transaction of their own just before the code leaves, so a login that the last door refuses would clear them.
 *
 * <p>A proxy, because the methods of the interface differ between the releases of Keycloak that are supported.
 */
final class AfterCommitProtector implements InvocationHandler {

    private static final String SUCCESS = "successfulLogin";

    private final KeycloakSession session;
    private final BruteForceProtector keycloaks;

    private AfterCommitProtector(KeycloakSession session, BruteForceProtector keycloaks) {
        this.session = session;
        this.keycloaks = keycloaks;
    }

    /** The protector of one request. */
    static BruteForceProtector of(KeycloakSession session, BruteForceProtector keycloaks) {
        return (BruteForceProtector) Proxy.newProxyInstance(
                BruteForceProtector.class.getClassLoader(), new Class<?>[] {BruteForceProtector.class}, new AfterCommitProtector(session, keycloaks));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean waitsForCommit = method.getName().equals(SUCCESS) && arguments[0] instanceof RealmModel realm && OwnActions.areUsedBy(realm);
        if (!waitsForCommit) {
            return call(method, arguments);
        }
        session.getTransactionManager().enlistAfterCompletion(new AbstractKeycloakTransaction() {
            @Override
            protected void commitImpl() {
                callAfterCommit(method, arguments);
            }

            @Override
            protected void rollbackImpl() {
                // the login did not succeed after all
            }
        });
        return null;
    }

    private void callAfterCommit(Method method, Object[] arguments) {
        try {
            call(method, arguments);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable checked) {
            throw new IllegalStateException(checked);
        }
    }

    private Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(keycloaks, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
