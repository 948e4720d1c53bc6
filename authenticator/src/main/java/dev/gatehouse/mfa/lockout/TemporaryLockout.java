package dev.gatehouse.mfa.lockout;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RequestStoreReader;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserLoginFailureModel;
import org.keycloak.models.UserModel;

/**
 * The temporary lockout of an account by brute-force detection. Its owner can lift it from the account's mailbox. The counted failures are
 * kept, so that the next wrong password locks the account again, for as long as it would have without.
 */
public final class TemporaryLockout {

    private static final String LIFTED = "gatehouse-lock-lifted:";
    private static final String UNTIL = "until";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public TemporaryLockout(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /** When the lockout ends; empty if the account is not locked, or if the lockout was lifted. */
    public Optional<Instant> until() {
        return counted().filter(until -> !isLifted(until));
    }

    /** Whether the account would be locked now if its owner had not lifted the lockout. */
    public boolean isLifted() {
        return counted().filter(this::isLifted).isPresent();
    }

    /** Lifts the current lockout, on all nodes. A later lockout is not affected. */
    public void lift() {
        ClusterStore store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        // One second longer: if the store forgot it too early, the account would be locked once more.
        counted()
                .ifPresent(until -> store.put(
                        key(),
                        Duration.between(KeycloakClock.now(), until).plusSeconds(1),
                        Map.of(UNTIL, Long.toString(until.getEpochSecond()))));
    }

    /**
     * When Keycloak's lockout ends. Keycloak clears it only together with all that it has counted, so whether it was lifted is stored
     * separately.
     */
    private Optional<Instant> counted() {
        if (!realm.isBruteForceProtected()) {
            return Optional.empty();
        }
        UserLoginFailureModel failures = session.loginFailures().getUserLoginFailure(realm, user.getId());
        return Optional.ofNullable(failures)
                .map(known -> Instant.ofEpochSecond(known.getFailedLoginNotBefore()))
                .filter(KeycloakClock.now()::isBefore);
    }

    private boolean isLifted(Instant until) {
        return new RequestStoreReader(session)
                .get(key())
                .filter(lifted -> until.getEpochSecond() <= Long.parseLong(lifted.getOrDefault(UNTIL, "0")))
                .isPresent();
    }

    private String key() {
        return LIFTED + AccountKey.of(realm, user).key();
    }
}
