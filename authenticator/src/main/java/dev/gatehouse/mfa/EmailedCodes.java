package dev.gatehouse.mfa;

import dev.gatehouse.code.CodeStatus;
import dev.gatehouse.code.Issuance;
import dev.gatehouse.code.Outcome;
import dev.gatehouse.code.SecurityCodes;
import dev.gatehouse.factor.Factor;
import dev.gatehouse.factor.Factors;
import dev.gatehouse.mail.CodeMail;
import dev.gatehouse.mail.EmailGap;
import dev.gatehouse.mail.MailSender;
import dev.gatehouse.mail.RenderedMail;
import dev.gatehouse.signals.SignalReader;
import dev.gatehouse.store.Account;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;

/** The security codes of one login: mails them and checks them. The user must have an address. */
public final class EmailedCodes {

    private static final Logger LOG = Logger.getLogger(EmailedCodes.class);

    private final KeycloakSession session;
    private final SignalReader signals;
    private final MfaSettings settings;
    private final Subject subject;
    private final SecurityCodes codes;
    private final BruteForce bruteForce;

    EmailedCodes(KeycloakSession session, SignalReader signals, MfaSettings settings, Subject subject) {
        this.session = session;
        this.signals = signals;
        this.settings = settings;
        this.subject = subject;
        this.codes = SecurityCodes.of(session, subject.realm(), EmailGap.of(session));
        this.bruteForce = new BruteForce(session, subject.realm(), subject.user());
    }

    /** Where the login stands with its code. */
    public CodeStatus status() {
        return codes.status(subject.binding());
    }

    /** Mails the code that is valid, or a new one. Must be called for a POST only. */
    public Sending send() {
        Optional<Instant> locked = bruteForce.lockedUntil();
        if (locked.isPresent()) {
            return new Sending.Blocked(locked.get());
        }
        Issuance issuance = codes.issue(subject.binding(), settings.codePolicy());
        return switch (issuance.kind()) {
            case READY -> mail((Issuance.Ready) issuance);
            case TOO_SOON -> new Sending.TooSoon(((Issuance.TooSoon) issuance).at());
            case BLOCKED -> new Sending.Blocked(((Issuance.Blocked) issuance).until());
        };
    }

    /** Checks a code, and counts a wrong one. */
    public Outcome check(String typed) {
        return bruteForce.guarding(() -> codes.check(subject.binding(), typed, this::mayStandIn));
    }

    /** Whether email may be the second factor of this login after all: where it is offered only once, another login may have been faster. */
    private boolean mayStandIn() {
        boolean isFirst = new EmailOnce(session, Account.of(subject.realm(), subject.user())).use();
        return isFirst || Factors.of(subject.user(), settings.emailStandsIn()).offered().contains(Factor.EMAIL);
    }

    private Sending mail(Issuance.Ready ready) {
        RenderedMail mail;
        try {
            mail = codeMail(ready).render(session, subject.realm(), subject.user());
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

    private CodeMail codeMail(Issuance.Ready ready) {
        Locale locale = session.getContext().resolveLocale(subject.user());
        LocalTimes times = LocalTimes.of(subject.user(), locale);
        return new CodeMail(
                ready.digits(),
                times.time(ready.expiresAt()),
                settings.codeInSubject(),
                times.dateTime(Instant.ofEpochMilli(Time.currentTimeMillis())),
                signals.userAgent().browser() + ", " + signals.userAgent().operatingSystem(),
                signals.network(subject.realm()).displayCountry(locale));
    }
}
