package dev.gatehouse.recovery;

import dev.gatehouse.device.KnownDevices;
import dev.gatehouse.link.Link;
import dev.gatehouse.mfa.EmailOnce;
import dev.gatehouse.mfa.StampMove;
import dev.gatehouse.mfa.UserSessions;
import dev.gatehouse.profile.ProfileStore;
import dev.gatehouse.store.Account;
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
final class Securing {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    Securing(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Does it. May be done again.
     *
     * @param link what was mailed to the account
     * @param removed what the owner wants removed of what the account can be entered with, see {@link Enrolled#remove}
     */
    void secure(Link link, Enrolled.Choice removed) {
        EventBuilder event = new EventBuilder(realm, session, session.getContext().getConnection())
                .client(link.way().clientId().isEmpty() ? null : link.way().clientId())
                .user(user);
        // Before the profile is forgotten, whose row keeps it.
        new StampMove(session, realm, user).all();
        new UserSessions(session, realm, user).endAll(event);
        new KnownDevices(session).forgetAll(user);
        // As late as can be: what an intruder was storing when the stamp moved is there by now.
        new Enrolled(session, realm, user).remove(removed, event.clone().detail("gatehouse_purpose", "secure"));
        new ProfileStore(session).forget(user);
        new EmailOnce(session, Account.of(realm, user)).offer();
        event.clone().event(EventType.CUSTOM_REQUIRED_ACTION).detail("gatehouse_action", "account_secured").success();
    }
}
