package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.device.KnownDevices;
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
import dev.gatehouse.risk.population.PopulationService;
import dev.gatehouse.risk.population.PopulationSnapshot;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.signals.AddressData;
import dev.gatehouse.risk.signals.NetworkFailures;
import dev.gatehouse.risk.signals.SignalReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The second step of a login, the same behind every door: whether to ask, for what, and what an answer is worth. */
public final class AdaptiveMfaService {

    /** The provider id of the second step in a browser. */
    public static final String IN_BROWSER = "gatehouse-adaptive-mfa";

    /** The provider id of the second step in a direct grant. */
    public static final String IN_DIRECT_GRANT = "gatehouse-direct-grant-mfa";

    private static final Logger LOG = Logger.getLogger(AdaptiveMfaService.class);
    private static final RiskModel MODEL = new LikelihoodRatioModel();

    private final KeycloakSession session;
    private final SignalReader signals;
    private final MfaSettings settings;
    private final Optional<AuthenticationExecutionModel> execution;

    /** The second step where no flow carries it out: at the gate. */
    public AdaptiveMfaService(KeycloakSession session, AddressData addresses, MfaSettings settings) {
        this(session, addresses, settings, Optional.empty());
    }

    /** The second step as an execution of a flow. */
    public AdaptiveMfaService(KeycloakSession session, AddressData addresses, MfaSettings settings, AuthenticationExecutionModel execution) {
        this(session, addresses, settings, Optional.of(execution));
    }

    private AdaptiveMfaService(KeycloakSession session, AddressData addresses, MfaSettings settings, Optional<AuthenticationExecutionModel> execution) {
        this.session = session;
        this.signals = new SignalReader(session, addresses, settings.companyNetworks());
        this.settings = settings;
        this.execution = execution;
    }

    /**
     * The proof of a login that need not be judged, because asking is off or because nothing, or nothing more, is demanded of it;
     * empty for all others. A configuration with a mistake is never off.
     */
    public Optional<MfaEvidence> requirementAlreadyMet(LoginKey loginKey, AuthenticationSessionModel authSession) {
        if (settings.modeInForce() == Mode.OFF) {
            return Optional.of(MfaEvidence.unchallenged(loginKey, MfaEvidence.AmrMethod.NOT_ASKED, now()));
        }
        return MfaEvidence.fulfilled(loginKey, new Gate(session, loginKey.realm()).requirement(authSession, loginKey.user()), now())
                .filter(evidence -> settings.modeInForce() != Mode.ENFORCE || isLevelProvenBy(evidence, loginKey, authSession) || !isLevelOwed(loginKey, authSession));
    }

    /** Judges a login. Reads the user's profile; changes nothing. */
    public RiskDecision decide(LoginKey loginKey, AuthenticationSessionModel authSession) {
        settings.problems().forEach(problem -> LOG.errorf(
                "GATEHOUSE-402 Configuration of the MFA step in realm %s: %s. Until fixed, every login is challenged",
                loginKey.realm().getName(), problem));
        Gate gate = new Gate(session, loginKey.realm());
        KnownDevices devices = new KnownDevices(session);
        ProfileLookup profile = new SecurityStampService(session, loginKey.realm()).profile(loginKey.user());
        Network network = signals.network(loginKey.realm());
        LoginAttempt attempt = new LoginAttempt(
                now(),
                network,
                signals.userAgent(),
                devices.recognise(loginKey.realm(), loginKey.user(), profile.rotations(), network.prefix()),
                failures(loginKey));
        PopulationSnapshot snapshot = PopulationService.of(session).snapshot(loginKey.realm().getId());
        Assessment assessment = MODEL.assess(attempt, profile.profile(), snapshot.population());
        Threshold threshold = Threshold.of(settings, snapshot, attempt.time());
        MfaRequirement requirement = gate.requirement(authSession, loginKey.user());
        boolean isLevelOwed = isLevelOwed(loginKey, authSession);
        MfaDecision decision = MfaDecisionPolicy.decide(settings, threshold, new MfaDecisionPolicy.Facts(
                requirement,
                isLevelOwed,
                requirement == MfaRequirement.UNLESS_PROVEN_ON_DEVICE && attempt.device() == DeviceRecognition.KNOWN
                        && devices.wasProven(loginKey.realm(), loginKey.user(), gate.settings().within()),
                assessment,
                switch (profile.kind()) {
                    case FOUND -> true;
                    case DAMAGED, UNAVAILABLE -> false;
                },
                signals.hasCountries(),
                signals.hasNetworkList(),
                () -> !factors(loginKey).isEmpty()));
        return new RiskDecision(decision, attempt, profile, assessment, threshold, requirement.isByRisk() && !isLevelOwed, settings.targetRate());
    }

