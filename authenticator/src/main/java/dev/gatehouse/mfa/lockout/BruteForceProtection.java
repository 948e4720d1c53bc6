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
 * Keycloak's own brute-force detection. From 26.7 on it counts failures of a few categories only and silently passes over all
 * others, so wrong codes are reported as what they are to it: one-time passwords.
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

    /** Lets a code be checked unless the account is locked, and counts a wrong one. */
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
            // Enters this request in the protector's list of logins under way, as Keycloak's own authenticators do before a failure.
            protector().isTemporarilyDisabled(session, realm, user);
            lockoutBypass().countingCode(() -> FailureCounting.count(protector(), session, realm, user, OTPCredentialModel.TYPE));
        }
    }

    /** Until when the account is locked for a time; empty if it is not, and where that does not concern who is signing in here. */
    public Optional<Instant> lockedUntil() {
        return new TemporaryLockout(session, realm, user).until().filter(until -> !lockoutBypass().isAllowed(user));
    }

    /** Wrong tries to sign in as this user since the last that was right; 0 if the latest is older than this, or nobody counts. */
    public int failuresWithin(Duration time) {
        UserLoginFailureModel failures = realm.isBruteForceProtected() ? session.loginFailures().getUserLoginFailure(realm, user.getId()) : null;
        boolean isRecent = failures != null && Time.currentTimeMillis() - failures.getLastFailure() < time.toMillis();
        return isRecent ? Math.max(0, Math.max(failures.getNumFailures(), FailureCounting.ofSecondFactors(failures))) : 0;
    }

    /**
     * Whether the account is disabled or locked for good. Does not ask the protector: that one also says so while another request
     * of the same user is under way, as after a double click.
     */
    public boolean isLockedForGood() {
        return !user.isEnabled() || realm.isBruteForceProtected() && realm.isPermanentLockout() && hasSpentTemporaryLockouts();
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
