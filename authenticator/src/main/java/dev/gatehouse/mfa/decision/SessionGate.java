package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.grant.EmailedLinkLogin;
import dev.gatehouse.keycloak.grant.SignInCheck;
import dev.gatehouse.keycloak.grant.TokenGrant;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Optional;
import org.keycloak.events.Details;
import org.keycloak.models.ImpersonationSessionNote;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Decides whether a finished login may become a session, and whether a session may be used. The flow challenges in the right place;
 * here every login is checked, however it came about, for MFA evidence that belongs to this user.
 */
public final class SessionGate {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final GateSettings settings;
    private final SecurityStampService stamps;

    public SessionGate(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.settings = GateSettings.of(realm);
        this.stamps = new SecurityStampService(session, realm);
    }

    /** Whether this login may go on: it was secured for this user as it must be, or will end without a session. */
    public boolean isPassed(AuthenticationSessionModel authSession, UserModel user) {
        // Whoever opens a mailed link does not go on with the session that the browser may have.
        boolean endsWithPage = EmailedLinkLogin.endsWithoutSession(authSession, user) && new LoginSecurityStamp(session, authSession).isCurrent(user);
        return endsWithPage || isProven(authSession, user);
    }

    /**
     * Whether this login rests on what was proven before the account was secured: then no second factor mends it, and the person must begin
     * anew. A session from before is no matter once somebody signs in over it.
     */
    public boolean isRevoked(AuthenticationSessionModel authSession, UserModel user) {
        return !new LoginSecurityStamp(session, authSession).isCurrent(user)
                || (!SignInCheck.isUsed(authSession) && continuesVoidSession(authSession, user));
    }

    /** Whether this login continues a session that was opened before the account was secured. */
    public boolean continuesVoidSession(AuthenticationSessionModel authSession, UserModel user) {
        return existing(authSession, user).filter(this::isRevoked).isPresent();
    }

    /** Whether a session was opened before its account was secured. */
    public boolean isRevoked(UserSessionModel existing) {
        return !isUnprovenImpersonation(existing) && !stamps.isCurrent(existing.getUser(), stampOf(existing));
    }

    /** Whether an administrator has opened a session and proven nothing in it: there is nothing that could be void. */
    private static boolean isUnprovenImpersonation(UserSessionModel existing) {
        return existing.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null
                && existing.getNote(SessionNotes.METHOD) == null;
    }

    /** Whether this login, or the session that it continues, was secured for this user as it must be. */
    public boolean isProven(AuthenticationSessionModel authSession, UserModel user) {
        if (isRevoked(authSession, user)) {
            return false;
        }
        if (new EvidenceNotes(authSession).secured(user).isPresent()) {
            return true;
        }
        if (new NotedUser(authSession).isAnotherThan(user)) {
            // What they say may have been copied into the session that this login opens.
            return false;
        }
        return existing(authSession, user).filter(existing -> isSecured(existing, user) && stamps.isCurrent(user, stampOf(existing))).isPresent();
    }

    private Optional<UserSessionModel> existing(AuthenticationSessionModel authSession, UserModel user) {
        return Optional.ofNullable(new AuthenticationSessionManager(session).getUserSession(authSession))
                .filter(existing -> existing.getUser().getId().equals(user.getId()));
    }

    private static SecuredAt stampOf(UserSessionModel existing) {
        return SecuredAt.parse(existing.getNote(SessionNotes.STAMP));
    }

    /**
     * Whether tokens may be given out for a session. The first after a login need what the gate would demand now. Later ones need less: nobody
     * can be asked for a factor here, and a session does not end because a proof grows old. It ends when the account is secured. Where the gate
     * would let pass without asking anybody, it is enough that somebody has looked at the login.
     */
    public boolean allowsTokens(TokenGrant.OfSession tokens) {
        UserSessionModel existing = tokens.session();
        if (methodOf(existing).isEmpty()) {
            return false;
        }
        boolean isSecured = switch (tokens.occasion()) {
            case LOGIN -> isSecured(existing, existing.getUser());
            case CONTINUATION -> !hasBecomePrivileged(existing);
        };
        return (isSecured || challengesNoUser(existing)) && hasCurrentStamp(tokens);
    }

    private boolean hasCurrentStamp(TokenGrant.OfSession tokens) {
        UserModel user = tokens.session().getUser();
        SecuredAt stamp = stampOf(tokens.session());
        return switch (tokens.occasion()) {
            case LOGIN -> stamps.isStillCurrent(user, stamp);
            case CONTINUATION -> stamps.isCurrent(user, stamp);
        };
    }

    /** Whether a login that continues the session, or one like that which opened it, is not asked, whoever it is. */
    private boolean challengesNoUser(UserSessionModel existing) {
        MfaSettingsResolver steps = new MfaSettingsResolver(session, realm);
        String provider = existing.getNote(Details.IDENTITY_PROVIDER);
        return isLenient(steps.ofBrowserFlow()) || (provider != null && isLenient(steps.ofPostLoginFlow(provider)));
    }

    private static boolean isLenient(MfaSettings step) {
        return switch (step.modeInForce()) {
            case OFF, OBSERVE -> true;
            case ENFORCE -> false;
        };
    }

    private boolean isSecured(UserSessionModel existing, UserModel user) {
        Optional<MfaEvidence.AmrMethod> method = methodOf(existing);
        if (method.isEmpty() || hasBecomePrivileged(existing)) {
            return false;
        }
        boolean answersToUsOnly = existing.getNote(Details.IDENTITY_PROVIDER) == null || !isPrivileged(user);
        return answersToUsOnly || switch (settings.policy()) {
            case ADAPTIVE -> true;
            case ALWAYS -> method.get() != MfaEvidence.AmrMethod.NOT_ASKED;
            case DEVICE -> method.get() != MfaEvidence.AmrMethod.NOT_ASKED
                    && RecentMfa.isRecent(existing.getNote(SessionNotes.METHOD_AT), settings.within());
        };
    }

    /** Whether nothing was demanded of somebody without privileges who has some by now. */
    private boolean hasBecomePrivileged(UserSessionModel existing) {
        return Boolean.parseBoolean(existing.getNote(SessionNotes.UNPRIVILEGED)) && isPrivileged(existing.getUser());
    }

    private static Optional<MfaEvidence.AmrMethod> methodOf(UserSessionModel existing) {
        return Optional.ofNullable(existing.getNote(SessionNotes.METHOD)).flatMap(MfaEvidence.AmrMethod::ofClaim);
    }

    private boolean isPrivileged(UserModel user) {
        return new PrivilegedUsers(session, realm, settings).include(user);
    }
}
