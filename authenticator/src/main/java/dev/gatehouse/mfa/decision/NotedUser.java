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
 * The user whom the notes of a login in progress are about. Another may take over the same authentication session, and then they are
 * forgotten, see {@link LoginSecurityStamp#begin}.
 */
final class NotedUser {

    private static final String USER = "gatehouse.user";

    /** What a login leaves in the authentication session about how its user was authenticated, Keycloak's own notes among it. */
    private static final List<String> NOTES_OF_A_USER = Stream.of(
            ChallengeNotes.ALL, EvidenceNotes.ALL, PendingLoginNotes.ALL, LoginSecurityStamp.NOTES,
            List.of(AuthenticationProcessor.AUTHN_CREDENTIALS, Constants.LEVEL_OF_AUTHENTICATION, Constants.LOA_MAP))
            .flatMap(List::stream).toList();

    /** What it prepares for the notes of the session, but for the levels. */
    private static final List<String> SESSION_NOTES_OF_A_USER = Stream.of(
            SessionNotes.ALL, List.of(Constants.LOA_MAP, Constants.AUTHENTICATORS_COMPLETED)).flatMap(List::stream).toList();

    private final AuthenticationSessionModel login;

    NotedUser(AuthenticationSessionModel login) {
        this.login = login;
    }

    /**
     * Begins to take notes about this user. Keycloak lets another user take over the authentication session through an identity
     * provider, and copies its notes into the session of that user; so what was noted of the first is forgotten.
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

    /** Whether notes are taken about this user already. */
    boolean is(UserModel user) {
        return user.getId().equals(login.getAuthNote(USER));
    }

    /** Whether the notes are about another user, so that nothing of them counts for this one. */
    boolean isAnotherThan(UserModel user) {
        String noted = login.getAuthNote(USER);
        return noted != null && !noted.equals(user.getId());
    }
}
