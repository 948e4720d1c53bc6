package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.List;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The security stamp of a login in progress: when the account had been secured as of its first factor. */
public final class LoginSecurityStamp {

    private static final String STAMP = "gatehouse.login-stamp";
    private static final String STAMPED_AT = "gatehouse.login-stamp.at";

    /** All of the above. */
    static final List<String> NOTES = List.of(STAMP, STAMPED_AT);

    private final AuthenticationSessionModel login;
    private final NotedUser noted;
    private final SecurityStampService stamps;
    private final CredentialCheckTimes checked;

    public LoginSecurityStamp(KeycloakSession session, AuthenticationSessionModel login) {
        this.login = login;
        this.noted = new NotedUser(login);
        this.stamps = new SecurityStampService(session, login.getRealm());
        this.checked = new CredentialCheckTimes(session, login);
    }

    /** Takes the stamp when this user is first seen in the login. It stays the same until the login is begun anew. */
    public LoginSecurityStamp begin(UserModel user) {
        if (!noted.is(user)) {
            SecuredAt now = stamps.securedAt(user);
            // Before it is forgotten when somebody else's credentials were checked in this login.
            boolean isOlder = checked.areOlderThan(now);
            noted.begin(user);
            note(isOlder ? SecuredAt.VOID : now);
        }
        return this;
    }

    /** What a login has noted; {@link SecuredAt#NEVER} in one that was begun before an upgrade. */
    static SecuredAt noted(AuthenticationSessionModel login) {
        return SecuredAt.parse(login.getAuthNote(STAMP));
    }

    private void note(SecuredAt securedAt) {
        login.setAuthNote(STAMP, securedAt.text());
        login.setAuthNote(STAMPED_AT, Integer.toString(Time.currentTime()));
    }

    /** When the account had been secured as of the first factor. */
    public SecuredAt securedAt() {
        return noted(login);
    }

    /**
     * Whether the account was not secured since. The database was read when the stamp was taken, and what has happened since is known without it, but
     * not for ever: a login lives for as long as somebody opens new tabs beside it.
     */
    public boolean isCurrent(UserModel user) {
        return RecentMfa.isRecent(login.getAuthNote(STAMPED_AT), SecurityStampService.KNOWN_FOR)
                ? stamps.isStillCurrent(user, securedAt())
                : stamps.isCurrent(user, securedAt());
    }

    /** Lets the login go on that has just secured the account itself. */
    void spare(SecuredAt moved) {
        note(moved);
        if (login.getUserSessionNotes().containsKey(SessionNotes.STAMP)) {
            login.setUserSessionNote(SessionNotes.STAMP, moved.text());
        }
    }
}
