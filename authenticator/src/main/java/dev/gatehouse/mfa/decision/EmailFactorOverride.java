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
 * Email as the second factor of one login, whatever else the account has. It is for an owner who has taken the account back by a mailed link: an
 * authenticator app or a passkey that somebody else has added must not keep the owner out.
 */
public final class EmailFactorOverride {

    private static final Duration LIFE = Duration.ofHours(24);

    private final ClusterStore store;
    private final String key;

    public EmailFactorOverride(KeycloakSession session, AccountKey account) {
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.key = "gatehouse-email-once:" + account.key();
    }

    /** What a user can be asked for, the strongest first: what the settings allow, and email where it is offered once. */
    static AvailableFactors factors(KeycloakSession session, RealmModel realm, UserModel user, MfaSettings settings) {
        AvailableFactors usual = AvailableFactors.of(user, settings.emailStandsIn());
        boolean isEmailLeftOut = !usual.offered().contains(Factor.EMAIL);
        return isEmailLeftOut && new EmailFactorOverride(session, AccountKey.of(realm, user)).isOffered() ? AvailableFactors.of(user, true) : usual;
    }

    /** Offers it for a day. */
    public void offer() {
        store.put(key, LIFE, Map.of());
    }

    boolean isOffered() {
        return store.get(key).isPresent();
    }

    /**
     * Uses it up. Of any number of logins that were offered it exactly one succeeds.
     *
     * @return whether this one did
     */
    boolean use() {
        return store.remove(key);
    }
}
