package dev.gatehouse.mfa.lockout;

import dev.gatehouse.keycloak.grant.LoginRequest;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.AfterCommit;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Keycloak's brute-force detection with three differences, in realms that use Gatehouse.
 *
 * <p>It clears the failures of an account only once the successful login is committed. Keycloak clears them in a separate transaction just
 * before the code is issued, so a login that the token issuance guard refuses would clear them.
 *
 * <p>A temporary lockout that an attacker has caused does not apply to trusted browsers, see {@link LockoutBypass}. Permanent lockouts do,
 * and a caller outside a login, e.g. an administrator, still sees the lockout.
 *
 * <p>It holds the response to a wrong password back until the failure is counted, see {@link RefusalDelay}.
 *
 * <p>A proxy, because the methods of the interface differ between the supported releases of Keycloak.
 */
final class GuardedBruteForceProtector implements InvocationHandler {

    private static final String SUCCESS = "successfulLogin";
    private static final String FAILURE = "failedLogin";
    private static final String IS_LOCKED = "isTemporarilyDisabled";
    private static final Object[] NONE = {};

    private final KeycloakSession session;
    private final BruteForceProtector keycloaks;

    private GuardedBruteForceProtector(KeycloakSession session, BruteForceProtector keycloaks) {
        this.session = session;
        this.keycloaks = keycloaks;
    }

    /** The protector of one request. */
    static BruteForceProtector of(KeycloakSession session, BruteForceProtector keycloaks) {
        return (BruteForceProtector) Proxy.newProxyInstance(
                BruteForceProtector.class.getClassLoader(),
                new Class<?>[] {BruteForceProtector.class},
                new GuardedBruteForceProtector(session, keycloaks));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] given) throws Throwable {
        Object[] arguments = Objects.requireNonNullElse(given, NONE);
        return switch (method.getName()) {
            case SUCCESS -> succeeded(method, arguments, (RealmModel) arguments[0], (UserModel) arguments[1]);
            case FAILURE -> failed(method, arguments, (RealmModel) arguments[0], (UserModel) arguments[1]);
            case IS_LOCKED ->
                Boolean.TRUE.equals(call(method, arguments))
                        && holds((RealmModel) arguments[1], (UserModel) arguments[2]);
            default -> call(method, arguments);
        };
    }

    private @Nullable Object failed(Method method, Object[] arguments, RealmModel realm, UserModel user)
            throws Throwable {
        Object counted =
                new LockoutBypass(session, realm).takes(user, isOfPassword(arguments)) ? null : call(method, arguments);
        RefusalDelay.await(session, realm);
        return counted;
    }

    /**
     * Whether a password failed. Keycloak passes the category from 26.6 on, and none if it does not know the authenticator; before 26.6,
     * the failure may be of any category.
     */
    private static boolean isOfPassword(Object[] arguments) {
        Object kind = arguments[arguments.length - 1];
        if (kind instanceof Set<?> categories) {
            return categories.contains(PasswordCredentialModel.TYPE);
        }
        return !(kind instanceof String category) || category.equals(PasswordCredentialModel.TYPE);
    }

    private @Nullable Object succeeded(Method method, Object[] arguments, RealmModel realm, UserModel user)
            throws Throwable {
        if (!GatehouseRealm.of(realm).decidesLogins()) {
            return call(method, arguments);
        }
        if (new LockoutBypass(session, realm).keepsCount(user)) {
            return null;
        }
        AfterCommit.run(session, () -> callAfterCommit(method, arguments));
        return null;
    }

    /**
     * Whether the lockout that Keycloak reports applies to the current request. Keycloak also reports one while another request for the
     * same account is in progress, which an attacker can bring about all the time: that does not apply to trusted browsers either.
     */
    private boolean holds(RealmModel realm, UserModel user) {
        boolean isLiftedForAll = !LoginRequest.isOne(session) && new TemporaryLockout(session, realm, user).isLifted();
        return !isLiftedForAll && !new LockoutBypass(session, realm).isAllowed(user);
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

    private @Nullable Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(keycloaks, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
