package dev.gatehouse.mfa;

import dev.gatehouse.account.SecurityStamps;
import dev.gatehouse.code.Outcome;
import dev.gatehouse.device.KnownDevices;
import dev.gatehouse.factor.Factor;
import dev.gatehouse.factor.Factors;
import dev.gatehouse.factor.ProvenKey;
import dev.gatehouse.population.Known;
import dev.gatehouse.population.Populations;
import dev.gatehouse.profile.ProfileLookup;
import dev.gatehouse.risk.Assessment;
import dev.gatehouse.risk.DeviceRecognition;
import dev.gatehouse.risk.Failures;
import dev.gatehouse.risk.LikelihoodRatioModel;
import dev.gatehouse.risk.LoginAttempt;
import dev.gatehouse.risk.Network;
import dev.gatehouse.risk.RiskModel;
import dev.gatehouse.signals.AddressData;
import dev.gatehouse.signals.NetworkFailures;
import dev.gatehouse.signals.SignalReader;
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
public final class SecondStep {

    /** The provider id of the second step in a browser. */
    public static final String IN_BROWSER = "gatehouse-adaptive-mfa";

    /** The provider id of the second step in a direct grant. */
    public static final String IN_DIRECT_GRANT = "gatehouse-direct-grant-mfa";

    private static final Logger LOG = Logger.getLogger(SecondStep.class);
    private static final RiskModel MODEL = new LikelihoodRatioModel();

    private final KeycloakSession session;
    private final SignalReader signals;
    private final MfaSettings settings;
    private final Optional<AuthenticationExecutionModel> execution;

    /** The second step where no flow carries it out: at the gate. */
    public SecondStep(KeycloakSession session, AddressData addresses, MfaSettings settings) {
        this(session, addresses, settings, Optional.empty());
    }

    /** The second step as an execution of a flow. */
    public SecondStep(KeycloakSession session, AddressData addresses, MfaSettings settings, AuthenticationExecutionModel execution) {
        this(session, addresses, settings, Optional.of(execution));
    }

    private SecondStep(KeycloakSession session, AddressData addresses, MfaSettings settings, Optional<AuthenticationExecutionModel> execution) {
        this.session = session;
        this.signals = new SignalReader(session, addresses, settings.companyNetworks());
        this.settings = settings;
        this.execution = execution;
    }

    /**
     * The proof of a login that need not be judged, because asking is off or because nothing, or nothing more, is demanded of it;
     * empty for all others. A configuration with a mistake is never off.
     */
    public Optional<Proof> withoutJudgement(Subject subject, AuthenticationSessionModel authSession) {
        if (settings.modeInForce() == Mode.OFF) {
            return Optional.of(Proof.unasked(subject, Proof.Method.NOT_ASKED, now()));
        }
        return Proof.fulfilled(subject, new Gate(session, subject.realm()).demand(authSession, subject.user()), now())
                .filter(proof -> settings.modeInForce() != Mode.ENFORCE || isLevelProvenBy(proof, subject, authSession) || !isLevelOwed(subject, authSession));
    }

    /** Judges a login. Reads the user's profile; changes nothing. */
    public Judgement judge(Subject subject, AuthenticationSessionModel authSession) {
        settings.problems().forEach(problem -> LOG.errorf(
                "GATEHOUSE-402 Configuration of the second step in realm %s: %s. Until it is mended, every login is asked for a second factor",
                subject.realm().getName(), problem));
        Gate gate = new Gate(session, subject.realm());
        KnownDevices devices = new KnownDevices(session);
        ProfileLookup profile = new SecurityStamps(session, subject.realm()).profile(subject.user());
        Network network = signals.network(subject.realm());
        LoginAttempt attempt = new LoginAttempt(
                now(),
                network,
                signals.userAgent(),
                devices.recognise(subject.realm(), subject.user(), profile.rotations(), network.prefix()),
                failures(subject));
        Known known = Populations.of(session).known(subject.realm().getId());
        Assessment assessment = MODEL.assess(attempt, profile.profile(), known.population());
        Threshold threshold = Threshold.of(settings, known, attempt.time());
        Demand demand = gate.demand(authSession, subject.user());
        boolean isLevelOwed = isLevelOwed(subject, authSession);
        Verdict verdict = VerdictRule.decide(settings, threshold, new VerdictRule.Facts(
                demand,
                isLevelOwed,
                demand == Demand.UNLESS_PROVEN_ON_DEVICE && attempt.device() == DeviceRecognition.KNOWN
                        && devices.wasProven(subject.realm(), subject.user(), gate.settings().within()),
                assessment,
                switch (profile.kind()) {
                    case FOUND -> true;
                    case DAMAGED, UNAVAILABLE -> false;
                },
                signals.hasCountries(),
                signals.hasNetworkList(),
                () -> !factors(subject).isEmpty()));
        return new Judgement(verdict, attempt, profile, assessment, threshold, demand.isByRisk() && !isLevelOwed, settings.targetRate());
    }

    /**
     * Whether the app demands a level of authentication that this step is to prove: the level that its factors are worth or, behind Keycloak's
     * condition, the level of that. Where a flow knows levels, what stands behind none of its conditions proves none. What no factor of the user is
     * worth is not owed: the level is taken back then, see {@link Levels}.
     */
    private boolean isLevelOwed(Subject subject, AuthenticationSessionModel authSession) {
        return knowsLevels(subject)
                ? isBehindLevel(subject) && !isLevelProvenHere(subject, authSession) && !able(factors(subject), subject).isEmpty()
                : new StepUp(session, authSession, settings).isOwed(subject.user(), () -> factors(subject));
    }

