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
 * The time for which brute-force detection has locked an account. Its owner can lift the lock from the account's mailbox; the failures that
 * were counted stay counted, so that the next wrong password locks the account again, for as long as it would have without.
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

    /** Until when the account is locked; empty if it is not, or if that was lifted. */
    public Optional<Instant> until() {
        return counted().filter(until -> !isLifted(until));
    }

    /** Whether the account would be locked now if its owner had not lifted that. */
    public boolean isLifted() {
        return counted().filter(this::isLifted).isPresent();
    }

    /** Lifts the lock that there is now, on all nodes. One that comes later is another. */
    public void lift() {
        ClusterStore store = new SingleUseObjectStore(session.getKeycloakSessionFactory());
        // A second longer: what the store forgets too soon would lock the account once more.
        counted().ifPresent(until -> store.put(
                key(), Duration.between(KeycloakClock.now(), until).plusSeconds(1), Map.of(UNTIL, Long.toString(until.getEpochSecond()))));
    }

    /** Keycloak keeps it, and never takes it back but with all that it has counted: whether it was lifted is kept beside it. */
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
        return new RequestStoreReader(session).get(key())
                .filter(lifted -> until.getEpochSecond() <= Long.parseLong(lifted.getOrDefault(UNTIL, "0")))
                .isPresent();
    }

    private String key() {
        return LIFTED + AccountKey.of(realm, user).key();
    }
}
