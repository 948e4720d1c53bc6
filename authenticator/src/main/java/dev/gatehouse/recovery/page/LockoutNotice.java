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

/** Notifies the owner of an account that it is temporarily locked, and how to sign in nevertheless. */
final class LockoutNotice {

    private LockoutNotice() {}

    /**
     * Queues the email once the lock is committed. Keycloak counts failures outside the request that failed, so little is known about it
     * here.
     *
     * @param userId the id of the account's owner
     * @param address the IP address of the failure that has locked the account
     */
    static void announceAfterCommit(
            KeycloakSession session, RealmModel realm, String userId, @Nullable String address) {
        RecoveryService recovery = new RecoveryService(session, realm);
        RequestSnapshot requestSnapshot = new RequestSnapshot(
                KeycloakClock.now(),
                UserAgent.UNKNOWN,
                new Network(
                        "",
                        new RequestReader(session).prefix(realm, address == null ? "" : address),
                        Network.UNKNOWN_ASN,
                        Network.UNKNOWN_COUNTRY,
                        Network.Listing.NONE,
                        Optional.empty()),
                address,
                realm.getDefaultLocale() == null ? "en" : realm.getDefaultLocale(),
                session.getContext().getUri().getBaseUri(),
                Optional.empty());
        AfterCommit.run(session, () -> recovery.announceLockout(userId, requestSnapshot));
    }
}
