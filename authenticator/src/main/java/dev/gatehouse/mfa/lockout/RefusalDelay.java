package dev.gatehouse.mfa.lockout;

import java.lang.reflect.Proxy;
import java.util.concurrent.locks.LockSupport;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Holds a refused sign-in back until most refusals of its realm would leave ({@link ResponseTimeFloor}), so that its time does not reveal
 * which account was named. Everything that depends on the account must come before the wait: the events, the page, and the count of a wrong
 * password, for which Keycloak opens another session. Keycloak counts after the step has returned, so there the wait is part of the count.
 */
public final class RefusalDelay {

    /** The attribute of the Keycloak session that holds when the first check of this request began, in {@link System#nanoTime()}. */
    private static final String STARTED = "gatehouse.sign-in.started";

    private RefusalDelay() {}

    /** Starts the clock, unless an earlier execution of the same request has: a direct grant checks the username first. */
    public static void start(KeycloakSession session) {
        session.setAttribute(STARTED, session.getAttributeOrDefault(STARTED, System.nanoTime()));
    }

    /** Waits if the clock of this request has been started. */
    public static void await(KeycloakSession session, RealmModel realm) {
        Object started = session.removeAttribute(STARTED);
        if (started instanceof Long from) {
            long now = System.nanoTime();
            long until = now + ResponseTimeFloor.ofRealm(realm.getId()).missing(now - from);
            for (long left = until - now;
                    left > 0 && !Thread.currentThread().isInterrupted();
                    left = until - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }

    /**
     * Waits, unless Keycloak is about to count this failure, which waits by itself.
     *
     * @param protector the brute-force detection of this request
     */
    public static void awaitUnlessCounted(KeycloakSession session, RealmModel realm, BruteForceProtector protector) {
        boolean waitsWhenCounted = realm.isBruteForceProtected()
                && Proxy.isProxyClass(protector.getClass())
                && Proxy.getInvocationHandler(protector) instanceof GuardedBruteForceProtector;
        if (!waitsWhenCounted) {
            await(session, realm);
        }
    }
}
