package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.profile.SecuredAt;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import org.keycloak.authentication.AuthenticationProcessor;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.common.util.Time;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/**
 * What a login in progress remembers, in the notes of its authentication session. They are about one user: another may take over
 * the same session, and then they are forgotten, see {@link LoginSecurityStamp#begin}.
 */
public final class LoginNotes {

    /** The user session note that says how the login was secured: the claim of a {@link MfaEvidence.AmrMethod}. */
    public static final String METHOD = "gatehouse.mfa";

    /** The user session note that says when, in seconds since the epoch. */
    public static final String METHOD_AT = "gatehouse.mfa.at";

    /** The user session note that lists the types of credentials that Keycloak itself had checked by then, separated by spaces. */
    public static final String CREDENTIALS = "gatehouse.credentials";

    /** The user session note that says whether nothing was demanded, because the user came through a provider and was not privileged then. */
    public static final String UNPRIVILEGED = "gatehouse.unprivileged";

    /** The user session note that says when the account had been secured as of the login's first factor, see {@link SecuredAt#text}. */
    public static final String STAMP = "gatehouse.stamp";

    /** The user session notes, one for each level of authentication, that say when it was proven last, in seconds since the epoch. */
    private static final String LEVEL = "gatehouse.level.";

    private static final Logger LOG = Logger.getLogger(LoginNotes.class);
    private static final String ASKED = "gatehouse.asked";
    private static final String PROOF = "gatehouse.proof";
    private static final String PENDING = "gatehouse.pending";
    private static final String REMEMBER = "gatehouse.remember";
    private static final String TELL = "gatehouse.tell";
    private static final String FACTOR = "gatehouse.factor";
    private static final String KEY_CHALLENGE = "gatehouse.key-challenge";
    private static final String USER = "gatehouse.user";
    private static final String STAMP_OF_LOGIN = "gatehouse.login-stamp";
    private static final String STAMPED_AT = "gatehouse.login-stamp.at";

    /** What a login leaves in the authentication session about how its user was authenticated, Keycloak's own notes among it. */
    private static final List<String> NOTES_OF_A_USER = List.of(
            ASKED, PROOF, PENDING, REMEMBER, TELL, FACTOR, KEY_CHALLENGE, STAMP_OF_LOGIN, STAMPED_AT,
            AuthenticationProcessor.AUTHN_CREDENTIALS, Constants.LEVEL_OF_AUTHENTICATION, Constants.LOA_MAP);
    private static final Set<String> SESSION_NOTES_OF_A_USER = Set.of(
            METHOD, METHOD_AT, CREDENTIALS, UNPRIVILEGED, STAMP, Constants.LOA_MAP, Constants.AUTHENTICATORS_COMPLETED);

    private final AuthenticationSessionModel authSession;

    public LoginNotes(AuthenticationSessionModel authSession) {
        this.authSession = authSession;
    }

    /**
     * A login that will be learned from once it is complete.
     *
     * @param attempt what was seen
     * @param rememberFor how long to remember the device; empty not to
     * @param isProven whether a second factor was proven
     * @param isToBeNotified whether the person is to be told of it by mail
     * @param statistics what is counted of it; empty if the login began before an upgrade
     */
    public record Pending(LoginAttempt attempt, Optional<Duration> rememberFor, boolean isProven, boolean isToBeNotified, Optional<LoginStatistics> statistics) {}

    /** The same, with what an event tells of it. */
    record Stored(String user, StoredAttempt attempt, LoginStatistics weighed, boolean news, Map<String, String> details) {}

    /**
     * Begins to take notes about this user. Keycloak lets another user take over the authentication session through an identity
     * provider, and copies its notes into the session of that user; so what was noted of the first is forgotten.
     */
    void beginWith(UserModel user) {
        if (areAboutAnother(user)) {
            NOTES_OF_A_USER.forEach(authSession::removeAuthNote);
            Map<String, String> kept = new LinkedHashMap<>(authSession.getUserSessionNotes());
            kept.keySet().removeAll(SESSION_NOTES_OF_A_USER);
            kept.keySet().removeIf(note -> note.startsWith(LEVEL));
            authSession.clearUserSessionNotes();
            kept.forEach(authSession::setUserSessionNote);
        }
        authSession.setAuthNote(USER, user.getId());
    }

