package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Which factor somebody wants to be asked for, where there is no authentication session to note it in. */
public final class FactorChoice {

    private static final String FACTOR = "factor";

    private final ClusterStore store;
    private final String key;

    FactorChoice(KeycloakSession session, LoginKey loginKey) {
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.key = "gatehouse-choice:" + AccountKey.of(loginKey.realm(), loginKey.user()).key() + ":" + loginKey.loginId();
    }

    /** Remembers the choice for as long as a mailed code is good at most. */
    public void remember(Factor factor) {
        store.put(key, EmailOtpPolicy.LONGEST_LIFETIME, Map.of(FACTOR, factor.id()));
    }

    /** What was chosen in this login; empty if nothing. */
    public Optional<Factor> get() {
        return store.get(key).map(choice -> choice.get(FACTOR)).flatMap(Factor::ofId);
    }
}
