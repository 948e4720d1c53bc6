package dev.gatehouse.recovery;

import dev.gatehouse.device.KnownDevices;
import dev.gatehouse.link.Link;
import dev.gatehouse.profile.ProfileStore;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Takes an account back from somebody who has signed in to it: nobody stays signed in, no device is known any more, and what the
 * risk model has learned, the intruder's ways among it, is forgotten. So the next login, with whatever password, has to prove itself.
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
     */
    void secure(Link link) {
        EventBuilder event = new EventBuilder(realm, session, session.getContext().getConnection())
                .client(link.way().clientId().isEmpty() ? null : link.way().clientId())
                .user(user);
        new OtherSessions(session, realm, user).endAll(event);
        new KnownDevices(session).forgetAll(user);
        new ProfileStore(session).forget(user);
        event.clone().event(EventType.CUSTOM_REQUIRED_ACTION).detail("gatehouse_action", "account_secured").success();
    }
}