    /** Whether notes are taken about this user already. */
    boolean isBegunWith(UserModel user) {
        return user.getId().equals(authSession.getAuthNote(USER));
    }

    /** Records when the account had been secured as of the first factor. */
    void stamp(SecuredAt securedAt) {
        authSession.setAuthNote(STAMP_OF_LOGIN, securedAt.text());
        authSession.setAuthNote(STAMPED_AT, Integer.toString(Time.currentTime()));
    }

    /** Whether {@link #stamp} was recorded less than so long ago. */
    boolean isStampedWithin(Duration limit) {
        return RecentMfa.isRecent(authSession.getAuthNote(STAMPED_AT), limit);
    }

    /** What was recorded by {@link #stamp}; {@link SecuredAt#NEVER} in a login that was begun before an upgrade. */
    SecuredAt stamp() {
        return SecuredAt.parse(authSession.getAuthNote(STAMP_OF_LOGIN));
    }

    /** Whether the notes are about somebody else, so that nothing of them counts for this user. */
    boolean areAboutAnother(UserModel user) {
        String before = authSession.getAuthNote(USER);
        return before != null && !before.equals(user.getId());
    }

    /** Records that this user is asked. The decision stands for the rest of this login, whatever is seen later. */
    public void ask(UserModel user) {
        authSession.setAuthNote(ASKED, user.getId());
    }

    /** Whether this user is being asked. */
    public boolean isChallenged(UserModel user) {
        return user.getId().equals(authSession.getAuthNote(ASKED));
    }

    /** Records that this user would rather be asked for this factor. */
    public void choose(UserModel user, Factor factor) {
        authSession.setAuthNote(FACTOR, user.getId() + " " + factor.id());
    }

    /** The factor that this user has chosen; empty if none. */
    public Optional<Factor> chosen(UserModel user) {
        return ofUser(user, FACTOR).flatMap(Factor::ofId);
    }

    /** Keeps what a key is asked to sign, in place of what it was asked before. */
    public void keepKeyChallenge(UserModel user, String challenge) {
        authSession.setAuthNote(KEY_CHALLENGE, user.getId() + " " + challenge);
    }

    /** What this user's key was asked to sign. It is forgotten by this, so that an answer is accepted once. */
    public Optional<String> takeKeyChallenge(UserModel user) {
        Optional<String> challenge = ofUser(user, KEY_CHALLENGE);
        authSession.removeAuthNote(KEY_CHALLENGE);
        return challenge;
    }

    private Optional<String> ofUser(UserModel user, String note) {
        String prefix = user.getId() + " ";
        return Optional.ofNullable(authSession.getAuthNote(note))
                .filter(value -> value.startsWith(prefix))
                .map(value -> value.substring(prefix.length()));
    }

    /**
     * Records how the login was secured, for this login and for the session that it opens. The proof is worth as much as the first factor:
     * both are void once the account is secured after that.
     *
     * @param level the level of authentication to tell in {@code acr}; empty to leave it to the flow
     */
    public void secured(KeycloakSession session, MfaEvidence evidence, Optional<Integer> level) {
        authSession.setAuthNote(PROOF, evidence.userId());
        authSession.setUserSessionNote(METHOD, evidence.method().claim());
        authSession.setUserSessionNote(METHOD_AT, Long.toString(evidence.at().getEpochSecond()));
        authSession.setUserSessionNote(STAMP, stamp().text());
        authSession.setUserSessionNote(UNPRIVILEGED, Boolean.toString(evidence.isOfUnprivileged()));
        authSession.setUserSessionNote(CREDENTIALS, String.join(" ", credentials(session, evidence)));
        level.ifPresent(reached -> authSession.setUserSessionNote(LEVEL + reached, Long.toString(evidence.at().getEpochSecond())));
        AcrStore levels = new AcrStore(session, authSession);
        level.filter(reached -> levels.getLevelOfAuthenticationFromCurrentAuthentication() < reached)
                .ifPresent(levels::setLevelAuthenticatedToCurrentRequest);
    }

