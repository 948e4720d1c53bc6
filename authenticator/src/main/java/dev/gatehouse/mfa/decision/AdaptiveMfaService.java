package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.device.DeviceLife;
import dev.gatehouse.mfa.device.VerifiedMailboxCookie;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.factor.VerifiedWebAuthnKey;
import dev.gatehouse.mfa.lockout.BruteForceProtection;
import dev.gatehouse.mfa.otp.CodeVerification;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LikelihoodRatioModel;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.RiskModel;
import dev.gatehouse.risk.population.PopulationSnapshot;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.signals.NetworkFailures;
import dev.gatehouse.risk.signals.SignalReader;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The MFA step of a login, the same for every entry point: decides whether to challenge and for which factors, and what evidence an answer
 * gives.
 */
public final class AdaptiveMfaService {

    /** The provider id of the MFA step in a browser. */
    public static final String IN_BROWSER = "gatehouse-adaptive-mfa";

    /** The provider id of the MFA step in a direct grant. */
    public static final String IN_DIRECT_GRANT = "gatehouse-direct-grant-mfa";

    private static final Logger LOG = Logger.getLogger(AdaptiveMfaService.class);
    private static final RiskModel MODEL = new LikelihoodRatioModel();

    private final KeycloakSession session;
    private final SignalReader signals;
    private final MfaSettings settings;
    private final Optional<AuthenticationExecutionModel> execution;

    /** The MFA step outside a flow: at the gate. */
    public AdaptiveMfaService(KeycloakSession session, MfaSettings settings) {
        this(session, settings, Optional.empty());
    }

    /** The MFA step as an execution of a flow. */
    public AdaptiveMfaService(KeycloakSession session, MfaSettings settings, AuthenticationExecutionModel execution) {
        this(session, settings, Optional.of(execution));
    }

    private AdaptiveMfaService(
            KeycloakSession session, MfaSettings settings, Optional<AuthenticationExecutionModel> execution) {
        this.session = session;
        this.signals = new SignalReader(session, settings.companyNetworks());
        this.settings = settings;
        this.execution = execution;
    }

    /** What a login requires in this step, computed when needed. */
    public LoginRequirement requirement(LoginKey loginKey, AuthenticationSessionModel authSession) {
        return requirement(loginKey, authSession, () -> FirstFactorResolver.of(session, authSession, loginKey.user()));
    }

    /** The same for a first factor that need not have been proven. */
    LoginRequirement requirement(
            LoginKey loginKey, AuthenticationSessionModel authSession, Supplier<FirstFactor> firstFactor) {
        return new LoginRequirement(
                loginKey,
                authSession,
                () -> new MfaRequirementResolver(session, loginKey.realm()).of(firstFactor.get(), loginKey.user()),
                () -> isLevelRequired(loginKey, authSession));
    }

    /**
     * The evidence of a login that needs no risk decision, because challenges are off or nothing (more) is required of it; empty for all
     * others.
     */
    public Optional<MfaEvidence> requirementAlreadyMet(LoginRequirement requirement) {
        LoginKey loginKey = requirement.loginKey();
        if (settings.mode() == MfaMode.OFF) {
            return Optional.of(MfaEvidence.lenient(
                    loginKey, MfaEvidence.AmrMethod.NOT_ASKED, KeycloakClock.now(), settings.isUnreached()));
        }
        return MfaEvidence.fulfilled(loginKey, requirement.mfa(), KeycloakClock.now())
                .filter(evidence -> settings.mode() != MfaMode.ENFORCE
                        || isLevelProvenBy(evidence, loginKey, requirement.login())
                        || !requirement.isLevelRequired());
    }

    /** Decides about a login. Reads the user's profile; changes nothing. */
    public RiskDecision decide(LoginRequirement requirement) {
        LoginKey loginKey = requirement.loginKey();
        settings.problems()
                .forEach(problem -> LOG.errorf(
                        "GATEHOUSE-402 Settings of the MFA step in realm %s: %s. Until they can be read, every login is challenged in mode enforce",
                        LogText.of(loginKey.realm().getName()), LogText.of(problem)));
        return decide(requirement, new RequestSignals(session, loginKey, signals, settings.deviceLife()));
    }

