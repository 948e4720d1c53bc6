package dev.gatehouse.mfa;

import dev.gatehouse.code.CodeStatus;
import dev.gatehouse.code.Issuance;
import dev.gatehouse.code.Outcome;
import dev.gatehouse.code.SecurityCodes;
import dev.gatehouse.device.KnownDevices;
import dev.gatehouse.mail.CodeMail;
import dev.gatehouse.mail.MailSender;
import dev.gatehouse.mail.RenderedMail;
import dev.gatehouse.profile.ProfileStore;
import dev.gatehouse.risk.Assessment;
import dev.gatehouse.risk.LikelihoodRatioModel;
import dev.gatehouse.risk.LoginAttempt;
import dev.gatehouse.risk.Population;
import dev.gatehouse.risk.RiskModel;
import dev.gatehouse.signals.CountryDatabase;
import dev.gatehouse.signals.SignalReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The second step of a login, the same behind every door: judge, send a code, check it. */
public final class SecondStep {

    private static final Logger LOG = Logger.getLogger(SecondStep.class);
    private static final RiskModel MODEL = new LikelihoodRatioModel();

    private final KeycloakSession session;
    private final SignalReader signals;
    private final MfaSettings settings;

    public SecondStep(KeycloakSession session, CountryDatabase countries, MfaSettings settings) {
        this.session = session;
        this.signals = new SignalReader(session, countries);
        this.settings = settings;
    }

    /**
     * How a login is secured that need not be judged, because asking is off or because nothing, or nothing more, is demanded of it;
     * empty for all others. A configuration with a mistake is never off.
     */
    public Optional<Proof.Method> withoutJudgement(Subject subject, AuthenticationSessionModel authSession) {
        if (settings.mode() == Mode.OFF && settings.problems().isEmpty()) {
            return Optional.of(Proof.Method.NOT_ASKED);
        }
        return switch (new Gate(session, subject.realm()).demand(authSession, subject.user())) {
            case NOTHING -> Optional.of(Proof.Method.NOT_ASKED);
            case NOTHING_MORE -> Optional.of(Proof.Method.PROVIDER);
            case IF_SUSPICIOUS, UNLESS_PROVEN_ON_DEVICE, ALWAYS -> Optional.empty();
        };
    }

    /** Judges a login. Reads the user's profile; changes nothing. */
    public Judgement judge(Subject subject, AuthenticationSessionModel authSession) {
        settings.problems().forEach(problem -> LOG.errorf(
                "GATEHOUSE-402 Configuration of the second step in realm %s: %s. Until it is mended, every login is asked for a security code",
                subject.realm().getName(), problem));
        Gate gate = new Gate(session, subject.realm());
        KnownDevices devices = new KnownDevices(session);
        LoginAttempt attempt = new LoginAttempt(
                now(),
                signals.network(subject.realm()),
                signals.userAgent(),
                devices.recognise(subject.realm(), subject.user()));
        ProfileStore.Lookup profile = new ProfileStore(session).find(subject.user());
        Assessment assessment = MODEL.assess(attempt, profile.profile(), Population.uniform());
        Demand demand = gate.demand(authSession, subject.user());
        Verdict verdict = VerdictRule.decide(settings, new VerdictRule.Facts(
                demand,
                demand == Demand.UNLESS_PROVEN_ON_DEVICE && devices.wasProven(subject.realm(), subject.user(), gate.settings().within()),
                assessment,
                profile instanceof ProfileStore.Found,
                signals.isComplete(),
                subject.hasEmail()));
        return new Judgement(verdict, attempt, profile, assessment);
    }

    /** Where a login that is asked stands with its code. */
    public CodeStatus status(Subject subject) {
        return codes(subject).status(subject.binding());
    }

    /** Mails the code that is valid, or a new one. Must be called for a POST only. */
    public Sending send(Subject subject) {
        Optional<Instant> locked = bruteForce(subject).lockedUntil();
        if (locked.isPresent()) {
            return new Sending.Blocked(locked.get());
        }
        Issuance issuance = codes(subject).issue(subject.binding(), settings.codePolicy());
        if (issuance instanceof Issuance.TooSoon tooSoon) {
            return new Sending.TooSoon(tooSoon.at());
        }
        if (issuance instanceof Issuance.Blocked blocked) {
            return new Sending.Blocked(blocked.until());
        }
        return mail(subject, (Issuance.Ready) issuance);
    }

    /** Checks a code, and counts a wrong one. */
    public Outcome check(Subject subject, String typed) {
        Optional<Instant> locked = bruteForce(subject).lockedUntil();
        if (locked.isPresent()) {
            return new Outcome.Blocked(locked.get(), false);
        }
        Outcome outcome = codes(subject).check(subject.binding(), typed);
        if (outcome.isWrongGuess()) {
            bruteForce(subject).countFailure();
        }
        return outcome;
    }

    /** Whether the account was locked for good or disabled while the person was typing. */
    public boolean isLockedForGood(Subject subject) {
        return bruteForce(subject).isLockedForGood();
    }

    /** The proof that an accepted code is. */
    public Proof proven(Outcome.Accepted accepted) {
        return Proof.of(accepted, now());
    }

    /** The proof that a verdict to let pass is. */
    public Proof passed(Subject subject, Proof.Method method) {
        return Proof.of(subject, method, now());
    }

    /** The level of authentication that a proven code is worth; empty if none is configured. */
    public Optional<Integer> acrLevel() {
        return settings.acrLevel();
    }

    /** How long to remember the device of a login that is secured like this; empty not to remember it. */
    public Optional<Duration> rememberFor(Proof.Method method) {
        // A login that nobody asked proves too little to be trusted from everywhere later, also while logins are only observed.
        return method.isSecondFactor() ? Optional.of(settings.deviceLifetime()) : Optional.empty();
    }

    private Sending mail(Subject subject, Issuance.Ready ready) {
        SecurityCodes codes = codes(subject);
        RenderedMail mail;
        try {
            mail = codeMail(subject, ready).render(session, subject.realm(), subject.user());
        } catch (EmailException e) {
            LOG.errorf(e, "GATEHOUSE-304 The mail with the security code cannot be rendered; check the realm's email theme");
            codes.withdraw(ready.permit());
            return new Sending.Failed();
        }
        MailSender.Result result = new MailSender(session).send(subject.realm(), subject.user(), mail);
        return switch (result) {
            case SENT -> new Sending.Sent();
            case UNCONFIRMED -> new Sending.Unconfirmed();
            case REFUSED -> {
                codes.withdraw(ready.permit());
                yield new Sending.Failed();
            }
        };
    }

    private CodeMail codeMail(Subject subject, Issuance.Ready ready) {
        Locale locale = session.getContext().resolveLocale(subject.user());
        LocalTimes times = LocalTimes.of(subject.user(), locale);
        return new CodeMail(
                ready.digits(),
                times.time(ready.expiresAt()),
                settings.codeInSubject(),
                times.dateTime(now()),
                signals.userAgent().browser() + ", " + signals.userAgent().operatingSystem(),
                signals.network(subject.realm()).displayCountry(locale));
    }

    private SecurityCodes codes(Subject subject) {
        return SecurityCodes.of(session, subject.realm());
    }

    private BruteForce bruteForce(Subject subject) {
        return new BruteForce(session, subject.realm(), subject.user());
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
