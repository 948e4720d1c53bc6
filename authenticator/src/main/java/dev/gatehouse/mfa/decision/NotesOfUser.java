package dev.gatehouse.mfa.decision;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.models.Constants;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The user of the notes of a login in progress. If another user takes over the authentication session, the notes are deleted, see
 * {@link LoginSecurityStamp#begin}.
 */
final class NotesOfUser {

    private static final String USER = "gatehouse.user";

    /** Authentication notes about how the user was authenticated, including Keycloak's own. */
    private static final List<String> NOTES_OF_A_USER = Stream.of(
                    ChallengeNotes.ALL,
                    EvidenceNotes.ALL,
                    PendingLoginNotes.ALL,
                    LoginSecurityStamp.NOTES,
                    RecoveredLogin.NOTES,
                    List.of(
                            AuthenticationProcessor.AUTHN_CREDENTIALS,
                            Constants.LEVEL_OF_AUTHENTICATION,
                            Constants.LOA_MAP))
            .flatMap(List::stream)
            .toList();

    /** Notes prepared for the user session, except the levels. */
    private static final List<String> SESSION_NOTES_OF_A_USER = Stream.of(
                    SessionNotes.ALL, List.of(Constants.LOA_MAP, Constants.AUTHENTICATORS_COMPLETED))
            .flatMap(List::stream)
            .toList();

    private final AuthenticationSessionModel login;

    NotesOfUser(AuthenticationSessionModel login) {
        this.login = login;
    }

    /**
     * Begins notes about this user. Keycloak lets another user take over the authentication session through an identity provider and copies
     * its notes into the session of that user, so the notes about the first user are deleted.
     */
    void begin(UserModel user) {
        if (isAnotherThan(user)) {
            NOTES_OF_A_USER.forEach(login::removeAuthNote);
            Map<String, String> kept = new LinkedHashMap<>(login.getUserSessionNotes());
            SESSION_NOTES_OF_A_USER.forEach(kept::remove);
            kept.keySet().removeIf(SessionNotes::isOfLevel);
            login.clearUserSessionNotes();
            kept.forEach(login::setUserSessionNote);
        }
        login.setAuthNote(USER, user.getId());
    }

    /** Whether the notes are about this user. */
    boolean is(UserModel user) {
        return user.getId().equals(login.getAuthNote(USER));
    }

    /** Whether the notes are about another user, so that they do not count for this one. */
    boolean isAnotherThan(UserModel user) {
        String noted = login.getAuthNote(USER);
        return noted != null && !noted.equals(user.getId());
    }
}
