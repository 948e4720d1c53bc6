package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.List;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The security stamp of a login in progress: the state of the account at its first factor. */
public final class LoginSecurityStamp {

    private static final String STAMP = "gatehouse.login-stamp";
    private static final String STAMPED_AT = "gatehouse.login-stamp.at";

    /** All of the above. */
    static final List<String> NOTES = List.of(STAMP, STAMPED_AT);

    private final AuthenticationSessionModel login;
    private final NotesOfUser noted;
    private final SecurityStampService stamps;
    private final CredentialCheckTimes checked;

    public LoginSecurityStamp(KeycloakSession session, AuthenticationSessionModel login) {
        this.login = login;
        this.noted = new NotesOfUser(login);
        this.stamps = new SecurityStampService(session, login.getRealm());
        this.checked = new CredentialCheckTimes(session, login);
    }

    /** Takes the stamp when this user is first seen in the login. It stays until the login restarts. */
    public LoginSecurityStamp begin(UserModel user) {
        if (!noted.is(user)) {
            SecuredAt now = stamps.securedAt(user);
            // Must come before begin(), which deletes the notes about a previous user, including the times of
            // credential checks.
            boolean isOlder = checked.areOlderThan(now);
            noted.begin(user);
            note(isOlder ? SecuredAt.VOID : now);
        }
        return this;
    }

    /** The stamp of a login; {@link SecuredAt#NEVER} if the login began before an upgrade. */
    static SecuredAt noted(AuthenticationSessionModel login) {
        return SecuredAt.parse(login.getAuthNote(STAMP));
    }

    private void note(SecuredAt securedAt) {
        login.setAuthNote(STAMP, securedAt.text());
        login.setAuthNote(STAMPED_AT, Integer.toString(Time.currentTime()));
    }

    /** The security stamp of the account at the first factor. */
    public SecuredAt securedAt() {
        return noted(login);
    }

    /**
     * Whether the account has not been secured since. The database was read when the stamp was taken; later changes are known without a
     * read, but only for a limited time, and a login can live on as long as new tabs are opened beside it.
     */
    public boolean isCurrent(UserModel user) {
        return RecentMfa.isRecent(login.getAuthNote(STAMPED_AT), SecurityStampService.KNOWN_FOR)
                ? stamps.isStillCurrent(user, securedAt())
                : stamps.isCurrent(user, securedAt());
    }

    /** Keeps the login valid that has just secured the account itself. */
    void keepValid(SecuredAt moved) {
        note(moved);
        if (login.getUserSessionNotes().containsKey(SessionNotes.STAMP)) {
            login.setUserSessionNote(SessionNotes.STAMP, moved.text());
        }
    }
}