    /** The same by what is observed of the login, be it supposed. */
    RiskDecision decide(LoginRequirement requirement, LoginSignals observed) {
        LoginKey loginKey = requirement.loginKey();
        ProfileLookup profile = new SecurityStampService(session, loginKey.realm()).profile(loginKey.user());
        Network network = observed.network();
        LoginAttempt attempt = new LoginAttempt(
                KeycloakClock.now(),
                network,
                observed.userAgent(),
                observed.device(profile, network),
                failures(loginKey, network));
        PopulationSnapshot snapshot = observed.population();
        Assessment assessment = MODEL.assess(attempt, profile.profile(), snapshot.population());
        Threshold threshold = Threshold.of(settings, snapshot, attempt.time())
                .forUser(profile.profile().scoreChallenges(attempt.time()));
        MfaDecision decision = MfaDecisionPolicy.decide(
                settings,
                threshold,
                new MfaDecisionPolicy.Facts(
                        requirement.mfa(),
                        requirement.isLevelRequired(),
                        requirement.mfa() == MfaRequirement.UNLESS_PROVEN_ON_DEVICE
                                && attempt.device() == DeviceRecognition.KNOWN
                                && observed.wasProvenOnDevice(GateSettings.of(session, loginKey.realm())
                                        .within()),
                        assessment,
                        switch (profile.kind()) {
                            case FOUND -> true;
                            case DAMAGED, UNAVAILABLE -> false;
                        },
                        signals.hasCountries(),
                        signals.hasNetworkList(),
                        () -> !factors(loginKey).isEmpty()));
        boolean isByScore = requirement.mfa().isByRisk() && !requirement.isLevelRequired();
        return new RiskDecision(
                decision,
                attempt,
                profile,
                assessment,
                threshold,
                isByScore,
                settings.targetRate(),
                LoginCohort.of(session, loginKey.realm(), settings.rollout(), loginKey.user()),
                UserOrganizations.of(session, loginKey.realm(), loginKey.user()).aliases());
    }

    /**
     * Whether the app requests a level of authentication that this step must prove: the level configured for its factors or, under a level
     * condition of Keycloak, the level of that condition. In a flow with level conditions, executions outside of them prove no level. A
     * level that no factor of the user reaches is not required here; it is discarded afterwards, see {@link AuthenticationLevels}.
     */
    private boolean isLevelRequired(LoginKey loginKey, AuthenticationSessionModel authSession) {
        return flowHasLevels(loginKey)
                ? isUnderLevelCondition(loginKey)
                        && !isLevelProvenHere(loginKey, authSession)
                        && !reachingLevel(ownFactors(loginKey), loginKey).isEmpty()
                : new StepUp(session, authSession, settings)
                        .isLevelRequired(loginKey.user(), () -> ownFactors(loginKey));
    }

    private boolean isLevelProvenBy(MfaEvidence evidence, LoginKey loginKey, AuthenticationSessionModel authSession) {
        Optional<Integer> level = acrLevel(evidence.method());
        return evidence.method().isSecondFactor()
                && (flowHasLevels(loginKey)
                        ? isSufficient(level, loginKey)
                        : new StepUp(session, authSession, settings).isSufficient(level));
    }

    /**
     * Whether this step is under a level condition and the user has already proven in this login all that can be proven for it. One
     * challenge per login is enough.
     */
    public boolean isSettled(LoginKey loginKey, AuthenticationSessionModel authSession) {
        return flowHasLevels(loginKey)
                && isUnderLevelCondition(loginKey)
                && hasFactorLevels()
                && new AuthenticationLevels(session, authSession).isProvenHere(loginKey.user())
                && !isLevelRequired(loginKey, authSession);
    }

