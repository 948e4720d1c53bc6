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

/** Counts wrong passwords, names and codes by the network that they came from. Those of a user are counted by Keycloak. */
final class LoginFailureListener implements EventListenerProvider {

    /** What somebody does who guesses. Not what people do who are locked out, or whose page has expired. */
    private static final Set<String> WRONG = Set.of(Errors.INVALID_USER_CREDENTIALS, Errors.USER_NOT_FOUND, GatehouseEvents.CODE_WRONG);

    private final KeycloakSession session;

    LoginFailureListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() != EventType.LOGIN_ERROR || event.getError() == null || !WRONG.contains(event.getError())) {
            return;
        }
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        if (realm != null && GatehouseRealm.of(realm).isGateEnabled()) {
            count(NetworkFailures.key(realm, new RequestReader(session).prefix(realm, event.getIpAddress())));
        }
    }

    private void count(String network) {
        NetworkFailures failures = NetworkFailures.of(session);
        Instant now = KeycloakClock.now();
        // Afterwards: the store may need a connection to the database of its own. If it is rolled back, the guess was made all the same.
        AfterCommit.runInAnyCase(session, () -> failures.add(network, now));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // nobody guesses by this
    }

    @Override
    public void close() {
        // holds nothing
    }
}
