package dev.gatehouse.mfa.signin;

import java.util.concurrent.locks.LockSupport;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelDuplicateException;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.ServicesLogger;

/**
 * Checks a password at the price of one hash, whatever account it was typed for: also where there is no account, where it is locked or disabled,
 * where it has no password, and where nothing was typed. Keycloak spares the hash in most of these cases, and one request tells them apart. What
 * is left, such as reading an account that is not cached, is covered by {@link #awaitFloor()}.
 *
 * <p>A password that is still kept by an older hash than the realm's policy wants costs that one, until its owner signs in and Keycloak hashes it
 * anew.
 */
final class ConstantCostPasswordCheck {

    /** The attribute of the Keycloak session that holds when the first check of this request began, in {@link System#nanoTime()}. */
    private static final String STARTED = "gatehouse.sign-in.started";

    private final AuthenticationFlowContext context;
    private final long started;

    /** Starts the clock of {@link #awaitFloor()}, unless an earlier step of the same request has: a direct grant looks for the name first. */
    ConstantCostPasswordCheck(AuthenticationFlowContext context) {
        this.context = context;
        KeycloakSession session = context.getSession();
        long now = System.nanoTime();
        this.started = session.getAttributeOrDefault(STARTED, now);
        session.setAttribute(STARTED, started);
    }

    /** Waits until refusals of this realm mostly leave. To be called before each refusal that must not tell which account was named. */
    void awaitFloor() {
        long now = System.nanoTime();
        long until = now + ResponseTimeFloor.ofRealm(context.getRealm().getId()).missing(now - started);
        for (long left = until - now; left > 0 && !Thread.currentThread().isInterrupted(); left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whom a name or an address belongs to; {@code null} if nobody, or no one person. */
    UserModel find(String name) {
        try {
            UserModel user = KeycloakModelUtils.findUserByNameOrEmail(context.getSession(), context.getRealm(), name);
            return user == null || user.getServiceAccountClientLink() != null ? null : user;
        } catch (ModelDuplicateException twice) {
            // As Keycloak does while it imports from a store outside. It tells the person so; here that would tell strangers.
            ServicesLogger.LOGGER.modelDuplicateException(twice);
            return null;
        }
    }

    /** Whether nothing is known against a login of this account, before its password was looked at. */
    boolean isOpen(UserModel user) {
        return user != null && user.isEnabled() && lockOf(user) == null;
    }

    /**
     * Checks.
     *
     * @param user {@code null} if there is none
     * @param password as it was typed; {@code null} or empty if nothing was
     */
    PasswordResult check(UserModel user, String password) {
        if (user == null) {
            spendHash();
            return PasswordResult.NOBODY;
        }
        // Before the lock is looked at: Keycloak takes an account for locked while it looks, and nothing counts a try without a password.
        if (password == null || password.isEmpty()) {
            spendHash();
            return PasswordResult.MISSING;
        }
        String lock = lockOf(user);
        if (lock != null) {
            spendHash();
            return Errors.USER_TEMPORARILY_DISABLED.equals(lock) ? PasswordResult.LOCKED : PasswordResult.LOCKED_FOR_GOOD;
        }
        if (!isRight(user, password)) {
            return PasswordResult.WRONG;
        }
        return user.isEnabled() ? PasswordResult.RIGHT : PasswordResult.RIGHT_BUT_DISABLED;
    }

    private boolean isRight(UserModel user, String password) {
        // Where there is none, also not in a store outside, Keycloak would hash nothing.
        if (!user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)) {
            spendHash();
            return false;
        }
        return user.credentialManager().isValid(UserCredentialModel.password(password));
    }

    private String lockOf(UserModel user) {
        return AuthenticatorUtils.getDisabledByBruteForceEventError(context, user);
    }

    private void spendHash() {
        AuthenticatorUtils.dummyHash(context);
    }
}
