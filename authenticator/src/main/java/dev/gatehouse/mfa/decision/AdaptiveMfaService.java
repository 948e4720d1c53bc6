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
    public Optional<MfaEvidence> withoutJudgement(LoginKey subject, AuthenticationSessionModel authSession) {
        if (settings.modeInForce() == Mode.OFF) {
            return Optional.of(MfaEvidence.unasked(subject, MfaEvidence.AmrMethod.NOT_ASKED, now()));
        }
        return MfaEvidence.fulfilled(subject, new Gate(session, subject.realm()).demand(authSession, subject.user()), now())
                .filter(proof -> settings.modeInForce() != Mode.ENFORCE || isLevelProvenBy(proof, subject, authSession) || !isLevelOwed(subject, authSession));
    }

    /** Judges a login. Reads the user's profile; changes nothing. */
    public RiskDecision judge(LoginKey subject, AuthenticationSessionModel authSession) {
        settings.problems().forEach(problem -> LOG.errorf(
                "GATEHOUSE-402 Configuration of the second step in realm %s: %s. Until it is mended, every login is asked for a second factor",
                subject.realm().getName(), problem));
        Gate gate = new Gate(session, subject.realm());
        KnownDevices devices = new KnownDevices(session);
        ProfileLookup profile = new SecurityStampService(session, subject.realm()).profile(subject.user());
        Network network = signals.network(subject.realm());
        LoginAttempt attempt = new LoginAttempt(
                now(),
                network,
                signals.userAgent(),
                devices.recognise(subject.realm(), subject.user(), profile.rotations(), network.prefix()),
                failures(subject));
        PopulationSnapshot known = PopulationService.of(session).known(subject.realm().getId());
        Assessment assessment = MODEL.assess(attempt, profile.profile(), known.population());
        Threshold threshold = Threshold.of(settings, known, attempt.time());
        MfaRequirement demand = gate.demand(authSession, subject.user());
        boolean isLevelOwed = isLevelOwed(subject, authSession);
        MfaDecision verdict = MfaDecisionPolicy.decide(settings, threshold, new MfaDecisionPolicy.Facts(
                demand,
                isLevelOwed,
                demand == MfaRequirement.UNLESS_PROVEN_ON_DEVICE && attempt.device() == DeviceRecognition.KNOWN
                        && devices.wasProven(subject.realm(), subject.user(), gate.settings().within()),
                assessment,
                switch (profile.kind()) {
                    case FOUND -> true;
                    case DAMAGED, UNAVAILABLE -> false;
                },
                signals.hasCountries(),
                signals.hasNetworkList(),
                () -> !factors(subject).isEmpty()));
        return new RiskDecision(verdict, attempt, profile, assessment, threshold, demand.isByRisk() && !isLevelOwed, settings.targetRate());
    }

    /**
     * Whether the app demands a level of authentication that this step is to prove: the level that its factors are worth or, behind Keycloak's
     * condition, the level of that. Where a flow knows levels, what stands behind none of its conditions proves none. What no factor of the user is
     * worth is not owed: the level is taken back then, see {@link AuthenticationLevels}.
     */
    private boolean isLevelOwed(LoginKey subject, AuthenticationSessionModel authSession) {
        return knowsLevels(subject)
                ? isBehindLevel(subject) && !isLevelProvenHere(subject, authSession) && !able(factors(subject), subject).isEmpty()
                : new StepUp(session, authSession, settings).isOwed(subject.user(), () -> factors(subject));
    }

    private boolean isLevelProvenBy(MfaEvidence proof, LoginKey subject, AuthenticationSessionModel authSession) {
        Optional<Integer> worth = acrLevel(proof.method());
        return proof.method().isSecondFactor()
                && (knowsLevels(subject) ? isEnough(worth, subject) : new StepUp(session, authSession, settings).isEnough(worth));
    }

    /**
     * Whether this step stands behind a condition for a level, and the user has proven in this login all that could be proven for it. Nobody is asked
     * twice in one login for the same.
     */
    public boolean isSettled(LoginKey subject, AuthenticationSessionModel authSession) {
        return knowsLevels(subject) && isBehindLevel(subject) && saysWorth()
                && new AuthenticationLevels(session, authSession).isProvenHere(subject.user()) && !isLevelOwed(subject, authSession);
    }

    private boolean isLevelProvenHere(LoginKey subject, AuthenticationSessionModel authSession) {
        AuthenticationLevels levels = new AuthenticationLevels(session, authSession);
        return levels.isProvenHere(subject.user()) && isEnough(levels.provenHere(subject.user()), subject);
    }

    /** Those of these factors that are worth the level whose condition stands around this step. */
    private AvailableFactors able(AvailableFactors offered, LoginKey subject) {
        return offered.among(Arrays.stream(Factor.values()).filter(factor -> isEnough(settings.acrLevel(factor), subject)).toList());
    }

    /** Whether what is worth this level is worth that of the condition around this step; where an admin says of no factor what it is worth, it is. */
    private boolean isEnough(Optional<Integer> worth, LoginKey subject) {
        return !saysWorth() || worth.orElse(Constants.NO_LOA) >= levels(subject).max().orElse(Constants.NO_LOA);
    }

    private boolean saysWorth() {
        return Arrays.stream(Factor.values()).anyMatch(factor -> settings.acrLevel(factor).isPresent());
    }

    private boolean knowsLevels(LoginKey subject) {
        return execution.filter(new LevelOfAuthenticationConditions(subject.realm())::areInFlowOf).isPresent();
    }

    private boolean isBehindLevel(LoginKey subject) {
        return levels(subject).anyMatch(level -> level > AuthenticationLevels.OF_FIRST_FACTOR);
    }

    private IntStream levels(LoginKey subject) {
        return execution.stream().flatMapToInt(new LevelOfAuthenticationConditions(subject.realm())::around);
    }

    /** What the user can be asked for in this login: of what they have, what is worth the level that the app demands. */
    public AvailableFactors factors(LoginKey subject, AuthenticationSessionModel authSession) {
        AvailableFactors offered = factors(subject);
        if (!isLevelOwed(subject, authSession)) {
            return offered;
        }
        return knowsLevels(subject) ? able(offered, subject) : new StepUp(session, authSession, settings).able(offered);
    }

    /** What the user can be asked for, the strongest first. */
    public AvailableFactors factors(LoginKey subject) {
        return EmailFactorOverride.factors(session, subject.realm(), subject.user(), settings);
    }

    /** What the person has chosen in a login without a browser. */
    public FactorChoice choice(LoginKey subject) {
        return new FactorChoice(session, subject);
    }

    /** The security codes of a login; the user must have an address. */
    public EmailOtpChallenge emailedCodes(LoginKey subject) {
        return new EmailOtpChallenge(session, signals, settings, subject);
    }

    /** What the user has set up. */
    public EnrolledFactors ownFactors(LoginKey subject) {
        return new EnrolledFactors(session, subject);
    }

    /** Whether the account was locked for good or disabled while the person was typing. */
    public boolean isLockedForGood(LoginKey subject) {
        return new BruteForceProtection(session, subject.realm(), subject.user()).isLockedForGood();
    }

    /** The proof that an accepted code is. */
    public MfaEvidence proven(CodeVerification.Accepted accepted) {
        return MfaEvidence.of(accepted, now());
    }

    /** The proof that a key that has signed is. */
    public MfaEvidence proven(VerifiedWebAuthnKey key) {
        return MfaEvidence.of(key, now());
    }

    /** The proof that a verdict to let pass is. */
    public MfaEvidence passed(LoginKey subject, MfaDecision.Allow pass) {
        return MfaEvidence.unasked(subject, pass.method(), now());
    }

    /** The proof that a verdict to let pass and record it is. */
    public MfaEvidence passed(LoginKey subject, MfaDecision.WouldChallenge wouldAsk) {
        return MfaEvidence.unasked(subject, wouldAsk.method(), now());
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
    public boolean tellsOfSignIn(MfaEvidence.AmrMethod method) {
        // Whoever has just typed a code out of a mail knows of the login, and the mail named device and place.
        return settings.signInNotice() && method != MfaEvidence.AmrMethod.EMAIL;
    }

    private Failures failures(LoginKey subject) {
        return new Failures(
                new BruteForceProtection(session, subject.realm(), subject.user()).failuresWithin(NetworkFailures.WINDOW),
                NetworkFailures.of(session).of(signals.networkKey(subject.realm())));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
