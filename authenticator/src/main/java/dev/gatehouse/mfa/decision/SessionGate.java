package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.grant.EmailedLinkLogin;
import dev.gatehouse.keycloak.grant.SignInCheck;
import dev.gatehouse.keycloak.grant.TokenGrant;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.enforcement.EnforcementScope;
import dev.gatehouse.mfa.enforcement.EnforcementStart;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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
    private final MfaSettingsResolver steps;
    private final EnforcementStart enforced;

    public SessionGate(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.settings = GateSettings.of(session, realm);
        this.stamps = new SecurityStampService(session, realm);
        this.steps = new MfaSettingsResolver(session, realm);
        this.enforced = new EnforcementStart(session, realm);
    }

    /** Whether this login may continue: it was secured for this user as required, or ends without a session. */
    public boolean isPassed(AuthenticationSessionModel authSession, UserModel user) {
        // A login by an emailed link does not continue a session that the browser may have.
        boolean endsWithPage = EmailedLinkLogin.endsWithoutSession(authSession, user)
                && new LoginSecurityStamp(session, authSession).isCurrent(user);
        return endsWithPage || isProven(authSession, user);
    }

    /**
     * Whether this login is based on authentication from before the account was secured: a second factor cannot make it valid, and the user
     * must start again. An older session in the browser is irrelevant if the user signs in again.
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
        return !isUnprovenImpersonation(existing) && !isCurrent(existing);
    }

    /** Whether an administrator has opened a session by impersonation without any evidence in it, so that there is nothing to revoke. */
    private static boolean isUnprovenImpersonation(UserSessionModel existing) {
        return existing.getNote(ImpersonationSessionNote.IMPERSONATOR_ID.toString()) != null
                && existing.getNote(SessionNotes.METHOD) == null;
    }

    /**
     * Whether this login, or the session that it continues, was secured for this user as required. What only a lenient mode let pass does
     * not count where the login is now enforced: a session that was opened in {@code observe} enters no app before the gate has decided.
     */
    public boolean isProven(AuthenticationSessionModel authSession, UserModel user) {
        if (isRevoked(authSession, user)) {
            return false;
        }
        EvidenceNotes evidence = new EvidenceNotes(authSession);
        if (evidence.secured(user).isPresent()
                && evidence.lenientPass(user)
                        .filter(pass ->
                                isEnforcedFor(user) && !isNeverChallenged(authSession, user) && countsNoMore(pass))
                        .isEmpty()) {
            return true;
        }
        if (new NotesOfUser(authSession).isAnotherThan(user)) {
            // The notes of another user may have been copied into the session that this login opens.
            return false;
        }
        return existing(authSession, user)
                .filter(existing -> isSecured(existing, user) && stamps.isCurrent(user, stampOf(existing)))
                .filter(existing -> EvidenceNotes.lenientPass(existing).isEmpty() || isLenient(authSession, user))
                .isPresent();
    }

    /** Whom the realm enforces MFA for, wherever no step of a flow says otherwise. Where the gate is disabled, for nobody. */
    public EnforcementScope scope() {
        return GatehouseRealm.of(realm).isGateEnabled()
                ? steps.ofRealm().scope(KeycloakClock.now())
                : EnforcementScope.NOBODY;
    }

    private boolean isEnforcedFor(UserModel user) {
        return GatehouseRealm.of(realm).isGateEnabled() && isReached(user);
    }

    /**
     * Whether the realm enforces MFA for any login of a user: everywhere, or only in a client's own flow, for direct grants, or after logins
     * through a provider. Reads all clients and providers, so it is for changes by administrators.
     */
    public boolean isEnforcedForAnyLogin(UserModel user) {
        return GatehouseRealm.of(realm).isGateEnabled() && (isEnforcedFor(user) || steps.isEnforcedAnywhere(user));
    }

    /** Whether no login of a user like this one is challenged or refused: what it lacks is only counted. */
    public boolean isLenient(AuthenticationSessionModel login, UserModel user) {
        return steps.of(login, user).isLenient();
    }

    private Optional<UserSessionModel> existing(AuthenticationSessionModel authSession, UserModel user) {
        return Optional.ofNullable(new AuthenticationSessionManager(session).getUserSession(authSession))
                .filter(existing -> existing.getUser().getId().equals(user.getId()));
    }

    private static SecuredAt stampOf(UserSessionModel existing) {
        return SecuredAt.parse(existing.getNote(SessionNotes.STAMP));
    }

    /** What becomes of a grant of tokens. */
    public enum Verdict {
        /** The tokens are issued. */
        ALLOWED,
        /** The tokens are issued, because the mode refuses nothing; mode {@code enforce} would refuse them. */
        WOULD_REFUSE,
        /** The tokens are refused. */
        REFUSED
    }

    /**
     * Decides about tokens for a session. The first tokens after a login need what the gate would require now. Later ones need less: there
     * is no way to challenge here, and a session does not end because its evidence grows old, nor because it began before the realm
     * enforced MFA. It ends when the account is secured. Where no login is challenged, none is refused.
     */
    public Verdict tokens(TokenGrant.OfSession tokens) {
        if (!hasCurrentStamp(tokens)) {
            return Verdict.REFUSED;
        }
        UserSessionModel existing = tokens.session();
        boolean isSecured =
                switch (tokens.occasion()) {
                    case LOGIN -> isSecured(existing, existing.getUser()) && isDecided(existing);
                    case CONTINUATION -> !hasBecomePrivileged(existing) && mayContinue(existing);
                };
        if (isSecured) {
            return Verdict.ALLOWED;
        }
        return isNeverChallenged(existing) ? Verdict.WOULD_REFUSE : Verdict.REFUSED;
    }

    /**
     * Decides about tokens that sign a user in without a login, where there is no flow to ask.
     *
     * @param user whom they sign in; empty if Keycloak does not say, so that they are refused once everybody must be challenged
     */
    public Verdict tokensWithoutLogin(Optional<UserModel> user) {
        boolean isReached = user.map(this::isReached)
                .orElseGet(() -> steps.ofRealm().scope(KeycloakClock.now()) == EnforcementScope.EVERYBODY);
        return isReached ? Verdict.REFUSED : Verdict.WOULD_REFUSE;
    }

    private boolean isReached(UserModel user) {
        return !steps.ofGate(user).isLenient();
    }

    /** Whether the login was decided about, or passed by a mode that is in force or was when the realm enforced MFA already. */
    private boolean isDecided(UserSessionModel existing) {
        return EvidenceNotes.lenientPass(existing)
                .filter(pass -> !isNeverChallenged(existing) && countsNoMore(pass))
                .isEmpty();
    }

    /** Whether what only the mode let pass is no evidence for a user whom {@code enforce} reaches now. */
    private boolean countsNoMore(EvidenceNotes.LenientPass pass) {
        return pass.isUnreached() || enforced.isAfterPass(pass.at(), scope());
    }

    /** Whether the session was opened by a login that the gate let pass, or before there was anything to pass. */
    private boolean mayContinue(UserSessionModel existing) {
        return methodOf(existing).isPresent() || isNeverChallenged(existing) || enforced.isAfter(existing, scope());
    }

    private boolean hasCurrentStamp(TokenGrant.OfSession tokens) {
        UserSessionModel existing = tokens.session();
        return switch (tokens.occasion()) {
            case LOGIN ->
                existing.getNote(SessionNotes.STAMP) == null
                        ? isCurrent(existing)
                        : stamps.isStillCurrent(existing.getUser(), stampOf(existing));
            case CONTINUATION -> isCurrent(existing);
        };
    }

    /**
     * Whether the account has not been secured since the session was opened. A session that the gate never saw has no stamp, and is compared
     * by its time: the account may have been secured before.
     */
    private boolean isCurrent(UserSessionModel existing) {
        return existing.getNote(SessionNotes.STAMP) == null
                ? !stamps.securedAt(existing.getUser()).isAfter(existing.getStarted())
                : stamps.isCurrent(existing.getUser(), stampOf(existing));
    }

    /** Whether a login of a user that began now, through the same client and provider, would not be challenged, whatever it looks like. */
    private boolean isNeverChallenged(AuthenticationSessionModel login, UserModel user) {
        return isLenient(login, user)
                || isLenientAfter(login.getUserSessionNotes().get(Details.IDENTITY_PROVIDER), user);
    }

    private boolean isLenientAfter(@Nullable String provider, UserModel user) {
        return provider != null
                && steps.ofPostLoginFlow(provider, user)
                        .filter(MfaSettings::isLenient)
                        .isPresent();
    }

    /** Whether a login that continues the session, or one like the login that opened it, is never challenged, whatever it looks like. */
    private boolean isNeverChallenged(UserSessionModel existing) {
        UserModel user = existing.getUser();
        return steps.ofGate(user).isLenient() || isLenientAfter(existing.getNote(Details.IDENTITY_PROVIDER), user);
    }

    private boolean isSecured(UserSessionModel existing, UserModel user) {
        Optional<MfaEvidence.AmrMethod> method = methodOf(existing);
        if (method.isEmpty() || hasBecomePrivileged(existing)) {
            return false;
        }
        boolean isLocalOrUnprivileged = existing.getNote(Details.IDENTITY_PROVIDER) == null || !isPrivileged(user);
        return isLocalOrUnprivileged
                || switch (settings.policy()) {
                    case ADAPTIVE -> true;
                    case ALWAYS -> method.get() != MfaEvidence.AmrMethod.NOT_ASKED;
                    case DEVICE ->
                        method.get() != MfaEvidence.AmrMethod.NOT_ASKED
                                && RecentMfa.isRecent(existing.getNote(SessionNotes.METHOD_AT), settings.within());
                };
    }

    /** The user gained privileges after a login that required no MFA. */
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
