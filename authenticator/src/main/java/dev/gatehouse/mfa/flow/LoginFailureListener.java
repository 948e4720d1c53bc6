package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.risk.signals.NetworkFailures;
import dev.gatehouse.risk.signals.RequestReader;
import java.time.Instant;
import java.util.Set;
import org.keycloak.events.Errors;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Counts wrong passwords, user names and codes per source network; Keycloak itself counts failures per user. */
final class LoginFailureListener implements EventListenerProvider {

    /** Errors that indicate guessing; excludes lockouts and expired pages. */
    private static final Set<String> WRONG =
            Set.of(Errors.INVALID_USER_CREDENTIALS, Errors.USER_NOT_FOUND, GatehouseEvents.CODE_WRONG);

    /** A locked or disabled account. Not counted, but at the same cost: a request that takes less time would tell that the account is locked. */
    private static final Set<String> LOCKED = Set.of(Errors.USER_TEMPORARILY_DISABLED, Errors.USER_DISABLED);

    private final KeycloakSession session;

    LoginFailureListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() != EventType.LOGIN_ERROR || event.getError() == null) {
            return;
        }
        boolean isCounted = WRONG.contains(event.getError());
        if (!isCounted && !LOCKED.contains(event.getError())) {
            return;
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm != null && GatehouseRealm.of(realm).isGateEnabled()) {
            count(
                    NetworkFailures.key(realm, new RequestReader(session).prefix(realm, event.getIpAddress())),
                    isCounted);
        }
    }

    private void count(String network, boolean isCounted) {
        NetworkFailures failures = NetworkFailures.of(session);
        Instant now = KeycloakClock.now();
        // After the transaction: the store may need a database connection of its own. The guess counts even after a
        // rollback.
        AfterCommit.runInAnyCase(session, () -> {
            if (isCounted) {
                failures.add(network, now);
            } else {
                failures.addUncounted(network, now);
            }
        });
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // admin events never indicate guessing
    }

    @Override
    public void close() {
        // holds nothing
    }
}