    /**
     * Whether the app demands a level of authentication that this step is to prove: the level that its factors are worth or, behind Keycloak's
     * condition, the level of that. Where a flow knows levels, what stands behind none of its conditions proves none. What no factor of the user is
     * worth is not owed: the level is taken back then, see {@link AuthenticationLevels}.
     */
    private boolean isLevelOwed(LoginKey loginKey, AuthenticationSessionModel authSession) {
        return knowsLevels(loginKey)
                ? isBehindLevel(loginKey) && !isLevelProvenHere(loginKey, authSession) && !able(factors(loginKey), loginKey).isEmpty()
                : new StepUp(session, authSession, settings).isOwed(loginKey.user(), () -> factors(loginKey));
    }

    private boolean isLevelProvenBy(MfaEvidence evidence, LoginKey loginKey, AuthenticationSessionModel authSession) {
        Optional<Integer> worth = acrLevel(evidence.method());
        return evidence.method().isSecondFactor()
                && (knowsLevels(loginKey) ? isEnough(worth, loginKey) : new StepUp(session, authSession, settings).isEnough(worth));
    }

    /**
     * Whether this step stands behind a condition for a level, and the user has proven in this login all that could be proven for it. Nobody is asked
     * twice in one login for the same.
     */
    public boolean isSettled(LoginKey loginKey, AuthenticationSessionModel authSession) {
        return knowsLevels(loginKey) && isBehindLevel(loginKey) && saysWorth()
                && new AuthenticationLevels(session, authSession).isProvenHere(loginKey.user()) && !isLevelOwed(loginKey, authSession);
    }

    private boolean isLevelProvenHere(LoginKey loginKey, AuthenticationSessionModel authSession) {
        AuthenticationLevels levels = new AuthenticationLevels(session, authSession);
        return levels.isProvenHere(loginKey.user()) && isEnough(levels.provenHere(loginKey.user()), loginKey);
    }

    /** Those of these factors that are worth the level whose condition stands around this step. */
    private AvailableFactors able(AvailableFactors offered, LoginKey loginKey) {
        return offered.among(Arrays.stream(Factor.values()).filter(factor -> isEnough(settings.acrLevel(factor), loginKey)).toList());
    }

    /** Whether what is worth this level is worth that of the condition around this step; where an admin says of no factor what it is worth, it is. */
    private boolean isEnough(Optional<Integer> worth, LoginKey loginKey) {
        return !saysWorth() || worth.orElse(Constants.NO_LOA) >= levels(loginKey).max().orElse(Constants.NO_LOA);
    }

    private boolean saysWorth() {
        return Arrays.stream(Factor.values()).anyMatch(factor -> settings.acrLevel(factor).isPresent());
    }

    private boolean knowsLevels(LoginKey loginKey) {
        return execution.filter(new LevelOfAuthenticationConditions(loginKey.realm())::areInFlowOf).isPresent();
    }

    private boolean isBehindLevel(LoginKey loginKey) {
        return levels(loginKey).anyMatch(level -> level > AuthenticationLevels.OF_FIRST_FACTOR);
    }

    private IntStream levels(LoginKey loginKey) {
        return execution.stream().flatMapToInt(new LevelOfAuthenticationConditions(loginKey.realm())::around);
    }

