package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.factor.Factor;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** Notes of a login in progress about its challenge: that there is one, which factor the user has chosen, and what a key has to sign. */
public final class ChallengeNotes {

    private static final String ASKED = "gatehouse.asked";
    private static final String FACTOR = "gatehouse.factor";
    private static final String KEY_CHALLENGE = "gatehouse.key-challenge";

    /** All of the above. */
    static final List<String> ALL = List.of(ASKED, FACTOR, KEY_CHALLENGE);

    private final AuthenticationSessionModel login;

    public ChallengeNotes(AuthenticationSessionModel login) {
        this.login = login;
    }

    /** Records that this user is challenged. The decision stands for the rest of this login, whatever is seen later. */
    public void ask(UserModel user) {
        login.setAuthNote(ASKED, user.getId());
    }

    /** Whether this user is challenged. */
    public boolean isChallenged(UserModel user) {
        return user.getId().equals(login.getAuthNote(ASKED));
    }

    /** Records that this user would rather be challenged for this factor. */
    public void choose(UserModel user, Factor factor) {
        login.setAuthNote(FACTOR, user.getId() + " " + factor.id());
    }

    /** The factor that this user has chosen; empty if none. */
    public Optional<Factor> chosen(UserModel user) {
        return ofUser(user, FACTOR).flatMap(Factor::ofId);
    }

    /** Keeps what a key has to sign, in place of what it had to before. */
    public void keepKeyChallenge(UserModel user, String challenge) {
        login.setAuthNote(KEY_CHALLENGE, user.getId() + " " + challenge);
    }

    /** What this user's key had to sign. It is forgotten by this, so that an answer is accepted once. */
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
