package dev.gatehouse.mfa.lockout;

import dev.gatehouse.mfa.otp.CodeVerification;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.services.managers.BruteForceProtector;

/**
 * Keycloak's own brute-force detection. From 26.7 on it counts failures of a few categories only and silently ignores all others, so wrong
 * codes are reported as failed one-time passwords.
 */
public final class BruteForceProtection {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public BruteForceProtection(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** Runs the check of a code unless the account is locked, and counts a wrong code. */
    public CodeVerification guarding(Supplier<CodeVerification> check) {
        Optional<Instant> locked = lockedUntil();
        if (locked.isPresent()) {
            return new CodeVerification.Blocked(locked.get(), false);
        }
        CodeVerification verification = check.get();
        if (verification.isWrongGuess()) {
            countFailure();
        }
        return verification;
    }

    private void countFailure() {
        if (realm.isBruteForceProtected()) {
            // Adds this request to the protector's list of logins in progress, as Keycloak's own authenticators do
            // before a failure.
            protector().isTemporarilyDisabled(session, realm, user);
            lockoutBypass()
                    .countingCode(() ->
                            BruteForceCompatibility.count(protector(), session, realm, user, OTPCredentialModel.TYPE));
        }
    }

    /** When the account's temporary lockout ends; empty if it is not locked, or if the lockout does not apply to the current caller. */
    public Optional<Instant> lockedUntil() {
        return new TemporaryLockout(session, realm, user).until().filter(until -> !lockoutBypass()
                .isAllowed(user));
    }

    /**
     * Failed attempts to sign in as this user since the last successful one; 0 if the latest is older than this period, or if brute-force
     * detection is off.
     */
    public int failuresWithin(Duration time) {
        UserLoginFailureModel failures =
                realm.isBruteForceProtected() ? session.loginFailures().getUserLoginFailure(realm, user.getId()) : null;
        if (failures == null || Time.currentTimeMillis() - failures.getLastFailure() >= time.toMillis()) {
            return 0;
        }
        return Math.max(0, Math.max(failures.getNumFailures(), BruteForceCompatibility.ofSecondFactors(failures)));
    }

    /**
     * Whether the account is disabled or permanently locked. Does not query the protector, which also reports a lockout while another
     * request of the same user is in progress, e.g. after a double click.
     */
    public boolean isLockedForGood() {
        return !user.isEnabled()
                || (realm.isBruteForceProtected() && realm.isPermanentLockout() && hasSpentTemporaryLockouts());
    }

    /** Ends a temporary lockout and forgets the failures that led to it. A permanent one is for an administrator to end. */
    public void clear() {
        session.loginFailures().removeUserLoginFailure(realm, user.getId());
        lockoutBypass().clear(user);
    }

    private boolean hasSpentTemporaryLockouts() {
        UserLoginFailureModel failures = session.loginFailures().getUserLoginFailure(realm, user.getId());
        return failures != null && failures.getNumTemporaryLockouts() > realm.getMaxTemporaryLockouts();
    }

    private LockoutBypass lockoutBypass() {
        return new LockoutBypass(session, realm);
    }

    private BruteForceProtector protector() {
        return session.getProvider(BruteForceProtector.class);
    }
}
