package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** The factor that a user has chosen, where there is no authentication session to note it in. */
public final class FactorChoice {

    private static final String FACTOR = "factor";

    private final ClusterStore store;
    private final String key;

    FactorChoice(KeycloakSession session, LoginKey loginKey) {
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.key = "gatehouse-choice:"
                + AccountKey.of(loginKey.realm(), loginKey.user()).key() + ":" + loginKey.loginId();
    }

    /** Stores the choice for the longest lifetime of an emailed code. */
    public void remember(Factor factor) {
        store.put(key, EmailOtpPolicy.LONGEST_LIFETIME, Map.of(FACTOR, factor.id()));
    }

    /** The factor chosen in this login; empty if none. */
    public Optional<Factor> get() {
        return store.get(key).map(choice -> choice.get(FACTOR)).flatMap(Factor::ofId);
    }
}