    private boolean isLevelProvenBy(Proof proof, Subject subject, AuthenticationSessionModel authSession) {
        Optional<Integer> worth = acrLevel(proof.method());
        return proof.method().isSecondFactor()
                && (knowsLevels(subject) ? isEnough(worth, subject) : new StepUp(session, authSession, settings).isEnough(worth));
    }

    /**
     * Whether this step stands behind a condition for a level, and the user has proven in this login all that could be proven for it. Nobody is asked
     * twice in one login for the same.
     */
    public boolean isSettled(Subject subject, AuthenticationSessionModel authSession) {
        return knowsLevels(subject) && isBehindLevel(subject) && saysWorth()
                && new Levels(session, authSession).isProvenHere(subject.user()) && !isLevelOwed(subject, authSession);
    }

    private boolean isLevelProvenHere(Subject subject, AuthenticationSessionModel authSession) {
        Levels levels = new Levels(session, authSession);
        return levels.isProvenHere(subject.user()) && isEnough(levels.provenHere(subject.user()), subject);
    }

    /** Those of these factors that are worth the level whose condition stands around this step. */
    private Factors able(Factors offered, Subject subject) {
        return offered.among(Arrays.stream(Factor.values()).filter(factor -> isEnough(settings.acrLevel(factor), subject)).toList());
    }

    /** Whether what is worth this level is worth that of the condition around this step; where an admin says of no factor what it is worth, it is. */
    private boolean isEnough(Optional<Integer> worth, Subject subject) {
        return !saysWorth() || worth.orElse(Constants.NO_LOA) >= levels(subject).max().orElse(Constants.NO_LOA);
    }

    private boolean saysWorth() {
        return Arrays.stream(Factor.values()).anyMatch(factor -> settings.acrLevel(factor).isPresent());
    }

    private boolean knowsLevels(Subject subject) {
        return execution.filter(new LevelConditions(subject.realm())::areInFlowOf).isPresent();
    }

    private boolean isBehindLevel(Subject subject) {
        return levels(subject).anyMatch(level -> level > Levels.OF_FIRST_FACTOR);
    }

    private IntStream levels(Subject subject) {
        return execution.stream().flatMapToInt(new LevelConditions(subject.realm())::around);
    }

    /** What the user can be asked for in this login: of what they have, what is worth the level that the app demands. */
    public Factors factors(Subject subject, AuthenticationSessionModel authSession) {
        Factors offered = factors(subject);
        if (!isLevelOwed(subject, authSession)) {
            return offered;
        }
        return knowsLevels(subject) ? able(offered, subject) : new StepUp(session, authSession, settings).able(offered);
    }

    /** What the user can be asked for, the strongest first. */
    public Factors factors(Subject subject) {
        return EmailOnce.factors(session, subject.realm(), subject.user(), settings);
    }

    /** What the person has chosen in a login without a browser. */
    public FactorChoice choice(Subject subject) {
        return new FactorChoice(session, subject);
    }

    /** The security codes of a login; the user must have an address. */
    public EmailedCodes emailedCodes(Subject subject) {
        return new EmailedCodes(session, signals, settings, subject);
    }

    /** What the user has set up. */
    public OwnFactors ownFactors(Subject subject) {
        return new OwnFactors(session, subject);
    }

    /** Whether the account was locked for good or disabled while the person was typing. */
    public boolean isLockedForGood(Subject subject) {
        return new BruteForce(session, subject.realm(), subject.user()).isLockedForGood();
    }

    /** The proof that an accepted code is. */
    public Proof proven(Outcome.Accepted accepted) {
        return Proof.of(accepted, now());
    }

    /** The proof that a key that has signed is. */
    public Proof proven(ProvenKey key) {
        return Proof.of(key, now());
    }

    /** The proof that a verdict to let pass is. */
    public Proof passed(Subject subject, Verdict.Pass pass) {
        return Proof.unasked(subject, pass.method(), now());
    }

    /** The proof that a verdict to let pass and record it is. */
    public Proof passed(Subject subject, Verdict.WouldAsk wouldAsk) {
        return Proof.unasked(subject, wouldAsk.method(), now());
    }

    /** The level of authentication that a login secured like this is worth; empty to leave it to the flow. */
    public Optional<Integer> acrLevel(Proof.Method method) {
        if (!method.isSecondFactor()) {
            return Optional.empty();
        }
        Optional<Integer> worth = settings.acrLevel(method == Proof.Method.EMAIL ? Factor.EMAIL : Factor.PASSKEY);
        // What is worth none, where others are, is worth no more than the password.
        return worth.isEmpty() && saysWorth() ? Optional.of(Levels.OF_FIRST_FACTOR) : worth;
    }

    /** How long to remember the device of a login that is secured like this; empty not to remember it. */
    public Optional<Duration> rememberFor(Proof.Method method) {
        // A login that nobody asked proves too little to be trusted from everywhere later, also while logins are only observed.
        return method.isSecondFactor() ? Optional.of(settings.deviceLifetime()) : Optional.empty();
    }

    /** Whether the person is told by mail of a login that is secured like this, if it is news. */
    public boolean tellsOfSignIn(Proof.Method method) {
        // Whoever has just typed a code out of a mail knows of the login, and the mail named device and place.
        return settings.signInNotice() && method != Proof.Method.EMAIL;
    }

    private Failures failures(Subject subject) {
        return new Failures(
                new BruteForce(session, subject.realm(), subject.user()).failuresWithin(NetworkFailures.WINDOW),
                NetworkFailures.of(session).of(signals.networkKey(subject.realm())));
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
