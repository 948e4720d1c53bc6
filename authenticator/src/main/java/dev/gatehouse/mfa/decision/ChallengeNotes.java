package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.factor.Factor;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Notes of a login in progress about its challenge: whether there is one, the factor that the user has chosen, and the WebAuthn challenge
 * to sign.
 */
public final class ChallengeNotes {

    private static final String CHALLENGED = "gatehouse.asked";
    private static final String FACTOR = "gatehouse.factor";
    private static final String KEY_CHALLENGE = "gatehouse.key-challenge";

    /** All of the above. */
    static final List<String> ALL = List.of(CHALLENGED, FACTOR, KEY_CHALLENGE);

    private final AuthenticationSessionModel login;

    public ChallengeNotes(AuthenticationSessionModel login) {
        this.login = login;
    }

    /** Records that this user is challenged. The decision stands for the rest of this login, whatever is observed later. */
    public void markChallenged(UserModel user) {
        login.setAuthNote(CHALLENGED, user.getId());
    }

    /** Whether this user is challenged. */
    public boolean isChallenged(UserModel user) {
        return user.getId().equals(login.getAuthNote(CHALLENGED));
    }

    /** Records the factor that this user has chosen. */
    public void choose(UserModel user, Factor factor) {
        login.setAuthNote(FACTOR, user.getId() + " " + factor.id());
    }

    /** The factor that this user has chosen; empty if none. */
    public Optional<Factor> chosen(UserModel user) {
        return ofUser(user, FACTOR).flatMap(Factor::ofId);
    }

    /** Stores the WebAuthn challenge to sign; replaces the previous one. */
    public void keepKeyChallenge(UserModel user, String challenge) {
        login.setAuthNote(KEY_CHALLENGE, user.getId() + " " + challenge);
    }

    /** Returns and removes this user's WebAuthn challenge, so that an answer is accepted once. */
    public Optional<String> takeKeyChallenge(UserModel user) {
        Optional<String> challenge = ofUser(user, KEY_CHALLENGE);
        login.removeAuthNote(KEY_CHALLENGE);
        return challenge;
    }

    private Optional<String> ofUser(UserModel user, String note) {
        String prefix = user.getId() + " ";
        return Optional.ofNullable(login.getAuthNote(note))
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()));
    }
}
