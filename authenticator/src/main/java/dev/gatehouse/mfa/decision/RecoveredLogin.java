package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.grant.LoginRestart;
import dev.gatehouse.mfa.device.VerifiedMailboxCookie;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * A login in progress that was waiting while its user set a new password by an emailed code or link, in the same browser. It runs again from
 * the top of its flow, and the mailbox takes the place of the password, once. The note that allows it is bound to the user, the security
 * stamp, this tab and a few minutes; it is lost when the login restarts, and counts only in the browser that has {@link
 * VerifiedMailboxCookie proven the mailbox}.
 */
public final class RecoveredLogin {

    /** The mailbox in the list of credentials that were checked, in place of the password. */
    public static final String CREDENTIAL = "gatehouse-mailbox";

    private static final String ALLOWED = "gatehouse.recovered";
    private static final String FIRST_FACTOR = "gatehouse.recovered.first";
    private static final String SECOND_FACTOR = "gatehouse.recovered.second";

    /** All of the above. */
    static final List<String> NOTES = List.of(ALLOWED, FIRST_FACTOR, SECOND_FACTOR);

    private static final Duration LIFE = Duration.ofMinutes(10);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationSessionModel login;

    public RecoveredLogin(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.realm = login.getRealm();
        this.login = login;
    }

    /**
     * Begins the login anew for a user who has just set a new password. The caller must have checked that it is the login of this browser,
     * and have remembered the mailbox.
     */
    public void begin(UserModel user) {
        LoginRestart.reset(login);
        // For steps other than Gatehouse's.
        login.setClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM, nameOf(realm, user));
        login.setAuthNote(ALLOWED, noteFor(user, KeycloakClock.now()));
    }

    /** What a user types to sign in: the address if the realm accepts it, else the user name. */
    public static String nameOf(RealmModel realm, UserModel user) {
        boolean isAddress =
                realm.isLoginWithEmailAllowed() && !realm.isDuplicateEmailsAllowed() && user.getEmail() != null;
        return isAddress ? user.getEmail() : user.getUsername();
    }

    /** The user for whom the mailbox takes the place of the password; empty if it does for nobody. */
    public Optional<UserModel> user() {
        String note = login.getAuthNote(ALLOWED);
        if (note == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(
                        session.users().getUserById(realm, note.substring(0, Math.max(note.indexOf(' '), 0))))
                .filter(user -> givenAt(note)
                        .filter(at -> at.plus(LIFE).isAfter(KeycloakClock.now()))
                        .filter(at -> noteFor(user, at).equals(note))
                        .isPresent())
                .filter(user -> mailbox(user).isShown());
    }

    /**
     * Whether the mailbox takes the place of the password at a step of the flow. Where more than a first factor is demanded, by a request or
     * by a level condition around the step, one proof would count as both factors: there the new password is typed, and the mailbox stands
     * for the emailed code only.
     */
    public boolean replacesPassword(UserModel user, AuthenticationExecutionModel step) {
        LevelOfAuthenticationConditions conditions = new LevelOfAuthenticationConditions(realm);
        // Keycloak may demand a level for an action, which it computes only once the user is known.
        boolean isActionWithLevel = login.getClientNote(Constants.KC_ACTION) != null && conditions.areInFlowOf(step);
        return !isActionWithLevel
                && conditions.around(step).noneMatch(level -> level > AuthenticationLevels.OF_FIRST_FACTOR)
                && !StepUp.of(session, login, user).isRequested();
    }

    /**
     * Lets the mailbox take the place of the password of {@link #user()}, once.
     *
     * @return whether it does
     */
    public boolean take(UserModel user) {
        login.removeAuthNote(ALLOWED);
        forgetHint();
        if (!mailbox(user).claim(login.getParentSession().getId() + " " + login.getTabId())) {
            return false;
        }
        new LoginSecurityStamp(session, login).begin(user);
        login.setAuthNote(FIRST_FACTOR, user.getId());
        return true;
    }

    /** Whether the mailbox took the place of this user's password in this login. */
    static boolean isFirstFactor(AuthenticationSessionModel login, String userId) {
        return userId.equals(login.getAuthNote(FIRST_FACTOR));
    }

    /**
     * The proof of the mailbox that may stand for an emailed code in this login: the mailbox has taken the place of the password, or the new
     * password was typed in the browser where it was set. A login uses it once, so that a level that it does not reach is proven otherwise.
     */
    Optional<VerifiedMailboxCookie.Proof> secondFactor(UserModel user) {
        boolean isPassword =
                switch (FirstFactorResolver.of(session, login, user).kind()) {
                    case RECOVERED -> true;
                    case LOCAL -> AuthenticatorUtil.getAuthnCredentials(login).contains(PasswordCredentialModel.TYPE);
                    case PASSKEY, BROKERED -> false;
                };
        return isPassword && login.getAuthNote(SECOND_FACTOR) == null
                ? mailbox(user).proof()
                : Optional.empty();
    }

    void useSecondFactor() {
        login.setAuthNote(SECOND_FACTOR, "true");
        if (login.getAuthNote(ALLOWED) != null) {
            forgetHint();
        }
    }

    /** Keycloak would keep the address with the session of the app. */
    private void forgetHint() {
        login.removeClientNote(OIDCLoginProtocol.LOGIN_HINT_PARAM);
    }

    private VerifiedMailboxCookie mailbox(UserModel user) {
        return new VerifiedMailboxCookie(session, realm, user, VerifiedMailboxCookie.Use.EMAILED_CODE);
    }

    private String noteFor(UserModel user, Instant at) {
        return String.join(
                " ",
                user.getId(),
                new SecurityStampService(session, realm).of(user).text(),
                login.getParentSession().getId(),
                login.getTabId(),
                Long.toString(at.toEpochMilli()));
    }

    private static Optional<Instant> givenAt(String note) {
        try {
            return Optional.of(Instant.ofEpochMilli(Long.parseLong(note.substring(note.lastIndexOf(' ') + 1))));
        } catch (NumberFormatException damaged) {
            return Optional.empty();
        }
    }
}
