package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.grant.EmailedLinkLogin;
import dev.gatehouse.keycloak.realm.GatehouseRealm;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.factor.WebAuthnVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.OTPCredentialModel;
import org.keycloak.models.credential.RecoveryAuthnCodesCredentialModel;
import org.keycloak.models.credential.WebAuthnCredentialModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * Whether the user has recently proven a second factor, in this login or in the session that it continues. Required for adding or removing
 * a factor: a known device is enough to sign in, but not to change the ways to sign in.
 */
public final class RecentMfa {

    /** Marks a login in which the user began to change a factor with recent MFA: the user's id and the time in seconds since the epoch. */
    private static final String BEGUN = "gatehouse.enrolment";

    private static final String GRANTED = "gatehouse.enrolment.mailed:";

    private static final Set<String> SECOND_FACTORS_OF_KEYCLOAK = Set.of(
            OTPCredentialModel.TYPE, WebAuthnCredentialModel.TYPE_TWOFACTOR, RecoveryAuthnCodesCredentialModel.TYPE);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Duration within;
    private final MfaSettingsResolver settings;

    public RecentMfa(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.within = GateSettings.of(session, realm).factorsWithin();
        this.settings = new MfaSettingsResolver(session, realm);
    }

    /**
     * Whether this realm requires recent MFA of a user: the gate is enabled and the MFA step enforces. An invalid configuration is never
     * lenient.
     */
    public boolean isRequired(UserModel user) {
        return GatehouseRealm.of(realm).isGateEnabled() && settings.ofGate(user).mode() == MfaMode.ENFORCE;
    }

    /** How long MFA counts as recent, in minutes. */
    public long minutes() {
        return within.toMinutes();
    }

    /** Allows this request to change factors of a user who has proven ownership by an emailed link. */
    public static void grantByEmailedLink(KeycloakSession session, UserModel user) {
        session.setAttribute(GRANTED + user.getId(), true);
    }

    /** Whether the user has recently proven a second factor, or had when this login began to change one. */
    public boolean isGiven(AuthenticationSessionModel login, UserModel user) {
        return isProven(login, user) || hasBegun(login, user);
    }

    /** Whether the user has recently proven a second factor in this session, and the account was not secured since. */
    public boolean isGiven(UserSessionModel existing, UserModel user) {
        boolean isOfUser = existing.getUser().getId().equals(user.getId());
        String note = existing.getNote(SessionNotes.METHOD);
        Optional<MfaEvidence.AmrMethod> method = note == null ? Optional.empty() : MfaEvidence.AmrMethod.ofClaim(note);
        boolean isFactor = method.filter(RecentMfa::isFactor).isPresent() || hasKeycloakChecked(existing);
        return isOfUser
                && isFactor
                && isRecent(existing.getNote(SessionNotes.METHOD_AT), within)
                && !new SessionGate(session, realm).isRevoked(existing);
    }

    /**
     * Notes that a user with recent MFA begins to change a factor. Setting up an app takes time, so the change may be completed within the
     * same period again.
     */
    public void begin(AuthenticationSessionModel login, UserModel user) {
        if (isProven(login, user)) {
            login.setAuthNote(BEGUN, user.getId() + " " + Time.currentTime());
        }
    }

    /** Whether a second factor was recently proven in this login. */
    public boolean isProvenInLogin(AuthenticationSessionModel login, UserModel user) {
        Optional<MfaEvidence.AmrMethod> method = new EvidenceNotes(login).secured(user);
        if (method.filter(RecentMfa::isFactor).isPresent()) {
            return isRecent(login.getUserSessionNotes().get(SessionNotes.METHOD_AT), within);
        }
        return !new NotesOfUser(login).isAnotherThan(user) && hasKeycloakChecked(login, user);
    }

    /** Whether this user may be challenged for an emailed code, so that access to the mailbox is as good as any other evidence. */
    public boolean isMailboxEnough(UserModel user) {
        return AvailableFactors.of(user, settings.ofRealm().emailStandsIn())
                .offered()
                .contains(Factor.EMAIL);
    }

    private boolean isProven(AuthenticationSessionModel login, UserModel user) {
        if (EmailedLinkLogin.endsWithoutSession(login, user) || isProvenInLogin(login, user)) {
            return true;
        }
        if (new NotesOfUser(login).isAnotherThan(user)) {
            return false;
        }
        UserSessionModel existing = new AuthenticationSessionManager(session).getUserSession(login);
        return existing != null && isGiven(existing, user);
    }

    /** Whether this request may change factors of the user because of {@link #grantByEmailedLink}. */
    public boolean isGrantedByEmailedLink(UserModel user) {
        return session.getAttribute(GRANTED + user.getId()) != null;
    }

    private boolean hasBegun(AuthenticationSessionModel login, UserModel user) {
        String prefix = user.getId() + " ";
        String begun = login.getAuthNote(BEGUN);
        return begun != null && begun.startsWith(prefix) && isRecent(begun.substring(prefix.length()), within);
    }

    /** Whether this method proves a second factor, here or at a provider. */
    static boolean isFactor(MfaEvidence.AmrMethod method) {
        return switch (method) {
            case EMAIL, OTP, WEBAUTHN, RECOVERY_CODE, PROVIDER -> true;
            case KNOWN_DEVICE, NOT_ASKED -> false;
        };
    }

    /**
     * Whether Keycloak verified a second factor of this user. Not after a provider: the list of credentials does not say which user they
     * belong to, and a provider can change the user.
     */
    private boolean hasKeycloakChecked(AuthenticationSessionModel login, UserModel user) {
        return switch (FirstFactorResolver.of(session, login, user).kind()) {
            case LOCAL, PASSKEY, RECOVERED ->
                isSecondFactor(AuthenticatorUtil.getAuthnCredentials(login))
                        && new CredentialCheckTimes(session, login).areWithin(within);
            case BROKERED -> false;
        };
    }

    private boolean hasKeycloakChecked(UserSessionModel existing) {
        String credentials = existing.getNote(SessionNotes.CREDENTIALS);
        return credentials != null
                && existing.getNote(Details.IDENTITY_PROVIDER) == null
                && isSecondFactor(List.of(credentials.split(" ")));
    }

    private boolean isSecondFactor(Collection<String> credentials) {
        return credentials.stream().anyMatch(SECOND_FACTORS_OF_KEYCLOAK::contains)
                || (credentials.contains(WebAuthnCredentialModel.TYPE_PASSWORDLESS)
                        && WebAuthnVerifier.passkeysVerifyUsers(realm));
    }

    /**
     * Whether a time is within the limit.
     *
     * @param seconds the time in seconds since the epoch; {@code null} or an invalid number means never
     */
    static boolean isRecent(@Nullable String seconds, Duration limit) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds)).plus(limit).isAfter(KeycloakClock.now());
        } catch (NumberFormatException missingOrDamaged) {
            return false;
        }
    }
}
