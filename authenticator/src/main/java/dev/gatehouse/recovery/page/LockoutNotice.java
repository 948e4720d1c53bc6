package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.notification.email.RequestSnapshot;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.signals.RequestReader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Tells the owner of an account that it is locked for a time, and how to sign in all the same. */
final class LockoutNotice {

    private LockoutNotice() {}

    /**
     * Has the mail written once the lock is there. Keycloak counts failures outside of the request that failed: little is known of that here.
     *
     * @param userId whose account it is
     * @param address where the failure came from that has locked it, if Keycloak knows
     */
    static void announceAfterCommit(KeycloakSession session, RealmModel realm, String userId, @Nullable String address) {
        RecoveryService recovery = new RecoveryService(session, realm);
        RequestSnapshot requestSnapshot = new RequestSnapshot(
                KeycloakClock.now(),
                UserAgent.UNKNOWN,
                new Network("", new RequestReader(session).prefix(realm, address == null ? "" : address),
                        Network.UNKNOWN_ASN, Network.UNKNOWN_COUNTRY, Network.Listing.NONE, Optional.empty()),
                address,
                realm.getDefaultLocale() == null ? "en" : realm.getDefaultLocale(),
                session.getContext().getUri().getBaseUri());
        AfterCommit.run(session, () -> recovery.announcePause(userId, requestSnapshot));
    }
}
