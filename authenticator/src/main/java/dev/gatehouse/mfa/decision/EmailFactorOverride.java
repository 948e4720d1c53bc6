package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import java.time.Duration;
import java.util.Map;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Allows email as the second factor of one login, whatever other factors the account has. For an owner who has recovered the account by an
 * emailed link: an authenticator app or passkey added by an attacker must not lock the owner out.
 */
public final class EmailFactorOverride {

    private static final Duration LIFE = Duration.ofHours(24);

    private final ClusterStore store;
    private final String key;

    public EmailFactorOverride(KeycloakSession session, AccountKey account) {
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.key = "gatehouse-email-once:" + account.key();
    }

    /**
     * The factors that a user can be challenged for, the strongest first: those that the settings allow, and email while the override is
     * active.
     */
    static AvailableFactors factors(KeycloakSession session, RealmModel realm, UserModel user, MfaSettings settings) {
        AvailableFactors regular = AvailableFactors.of(user, settings.emailStandsIn());
        boolean isEmailLeftOut = !regular.offered().contains(Factor.EMAIL);
        return isEmailLeftOut && new EmailFactorOverride(session, AccountKey.of(realm, user)).isOffered()
                ? AvailableFactors.of(user, true)
                : regular;
    }

    /** Activates the override for 24 hours. */
    public void offer() {
        store.put(key, LIFE, Map.of());
    }

    boolean isOffered() {
        return store.get(key).isPresent();
    }

    /**
     * Consumes the override: of several logins that were offered it, exactly one succeeds.
     *
     * @return whether this one did
     */
    boolean use() {
        return store.remove(key);
    }
}
