package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.account.NamedAccounts;
import dev.gatehouse.keycloak.account.TypedName;
import dev.gatehouse.mfa.lockout.RefusalDelay;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.events.Errors;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;

/**
 * Checks a password at the cost of one hash, whatever account it was submitted for: also if there is no account, if it is locked or
 * disabled, if it has no password, and if no password was submitted. Keycloak skips the hash in most of these cases, so that one request
 * distinguishes them. What remains, e.g. reading an account that is not cached, is covered by {@link RefusalDelay}.
 *
 * <p>A password that is stored with an older hash than the realm's policy demands costs that older hash, until its owner signs in and
 * Keycloak hashes it anew.
 */
final class ConstantCostPasswordCheck {

    private final AuthenticationFlowContext context;

    /** Starts the clock of {@link #awaitFloor()}, unless an earlier execution of the same request has. */
    ConstantCostPasswordCheck(AuthenticationFlowContext context) {
        this.context = context;
        RefusalDelay.start(context.getSession());
    }

    /** Must be called right before each refusal that must not reveal which account was named and that counts no failure. */
    void awaitFloor() {
        RefusalDelay.await(context.getSession(), context.getRealm());
    }

    /** Must be called right before each refusal that counts a failure of the account. */
    void awaitFloorUnlessCounted() {
        RefusalDelay.awaitUnlessCounted(context.getSession(), context.getRealm(), context.getProtector());
    }

    /** The user with this username or email address; {@code null} if there is none or several, or if it is a service account. */
    @Nullable
    UserModel find(TypedName name) {
        return new NamedAccounts(context.getSession(), context.getRealm()).signingIn(name);
    }

    /** Whether the account may sign in as far as is known before its password is checked: it exists, is enabled and is not locked. */
    boolean isOpen(@Nullable UserModel user) {
        return user != null && user.isEnabled() && lockOf(user) == null;
    }

    /**
     * Checks the password.
     *
     * @param user {@code null} if there is none
     * @param password as it was submitted; {@code null} or empty if none was
     */
    PasswordResult check(@Nullable UserModel user, @Nullable String password) {
        if (user == null) {
            spendHash();
            return PasswordResult.NOBODY;
        }
        // Before the lockout check: Keycloak treats an account as locked while it checks one, and an attempt without a
        // password is never
        // counted.
        if (password == null || password.isEmpty()) {
            spendHash();
            return PasswordResult.MISSING;
        }
        String lock = lockOf(user);
        if (lock != null) {
            spendHash();
            return Errors.USER_TEMPORARILY_DISABLED.equals(lock)
                    ? PasswordResult.LOCKED
                    : PasswordResult.LOCKED_FOR_GOOD;
        }
        if (!isRight(user, password)) {
            return PasswordResult.WRONG;
        }
        return user.isEnabled() ? PasswordResult.RIGHT : PasswordResult.RIGHT_BUT_DISABLED;
    }

    private boolean isRight(UserModel user, String password) {
        if (user.credentialManager().isValid(UserCredentialModel.password(password))) {
            return true;
        }
        // If the user has none, in no external store either, Keycloak has computed no hash.
        if (!user.credentialManager().isConfiguredFor(PasswordCredentialModel.TYPE)) {
            spendHash();
        }
        return false;
    }

    private String lockOf(UserModel user) {
        return AuthenticatorUtils.getDisabledByBruteForceEventError(context, user);
    }

    private void spendHash() {
        AuthenticatorUtils.dummyHash(context);
    }
}