    /** What the user can be asked for in this login: of what they have, what is worth the level that the app demands. */
    public AvailableFactors factors(LoginKey loginKey, AuthenticationSessionModel authSession) {
        AvailableFactors offered = factors(loginKey);
        if (!isLevelOwed(loginKey, authSession)) {
            return offered;
        }
        return knowsLevels(loginKey) ? able(offered, loginKey) : new StepUp(session, authSession, settings).able(offered);
    }

    /** What the user can be asked for, the strongest first. */
    public AvailableFactors factors(LoginKey loginKey) {
        return EmailFactorOverride.factors(session, loginKey.realm(), loginKey.user(), settings);
    }

    /** What the person has chosen in a login without a browser. */
    public FactorChoice choice(LoginKey loginKey) {
        return new FactorChoice(session, loginKey);
    }

    /** The security codes of a login; the user must have an address. */
    public EmailOtpChallenge emailOtpChallenge(LoginKey loginKey) {
        return new EmailOtpChallenge(session, signals, settings, loginKey);
    }

    /** What the user has set up. */
    public EnrolledFactors enrolledFactors(LoginKey loginKey) {
        return new EnrolledFactors(session, loginKey);
    }

    /** Whether the account was locked for good or disabled while the person was typing. */
    public boolean isLockedForGood(LoginKey loginKey) {
        return new BruteForceProtection(session, loginKey.realm(), loginKey.user()).isLockedForGood();
    }

    /** The proof that an accepted code is. */
    public MfaEvidence proven(CodeVerification.Accepted accepted) {
        return MfaEvidence.of(accepted, now());
    }

    /** The proof that a key that has signed is. */
    public MfaEvidence proven(VerifiedWebAuthnKey verifiedKey) {
        return MfaEvidence.of(verifiedKey, now());
    }

    /** The proof that a verdict to let pass is. */
    public MfaEvidence passed(LoginKey loginKey, MfaDecision.Allow pass) {
        return MfaEvidence.unchallenged(loginKey, pass.method(), now());
    }

    /** The proof that a verdict to let pass and record it is. */
    public MfaEvidence passed(LoginKey loginKey, MfaDecision.WouldChallenge wouldAsk) {
        return MfaEvidence.unchallenged(loginKey, wouldAsk.method(), now());
    }

    /** The level of authentication that a login secured like this is worth; empty to leave it to the flow. */
    public Optional<Integer> acrLevel(MfaEvidence.AmrMethod method) {
        if (!method.isSecondFactor()) {
            return Optional.empty();
        }
        Optional<Integer> worth = settings.acrLevel(method == MfaEvidence.AmrMethod.EMAIL ? Factor.EMAIL : Factor.PASSKEY);
        // What is worth none, where others are, is worth no more than the password.
        return worth.isEmpty() && saysWorth() ? Optional.of(AuthenticationLevels.OF_FIRST_FACTOR) : worth;
    }

    /** How long to remember the device of a login that is secured like this; empty not to remember it. */
    public Optional<Duration> rememberFor(MfaEvidence.AmrMethod method) {
        // A login that nobody asked proves too little to be trusted from everywhere later, also while logins are only observed.
        return method.isSecondFactor() ? Optional.of(settings.deviceLifetime()) : Optional.empty();
    }

    /** Whether the person is told by mail of a login that is secured like this, if it is news. */
    public boolean sendsSignInNotice(MfaEvidence.AmrMethod method) {
        // Whoever has just typed a code out of a mail knows of the login, and the mail named device and place.
        return settings.signInNotice() && method != MfaEvidence.AmrMethod.EMAIL;
    }

    private Failures failures(LoginKey loginKey) {
        return new Failures(
                new BruteForceProtection(session, loginKey.realm(), loginKey.user()).failuresWithin(NetworkFailures.WINDOW),
                NetworkFailures.of(session).of(signals.networkKey(loginKey.realm())));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
