package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.profile.SecuredAt;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The security stamp of a login in progress: when the account had been secured as of its first factor. */
public final class LoginSecurityStamp {

    private final AuthenticationSessionModel login;
    private final LoginNotes notes;
    private final SecurityStampService stamps;
    private final CredentialCheckTimes checked;

    public LoginSecurityStamp(KeycloakSession session, AuthenticationSessionModel login) {
        this.login = login;
        this.notes = new LoginNotes(login);
        this.stamps = new SecurityStampService(session, login.getRealm());
        this.checked = new CredentialCheckTimes(session, login);
    }

    /** Takes the stamp when this user is first seen in the login. It stays the same until the login is begun anew. */
    public LoginSecurityStamp begin(UserModel user) {
        if (!notes.isBegunWith(user)) {
            SecuredAt now = stamps.securedAt(user);
            // Before it is forgotten when somebody else's credentials were checked in this login.
            boolean isOlder = checked.areOlderThan(now);
            notes.beginWith(user);
            notes.stamp(isOlder ? SecuredAt.VOID : now);
        }
        return this;
    }

    /** When the account had been secured as of the first factor. */
    public SecuredAt securedAt() {
        return notes.stamp();
    }

    /**
     * Whether the account was not secured since. The database was read when the stamp was taken, and what has happened since is known without it, but
     * not for ever: a login lives for as long as somebody opens new tabs beside it.
     */
    public boolean isCurrent(UserModel user) {
        return notes.isStampedWithin(SecurityStampService.KNOWN_FOR) ? stamps.isStillCurrent(user, securedAt()) : stamps.isCurrent(user, securedAt());
    }

    /** Lets the login go on that has just secured the account itself. */
    void spare(SecuredAt moved) {
        notes.stamp(moved);
        if (login.getUserSessionNotes().containsKey(LoginNotes.STAMP)) {
            login.setUserSessionNote(LoginNotes.STAMP, moved.text());
        }
    }
}
