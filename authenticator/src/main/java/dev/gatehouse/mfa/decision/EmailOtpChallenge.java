package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.lockout.BruteForceProtection;
import dev.gatehouse.mfa.otp.CodeProgress;
import dev.gatehouse.mfa.otp.CodeVerification;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import dev.gatehouse.mfa.otp.EmailOtpService;
import dev.gatehouse.mfa.otp.EmailOtpStatus;
import dev.gatehouse.mfa.otp.OtpBinding;
import dev.gatehouse.mfa.otp.OtpIssueResult;
import dev.gatehouse.notification.email.CodeEmail;
import dev.gatehouse.notification.email.EmailInterval;
import dev.gatehouse.notification.email.EmailSender;
import dev.gatehouse.notification.email.RenderedEmail;
import dev.gatehouse.notification.email.RequestSnapshot;
import dev.gatehouse.risk.population.ChallengeCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;

/** The emailed codes of one login: sends and verifies them. The user must have an email address. */
public final class EmailOtpChallenge {

    private static final Logger LOG = Logger.getLogger(EmailOtpChallenge.class);

    private final KeycloakSession session;
    private final MfaSettings settings;
    private final LoginKey loginKey;
    private final EmailOtpService codes;
    private final BruteForceProtection bruteForce;

    EmailOtpChallenge(KeycloakSession session, MfaSettings settings, LoginKey loginKey) {
        this.session = session;
        this.settings = settings;
        this.loginKey = loginKey;
        this.codes = EmailOtpService.of(session, loginKey.realm(), EmailInterval.of(session));
        this.bruteForce = new BruteForceProtection(session, loginKey.realm(), loginKey.user());
    }

    /** The state of the code of this login. */
    public EmailOtpStatus status() {
        return codes.status(loginKey.binding());
    }

    /** Sends the valid code by email, or a new one. Must be called for a POST only. */
    public EmailSendResult send() {
        return send(codes::issue);
    }

    /**
     * The same when a user has just arrived from an identity provider. Another site can cause that, so some emails of the hour are kept for
     * requests of the user.
     */
    public EmailSendResult sendUnasked() {
        return send(codes::issueUnasked);
    }

    private EmailSendResult send(BiFunction<OtpBinding, EmailOtpPolicy, OtpIssueResult> issue) {
        Optional<Instant> locked = bruteForce.lockedUntil();
        if (locked.isPresent()) {
            return new EmailSendResult.Blocked(locked.get());
        }
        OtpIssueResult issueResult = issue.apply(loginKey.binding(), settings.codePolicy());
        return switch (issueResult.kind()) {
            case READY -> send((OtpIssueResult.Ready) issueResult);
            case TOO_SOON -> new EmailSendResult.TooSoon(((OtpIssueResult.TooSoon) issueResult).at());
            case BLOCKED -> new EmailSendResult.Blocked(((OtpIssueResult.Blocked) issueResult).until());
        };
    }

    /** Verifies a code, and counts a wrong one. */
    public CodeVerification check(@Nullable String submitted) {
        return bruteForce.guarding(
                () -> codes.check(loginKey.binding(), submitted, this::isEmailAllowed, new Counted(counter())));
    }

    private ChallengeCounter counter() {
        return ChallengeCounter.of(session, loginKey.realm());
    }

    /** Counts what becomes of codes. */
    private record Counted(ChallengeCounter counter) implements CodeProgress {

        @Override
        public void tried() {
            counter.tried();
        }

        @Override
        public void accepted(Duration sinceIssue) {
            counter.accepted(sinceIssue);
        }
    }

    /** Whether email is still accepted as the second factor of this login: another login may have consumed the override first. */
    boolean isEmailAllowed() {
        boolean isFirst = new EmailFactorOverride(session, AccountKey.of(loginKey.realm(), loginKey.user())).use();
        return isFirst
                || AvailableFactors.of(loginKey.user(), settings.emailStandsIn())
                        .offered()
                        .contains(Factor.EMAIL);
    }

    private EmailSendResult send(OtpIssueResult.Ready ready) {
        RenderedEmail email;
        try {
            email = codeEmail(ready).render(session, loginKey.realm(), loginKey.user());
        } catch (EmailException e) {
            LOG.errorf(
                    e,
                    "GATEHOUSE-304 The email with the security code cannot be rendered; check the realm's email theme");
            codes.withdraw(ready.permit());
            return new EmailSendResult.Failed();
        }
        EmailSender.Result result = new EmailSender(session).send(loginKey.realm(), loginKey.user(), email);
        if (result != EmailSender.Result.REFUSED && ready.permit().isFirstEmailOfCode()) {
            counter().given();
        }
        return switch (result) {
            case SENT -> new EmailSendResult.Sent(ready.permit().isFirstEmailOfCode());
            case UNCONFIRMED -> new EmailSendResult.Unconfirmed();
            case REFUSED -> {
                codes.withdraw(ready.permit());
                yield new EmailSendResult.Failed();
            }
        };
    }

    private CodeEmail codeEmail(OtpIssueResult.Ready ready) {
        Locale locale = session.getContext().resolveLocale(loginKey.user());
        RequestSnapshot request = RequestSnapshot.of(session, loginKey.realm());
        Map<String, Object> facts = new HashMap<>(request.facts(loginKey.realm(), loginKey.user(), locale));
        facts.putAll(request.lifetime(loginKey.user(), locale, KeycloakClock.now(), ready.expiresAt()));
        return new CodeEmail(ready.digits(), settings.codeInSubject(), facts);
    }
}