    /**
     * What was checked in this login, besides what was checked in the session that it continues. A proof that is none of a second factor makes only the
     * password go on: the others are as old as the session, and would be taken for as new as this proof.
     */
    private Set<String> credentials(KeycloakSession session, MfaEvidence evidence) {
        Set<String> checked = new LinkedHashSet<>();
        new ContinuedSession(session, authSession).countingFor(evidence.userId()).map(existing -> existing.getNote(CREDENTIALS)).stream()
                .flatMap(credentials -> Arrays.stream(credentials.split(" ")))
                .filter(credential -> evidence.method().isSecondFactor() ? !credential.isEmpty() : credential.equals(PasswordCredentialModel.TYPE))
                .forEach(checked::add);
        checked.addAll(AuthenticatorUtil.getAuthnCredentials(authSession));
        return checked;
    }

    /** The levels of authentication that were proven by second factors, and when, out of the notes of a user session. */
    static Map<Integer, String> levels(Map<String, String> sessionNotes) {
        Map<Integer, String> levels = new LinkedHashMap<>();
        sessionNotes.forEach((note, at) -> {
            if (note.startsWith(LEVEL)) {
                AuthenticationLevels.number(note.substring(LEVEL.length())).ifPresent(level -> levels.put(level, at));
            }
        });
        return levels;
    }

    /**
     * Keeps what will be learned from this login once it is complete. Replaces what was kept before.
     *
     * @param details what events tell of the judgement
     */
    public void keep(UserModel user, RiskDecision riskDecision, Map<String, String> details) {
        Stored stored = new Stored(user.getId(), StoredAttempt.of(riskDecision.attempt()), riskDecision.weighed(), riskDecision.isNews(), details);
        try {
            authSession.setAuthNote(PENDING, JsonSerialization.writeValueAsString(stored));
        } catch (IOException e) {
            throw new IllegalStateException("plain values can always be written as JSON", e);
        }
        authSession.removeAuthNote(REMEMBER);
        authSession.removeAuthNote(TELL);
    }

    /** Asks for the person to be told of this login once it is complete, if it is news. */
    public void notifyIfUnusual() {
        authSession.setAuthNote(TELL, Boolean.TRUE.toString());
    }

    /** Asks for the device to be remembered once the login is complete. */
    public void rememberDevice(Duration lifetime) {
        authSession.setAuthNote(REMEMBER, Long.toString(lifetime.toSeconds()));
    }

    /** What was kept for this user, if the login of this user was secured. */
    public Optional<Pending> pending(String userId) {
        return stored(userId)
                .filter(stored -> userId.equals(authSession.getAuthNote(PROOF)))
                .map(stored -> new Pending(
                        stored.attempt().attempt(),
                        Optional.ofNullable(authSession.getAuthNote(REMEMBER)).map(Long::parseLong).map(Duration::ofSeconds),
                        method(authSession.getUserSessionNotes().get(METHOD)).filter(MfaEvidence.AmrMethod::isSecondFactor).isPresent(),
                        stored.news() && Boolean.parseBoolean(authSession.getAuthNote(TELL)),
                        Optional.ofNullable(stored.weighed())));
    }

    /** What an event tells of the judgement of this user's login. */
    public Map<String, String> details(String userId) {
        return stored(userId).map(Stored::details).orElse(Map.of());
    }

    /** How this user's login was secured; empty if it was not yet. */
    public Optional<MfaEvidence.AmrMethod> secured(UserModel user) {
        return user.getId().equals(authSession.getAuthNote(PROOF))
                ? method(authSession.getUserSessionNotes().get(METHOD))
                : Optional.empty();
    }

    private static Optional<MfaEvidence.AmrMethod> method(String claim) {
        return claim == null ? Optional.empty() : MfaEvidence.AmrMethod.ofClaim(claim);
    }

    /** Forgets what was kept, so that nothing is learned, or nothing twice. */
    public void done() {
        authSession.removeAuthNote(PENDING);
        authSession.removeAuthNote(REMEMBER);
        authSession.removeAuthNote(TELL);
    }

    private Optional<Stored> stored(String userId) {
        String json = authSession.getAuthNote(PENDING);
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JsonSerialization.readValue(json, Stored.class))
                    .filter(stored -> userId.equals(stored.user()) && stored.attempt() != null);
        } catch (IOException damaged) {
            LOG.warnf("GATEHOUSE-401 A note of a login cannot be read, so nothing is learned from this login: %s", damaged.getMessage());
            return Optional.empty();
        }
    }
}
