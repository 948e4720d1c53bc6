package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.mfa.lockout.BruteForceProtection;
import dev.gatehouse.mfa.otp.EmailOtpService;
import dev.gatehouse.notification.email.EmailInterval;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * All limits that keep the owner of an account out for a while: wrong codes, emails with codes and links, and a temporary lockout. Limits of
 * networks are not those of an account, and stay.
 */
public final class AccountLimits {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public AccountLimits(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** Lifts them at once, on all nodes. */
    public void clear() {
        EmailOtpService.of(session, realm, EmailInterval.of(session))
                .clearLimits(AccountKey.of(realm, user).key());
        new RecoveryService(session, realm).clearLimits(user);
        new BruteForceProtection(session, realm, user).clear();
    }
}
