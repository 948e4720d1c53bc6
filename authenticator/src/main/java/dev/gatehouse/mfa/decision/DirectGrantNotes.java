package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/**
 * What the second call of a direct grant must know of the first, where there is no authentication session to note it in. Kept for the
 * longest lifetime of an emailed code.
 */
public final class DirectGrantNotes {

    private static final String FACTOR = "factor";
    private static final String DEVICE = "device";

    private final ClusterStore store;
    private final String login;

    DirectGrantNotes(KeycloakSession session, LoginKey loginKey) {
        this.store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        this.login = AccountKey.of(loginKey.realm(), loginKey.user()).key() + ":" + loginKey.loginId();
    }

    /** Keeps the factor that the user has chosen. */
    public void keepFactor(Factor factor) {
        store.put("gatehouse-choice:" + login, EmailOtpPolicy.LONGEST_LIFETIME, Map.of(FACTOR, factor.id()));
    }

    /** The factor chosen in this login; empty if none. */
    public Optional<Factor> factor() {
        return store.get("gatehouse-choice:" + login)
                .map(choice -> choice.get(FACTOR))
                .flatMap(Factor::ofId);
    }

    /** Keeps the id of a device of which a replaced token was sent. */
    public void keepCopied(String device) {
        store.put("gatehouse-copied:" + login, EmailOtpPolicy.LONGEST_LIFETIME, Map.of(DEVICE, device));
    }

    /** The id of the device of which a replaced token was sent in this login; empty if none was. */
    public Optional<String> copied() {
        return store.get("gatehouse-copied:" + login).map(copied -> copied.get(DEVICE));
    }
}
