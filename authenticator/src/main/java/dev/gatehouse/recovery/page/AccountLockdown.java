package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.mfa.decision.EmailFactorOverride;
import dev.gatehouse.mfa.decision.SecurityStampRotation;
import dev.gatehouse.mfa.decision.UserSessions;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.risk.profile.ProfileStore;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Secures an account that another person has signed in to: ends all sessions, forgets all known devices, and deletes the risk profile,
 * which includes the intruder's habits. So the next login, with any password, is challenged. A login that the intruder has begun is
 * revoked, even on its last page. The owner chooses which credentials are removed; an emailed code is then enough for one login, whatever
 * credentials are left.
 */
final class AccountLockdown {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    AccountLockdown(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Secures the account. May be repeated.
     *
     * @param link the link that was emailed to the account
     * @param removed the credentials that the owner wants removed, see {@link EnrolledCredentialsView#remove}
     */
    void secure(ResetLink link, EnrolledCredentialsView.Choice removed) {
        EventBuilder event = new EventBuilder(
                        realm, session, session.getContext().getConnection())
                .client(
                        link.returnTarget().clientId().isEmpty()
                                ? null
                                : link.returnTarget().clientId())
                .user(user);
        // Before the profile is deleted: its row stores the stamp.
        new SecurityStampRotation(session, realm, user).all();
        new UserSessions(session, realm, user).endAll(event);
        new KnownDevices(session).forgetAll(user);
        // As late as possible, so that credentials that an intruder was storing while the stamp changed are found too.
        new EnrolledCredentialsView(session, realm, user)
                .remove(removed, event.clone().detail(GatehouseEvents.PURPOSE, "secure"));
        new ProfileStore(session).forget(user);
        new EmailFactorOverride(session, AccountKey.of(realm, user)).offer();
        event.clone()
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .detail(GatehouseEvents.ACTION, "account_secured")
                .success();
    }
}
