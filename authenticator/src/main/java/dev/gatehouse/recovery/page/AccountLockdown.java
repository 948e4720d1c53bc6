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
 * revoked, even on its last page, and so are codes, links and one-time passes. An emailed code is then enough for one login, whatever
 * credentials are left.
 */
public final class AccountLockdown {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    public AccountLockdown(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * Secures the account for its owner, who chooses which credentials are removed. May be repeated.
     *
     * @param link the link that was emailed to the account
     * @param removed the credentials that the owner wants removed, see {@link EnrolledCredentialsView#remove}
     */
    void secure(ResetLink link, EnrolledCredentialsView.Choice removed) {
        EventBuilder event = event().client(
                        link.returnTarget().clientId().isEmpty()
                                ? null
                                : link.returnTarget().clientId());
        revoke(event);
        // As late as possible, so that credentials that an intruder was storing while the stamp changed are found too.
        new EnrolledCredentialsView(session, realm, user)
                .remove(removed, event.clone().detail(GatehouseEvents.PURPOSE, "secure"));
        forget();
        raise(event, "account_secured");
    }

    /**
     * Secures the account on behalf of an owner who cannot do it now: the password is void too, until the owner chooses a new one by the
     * link in an email. Factors and linked providers stay for the owner to review on that way. May be repeated.
     *
     * @return what has become of the password
     */
    public PasswordRevocation.Outcome lockDown() {
        EventBuilder event = event();
        revoke(event);
        PasswordRevocation.Outcome password = new PasswordRevocation(session, realm, user).revoke();
        forget();
        raise(event, "account_locked_down");
        return password;
    }

    private EventBuilder event() {
        return new EventBuilder(realm, session, session.getContext().getConnection()).user(user);
    }

    private void revoke(EventBuilder event) {
        // Before the profile is deleted: its row stores the stamp.
        new SecurityStampRotation(session, realm, user).all();
        new UserSessions(session, realm, user).endAll(event);
        new KnownDevices(session).forgetAll(user);
    }

    private void forget() {
        new ProfileStore(session).forget(user);
        new EmailFactorOverride(session, AccountKey.of(realm, user)).offer();
    }

    private static void raise(EventBuilder event, String what) {
        event.clone()
                .event(EventType.CUSTOM_REQUIRED_ACTION)
                .detail(GatehouseEvents.ACTION, what)
                .success();
    }
}
