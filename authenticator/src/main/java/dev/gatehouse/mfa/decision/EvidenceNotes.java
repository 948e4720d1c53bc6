package dev.gatehouse.mfa.decision;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The MFA evidence of a login in progress, in its notes and in those of the session that it opens. */
public final class EvidenceNotes {

    private static final String SECURED_USER = "gatehouse.proof";

    /** All of the above. */
    static final List<String> ALL = List.of(SECURED_USER);

    private final AuthenticationSessionModel login;

    public EvidenceNotes(AuthenticationSessionModel login) {
        this.login = login;
    }

    /**
     * Records how the login was secured, for this login and for the session that it opens. Evidence is bound to the security stamp of the
     * first factor: both are revoked once the account is secured later.
     *
     * @param level the level of authentication to report in {@code acr}; empty to leave it to the flow
     */
    public void secured(KeycloakSession session, MfaEvidence evidence, Optional<Integer> level) {
        login.setAuthNote(SECURED_USER, evidence.userId());
        login.setUserSessionNote(SessionNotes.METHOD, evidence.method().claim());
        login.setUserSessionNote(
                SessionNotes.METHOD_AT, Long.toString(evidence.at().getEpochSecond()));
        login.setUserSessionNote(
                SessionNotes.STAMP, LoginSecurityStamp.noted(login).text());
        login.setUserSessionNote(SessionNotes.UNPRIVILEGED, Boolean.toString(evidence.isOfUnprivileged()));
        login.setUserSessionNote(SessionNotes.LENIENT, Boolean.toString(evidence.isLenient()));
        login.setUserSessionNote(SessionNotes.UNREACHED, Boolean.toString(evidence.isUnreached()));
        login.setUserSessionNote(SessionNotes.CREDENTIALS, String.join(" ", credentials(session, evidence)));
        Optional<Integer> proven = isOneProof(evidence)
                ? level.map(reached -> Math.min(reached, AuthenticationLevels.OF_FIRST_FACTOR))
                : level;
        proven.ifPresent(reached -> login.setUserSessionNote(
                SessionNotes.ofLevel(reached), Long.toString(evidence.at().getEpochSecond())));
        AcrStore levels = new AcrStore(session, login);
        proven.filter(reached -> levels.getLevelOfAuthenticationFromCurrentAuthentication() < reached)
                .ifPresent(levels::setLevelAuthenticatedToCurrentRequest);
    }

    /** Whether one mailbox has stood for the password and for the code: that is no more than a first factor. */
    private boolean isOneProof(MfaEvidence evidence) {
        return evidence.method() == MfaEvidence.AmrMethod.EMAIL
                && RecoveredLogin.isFirstFactor(login, evidence.userId());
    }

    /**
     * The credentials checked in this login, and those of the session that it continues. Without a second factor in this login only the
     * password is carried over: other credentials are as old as the session and would be taken for as new as this evidence.
     */
    private Set<String> credentials(KeycloakSession session, MfaEvidence evidence) {
        Set<String> checked = new LinkedHashSet<>();
        new ContinuedSession(session, login)
                .countingFor(evidence.userId()).map(existing -> existing.getNote(SessionNotes.CREDENTIALS)).stream()
                        .flatMap(credentials -> Arrays.stream(credentials.split(" ")))
                        .filter(credential -> evidence.method().isSecondFactor()
                                ? !credential.isEmpty()
                                : credential.equals(PasswordCredentialModel.TYPE)
                                        || credential.equals(RecoveredLogin.CREDENTIAL))
                        .forEach(checked::add);
        List<String> ofLogin = new ArrayList<>(AuthenticatorUtil.getAuthnCredentials(login));
        if (RecoveredLogin.isFirstFactor(login, evidence.userId())) {
            // Keycloak's conditions see the step of the password as done; here counts what was proven.
            Collections.replaceAll(ofLogin, PasswordCredentialModel.TYPE, RecoveredLogin.CREDENTIAL);
        }
        checked.addAll(ofLogin);
        return checked;
    }

    /** How the login of this user was secured; empty if it is not yet. */
    public Optional<MfaEvidence.AmrMethod> secured(UserModel user) {
        return secured(user.getId());
    }

    Optional<MfaEvidence.AmrMethod> secured(String userId) {
        return userId.equals(login.getAuthNote(SECURED_USER))
                ? Optional.ofNullable(login.getUserSessionNotes().get(SessionNotes.METHOD))
                        .flatMap(MfaEvidence.AmrMethod::ofClaim)
                : Optional.empty();
    }

    /**
     * How this login was secured by nothing but a lenient mode, see {@link SessionNotes#LENIENT}; empty if it was secured otherwise or not
     * at all.
     */
    Optional<LenientPass> lenientPass(UserModel user) {
        return isSecured(user.getId()) ? lenientPass(login.getUserSessionNotes()::get) : Optional.empty();
    }

    /** The same for a session. */
    static Optional<LenientPass> lenientPass(UserSessionModel existing) {
        return lenientPass(existing::getNote);
    }

    private static Optional<LenientPass> lenientPass(UnaryOperator<@Nullable String> notes) {
        return Boolean.parseBoolean(notes.apply(SessionNotes.LENIENT))
                ? Optional.of(new LenientPass(
                        instant(notes.apply(SessionNotes.METHOD_AT)),
                        Boolean.parseBoolean(notes.apply(SessionNotes.UNREACHED))))
                : Optional.empty();
    }

    /**
     * A login that only the mode let pass.
     *
     * @param at when
     * @param isUnreached whether it did because mode {@code enforce} did not reach the user then
     */
    record LenientPass(Instant at, boolean isUnreached) {}

    private static Instant instant(@Nullable String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException missingOrDamaged) {
            return Instant.EPOCH;
        }
    }

    /** Whether the login of this user was secured, by any method. */
    boolean isSecured(String userId) {
        return userId.equals(login.getAuthNote(SECURED_USER));
    }
}