    private boolean isLevelProvenHere(LoginKey loginKey, AuthenticationSessionModel authSession) {
        AuthenticationLevels levels = new AuthenticationLevels(session, authSession);
        return levels.isProvenHere(loginKey.user()) && isSufficient(levels.provenHere(loginKey.user()), loginKey);
    }

    /** The factors that reach the level of the condition around this step. */
    private AvailableFactors reachingLevel(AvailableFactors offered, LoginKey loginKey) {
        return offered.among(Arrays.stream(Factor.values())
                .filter(factor -> isSufficient(settings.acrLevel(factor), loginKey))
                .toList());
    }

    /**
     * Whether a level reaches that of the condition around this step. If the administrator has configured no level for any factor, every
     * factor does.
     */
    private boolean isSufficient(Optional<Integer> level, LoginKey loginKey) {
        return !hasFactorLevels()
                || level.orElse(Constants.NO_LOA) >= levels(loginKey).max().orElse(Constants.NO_LOA);
    }

    private boolean hasFactorLevels() {
        return Arrays.stream(Factor.values())
                .anyMatch(factor -> settings.acrLevel(factor).isPresent());
    }

    private boolean flowHasLevels(LoginKey loginKey) {
        return execution
                .filter(new LevelOfAuthenticationConditions(loginKey.realm())::areInFlowOf)
                .isPresent();
    }

    private boolean isUnderLevelCondition(LoginKey loginKey) {
        return levels(loginKey).anyMatch(level -> level > AuthenticationLevels.OF_FIRST_FACTOR);
    }

    private IntStream levels(LoginKey loginKey) {
        return execution.stream().flatMapToInt(new LevelOfAuthenticationConditions(loginKey.realm())::around);
    }

    /**
     * The factors that the user can be challenged for in this login: those available that reach the level that the app requests, a one-time
     * pass included.
     */
    public AvailableFactors factors(LoginKey loginKey, AuthenticationSessionModel authSession) {
        return reachingRequired(factors(loginKey), loginKey, authSession);
    }

    /** The same for a change of factors. A one-time pass is for a login, so it is left out. */
    public AvailableFactors factorsForChange(LoginKey loginKey, AuthenticationSessionModel authSession) {
        return reachingRequired(ownFactors(loginKey), loginKey, authSession);
    }

    private AvailableFactors reachingRequired(
            AvailableFactors offered, LoginKey loginKey, AuthenticationSessionModel authSession) {
        if (!isLevelRequired(loginKey, authSession)) {
            return offered;
        }
        return flowHasLevels(loginKey)
                ? reachingLevel(offered, loginKey)
                : new StepUp(session, authSession, settings).reachingLevel(offered);
    }

    /** The factors that the user can be challenged for in a login, the strongest first, and last a one-time pass. */
    public AvailableFactors factors(LoginKey loginKey) {
        AvailableFactors own = ownFactors(loginKey);
        return enrolledFactors(loginKey).isPassOffered() ? own.and(Factor.RECOVERY_CODE) : own;
    }

    private AvailableFactors ownFactors(LoginKey loginKey) {
        return EmailFactorOverride.factors(session, loginKey.realm(), loginKey.user(), settings);
    }

    /** What the calls of a login without a browser note for each other. */
    public DirectGrantNotes directGrantNotes(LoginKey loginKey) {
        return new DirectGrantNotes(session, loginKey);
    }

    /** The emailed codes of a login; the user must have an email address. */
    public EmailOtpChallenge emailOtpChallenge(LoginKey loginKey) {
        return new EmailOtpChallenge(session, settings, loginKey);
    }

    /** The factors that the user has set up. */
    public EnrolledFactors enrolledFactors(LoginKey loginKey) {
        return new EnrolledFactors(session, loginKey);
    }

    /** Whether the account was permanently locked or disabled after the page was shown. */
    public boolean isLockedForGood(LoginKey loginKey) {
        return new BruteForceProtection(session, loginKey.realm(), loginKey.user()).isLockedForGood();
    }

