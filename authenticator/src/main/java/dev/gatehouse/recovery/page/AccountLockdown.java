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
 * Takes an account back from somebody who has signed in to it: nobody stays signed in, no device is known any more, and what the
 * risk model has learned, the intruder's ways among it, is forgotten. So the next login, with whatever password, has to prove itself. What
 * the intruder has begun, a login at its last page say, is worth nothing. What the account can be entered with is removed as its owner
 * chooses, and a mailed code is enough for one login, whatever is left.
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
     * Does it. May be done again.
     *
     * @param link what was mailed to the account
     * @param removed what the owner wants removed of what the account can be entered with, see {@link EnrolledCredentialsView#remove}
     */
    void secure(ResetLink link, EnrolledCredentialsView.Choice removed) {
        EventBuilder event = new EventBuilder(realm, session, session.getContext().getConnection())
                .client(link.returnTarget().clientId().isEmpty() ? null : link.returnTarget().clientId())
                .user(user);
        // Before the profile is forgotten, whose row keeps it.
        new SecurityStampRotation(session, realm, user).all();
        new UserSessions(session, realm, user).endAll(event);
        new KnownDevices(session).forgetAll(user);
        // As late as can be: what an intruder was storing when the stamp moved is there by now.
        new EnrolledCredentialsView(session, realm, user).remove(removed, event.clone().detail(GatehouseEvents.PURPOSE, "secure"));
        new ProfileStore(session).forget(user);
        new EmailFactorOverride(session, AccountKey.of(realm, user)).offer();
        event.clone().event(EventType.CUSTOM_REQUIRED_ACTION).detail(GatehouseEvents.ACTION, "account_secured").success();
    }
}