    /** Evidence for a verified code. */
    public MfaEvidence proven(CodeVerification.Accepted accepted) {
        return MfaEvidence.of(accepted, KeycloakClock.now());
    }

    /** Evidence for a verified key signature. */
    public MfaEvidence proven(VerifiedWebAuthnKey verifiedKey) {
        return MfaEvidence.of(verifiedKey, KeycloakClock.now());
    }

    /**
     * Evidence for a login that is to be challenged and whose user has just proven the mailbox in this browser; empty if the user has not,
     * or if email is no factor for this login. A login gets it once.
     */
    public Optional<MailboxEvidence> takeMailbox(LoginRequirement requirement) {
        LoginKey loginKey = requirement.loginKey();
        RecoveredLogin recovered = new RecoveredLogin(session, requirement.login());
        return recovered
                .secondFactor(loginKey.user())
                .filter(proof ->
                        factors(loginKey, requirement.login()).offered().contains(Factor.EMAIL))
                .filter(proof -> emailOtpChallenge(loginKey).isEmailAllowed())
                .map(proof -> {
                    recovered.useSecondFactor();
                    return new MailboxEvidence(MfaEvidence.of(loginKey, proof), proof.isShared());
                });
    }

    /** Whether the user has said, with the new password that was just set in this browser, that others use this computer too. */
    public boolean isOnSharedComputer(LoginRequirement requirement) {
        return new RecoveredLogin(session, requirement.login())
                .secondFactor(requirement.loginKey().user())
                .filter(VerifiedMailboxCookie.Proof::isShared)
                .isPresent();
    }

    /** Evidence for a login that is allowed unchallenged. */
    public MfaEvidence passed(LoginKey loginKey, MfaDecision.Allow decision) {
        return MfaEvidence.unchallenged(loginKey, decision.method(), KeycloakClock.now());
    }

    /** Evidence for a login that is allowed and recorded as one that would have been challenged. */
    public MfaEvidence passed(LoginKey loginKey, MfaDecision.WouldChallenge decision) {
        return MfaEvidence.lenient(loginKey, decision.method(), KeycloakClock.now(), settings.isUnreached());
    }

    /** The level of authentication of a login secured by this method; empty to leave it to the flow. */
    public Optional<Integer> acrLevel(MfaEvidence.AmrMethod method) {
        if (!method.isSecondFactor()) {
            return Optional.empty();
        }
        Optional<Integer> level =
                settings.acrLevel(method == MfaEvidence.AmrMethod.EMAIL ? Factor.EMAIL : Factor.PASSKEY);
        // Where other factors have a level, a factor without one counts no more than a password.
        return level.isEmpty() && hasFactorLevels() ? Optional.of(AuthenticationLevels.OF_FIRST_FACTOR) : level;
    }

    /** Whether to remember the device of a login secured by this method. */
    public boolean remembersDevice(MfaEvidence.AmrMethod method) {
        // An unchallenged login proves too little for its device to be trusted later from any network. This applies in
        // observe mode too.
        return method.isSecondFactor();
    }

    /** How long a device stays known. */
    public DeviceLife deviceLife() {
        return settings.deviceLife();
    }

    /** Whether the user is notified by email of a login secured by this method, if it is unusual. */
    public boolean sendsSignInNotice(MfaEvidence.AmrMethod method) {
        // A user who has just entered an emailed code knows about the login: the email named device and place.
        return settings.signInNotice() && method != MfaEvidence.AmrMethod.EMAIL;
    }

    private Failures failures(LoginKey loginKey, Network network) {
        return new Failures(
                new BruteForceProtection(session, loginKey.realm(), loginKey.user())
                        .failuresWithin(NetworkFailures.WINDOW),
                NetworkFailures.of(session).of(NetworkFailures.key(loginKey.realm(), network.prefix())));
    }
}
