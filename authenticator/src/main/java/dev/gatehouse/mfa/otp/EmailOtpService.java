package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.factor.Factor;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Issues and verifies emailed codes.
 *
 * <p>A code is never stored. A random challenge id is stored cluster-wide; the digits are derived from it and from a secret of the realm.
 * Every attempt takes one permit of the code and one of the account before anything is compared, so parallel guesses have no advantage over
 * sequential ones.
 */
public final class EmailOtpService {

    private static final RateLimit EMAILS = emails(EmailOtpPolicy.EMAILS_PER_HOUR);

    /** The first of the same emails. */
    private static final RateLimit UNASKED_EMAILS = emails(EmailOtpPolicy.UNASKED_EMAILS_PER_HOUR);

    private static final RateLimit ATTEMPTS =
            new RateLimit("code-tries", EmailOtpPolicy.TRIES_PER_CODE, EmailOtpPolicy.HOUR);
    private static final int CHALLENGE_BYTES = 16;

    private final ClusterStore store;
    private final RateLimit emailGap;
    private final Secrets secrets;
    private final Clock clock;

    /** The realm's secrets: the active one, and any by key id. */
    interface Secrets {

        RealmSecret active();

        Optional<RealmSecret> byKeyId(String keyId);
    }

    EmailOtpService(ClusterStore store, Duration betweenEmails, Secrets secrets, Clock clock) {
        this.store = store;
        this.emailGap = new RateLimit("code-mail-gap", 1, betweenEmails);
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Creates the service of a realm.
     *
     * @param betweenEmails the minimum interval between two emails of one login, more than 0
     */
    public static EmailOtpService of(KeycloakSession session, RealmModel realm, Duration betweenEmails) {
        return new EmailOtpService(
                new SingleUseObjectStore(session.getKeycloakSessionFactory()),
                betweenEmails,
                secrets(session, realm),
                new KeycloakClock());
    }

    private static RateLimit emails(int perHour) {
        return new RateLimit("code-mails", perHour, EmailOtpPolicy.HOUR);
    }

    /** The secrets of a realm. */
    static Secrets secrets(KeycloakSession session, RealmModel realm) {
        return new Secrets() {
            @Override
            public RealmSecret active() {
                return RealmSecret.active(session, realm);
            }

            @Override
            public Optional<RealmSecret> byKeyId(String keyId) {
                return RealmSecret.byKeyId(session, realm, keyId);
            }
        };
    }

    /** Lifts the limits of an account: those of wrong codes of every kind, and of emails with codes. The gap of each login stays. */
    public void clearLimits(String account) {
        EmailOtpPolicy.WRONG_CODES.clear(store, account);
        EMAILS.clear(store, account);
    }

    /** The state of the code of a login. Changes nothing. */
    public EmailOtpStatus status(OtpBinding binding) {
        Optional<OtpChallenge> issued = find(binding);
        return new EmailOtpStatus(
                issued.filter(this::isUsable).map(OtpChallenge::expiresAt),
                issued.isPresent(),
                nextEmailAt(binding),
                EmailOtpPolicy.WRONG_CODES.exhaustedUntil(store, binding.account()));
    }

    /**
     * Permits an email with a code: the one that is still valid, otherwise a new one.
     *
     * @param policy the limits; the lifetime applies to a new code only
     */
    public OtpIssueResult issue(OtpBinding binding, EmailOtpPolicy policy) {
        return issue(binding, policy, EMAILS);
    }

    /** The same where the user has not submitted a form: some emails of the hour are kept for when that happens. */
    public OtpIssueResult issueUnasked(OtpBinding binding, EmailOtpPolicy policy) {
        return issue(binding, policy, UNASKED_EMAILS);
    }

    private OtpIssueResult issue(OtpBinding binding, EmailOtpPolicy policy, RateLimit emails) {
        Optional<Instant> blocked = EmailOtpPolicy.WRONG_CODES.exhaustedUntil(store, binding.account());
        if (blocked.isPresent()) {
            return new OtpIssueResult.Blocked(blocked.get());
        }
        Instant now = clock.instant();
        Optional<RateLimit.Permit> gap = emailGap.take(store, key(binding), now);
        if (gap.isEmpty()) {
            return tooSoon(binding);
        }
        Optional<RateLimit.Permit> hourly = emails.take(store, binding.account(), now);
        if (hourly.isEmpty()) {
            emailGap.giveBack(store, gap.get());
            return tooSoon(binding);
        }
        Optional<OtpChallenge> valid = find(binding).filter(this::isUsable);
        OtpChallenge challenge = valid.orElseGet(() -> newChallenge(binding, policy, now));
        String digits = digits(challenge, binding).orElseThrow();
        return new OtpIssueResult.Ready(
                digits, challenge.expiresAt(), new SendPermit(binding, gap.get(), hourly.get(), valid.isEmpty()));
    }

    /** Refunds the send permit if the email failed; also discards a code that was never delivered. */
    public void withdraw(SendPermit permit) {
        emailGap.giveBack(store, permit.gap());
        EMAILS.giveBack(store, permit.hourly());
        if (permit.isFirstEmailOfCode()) {
            store.remove(key(permit.binding()));
        }
    }

    /** Verifies a submitted code. A correct code is consumed. */
    public CodeVerification check(OtpBinding binding, @Nullable String submitted) {
        return check(binding, submitted, () -> true, CodeProgress.UNOBSERVED);
    }

    /**
     * Verifies a submitted code that needs a further condition.
     *
     * @param isAccepted evaluated once, after a correct code was consumed; {@code false} rejects it
     * @param progress is told what becomes of the code
     */
    public CodeVerification check(
            OtpBinding binding, @Nullable String submitted, BooleanSupplier isAccepted, CodeProgress progress) {
        SubmittedCode code = SubmittedCode.parse(submitted);
        return switch (code.kind()) {
            case EMPTY -> new CodeVerification.Empty();
            case MALFORMED -> new CodeVerification.Malformed(((SubmittedCode.Malformed) code).length());
            case DIGITS -> check(binding, (SubmittedCode.Digits) code, isAccepted, progress);
        };
    }

    private CodeVerification check(
            OtpBinding binding, SubmittedCode.Digits submitted, BooleanSupplier isAccepted, CodeProgress progress) {
        Instant now = clock.instant();
        Optional<OtpChallenge> issued = find(binding);
        if (issued.isEmpty() || issued.get().isExpired(now)) {
            return blockedOr(binding, new CodeVerification.Expired());
        }
        OtpChallenge challenge = issued.get();
        Optional<RateLimit.Permit> codePermit = ATTEMPTS.take(store, challenge.id(), now);
        if (codePermit.isEmpty()) {
            return blockedOr(binding, new CodeVerification.Exhausted(false));
        }
        Optional<RateLimit.Permit> accountPermit = EmailOtpPolicy.WRONG_CODES.take(store, binding.account(), now);
        if (accountPermit.isEmpty()) {
            ATTEMPTS.giveBack(store, codePermit.get());
            return blockedOr(binding, new CodeVerification.Exhausted(false));
        }
        if (codePermit.get().number() == 1) {
            progress.tried();
        }
        if (!isCorrect(challenge, binding, submitted)) {
            boolean wasLastTry = ATTEMPTS.exhaustedUntil(store, challenge.id()).isPresent();
            return blockedOr(binding, wasLastTry ? new CodeVerification.Exhausted(true) : new CodeVerification.Wrong());
        }
        EmailOtpPolicy.WRONG_CODES.giveBack(store, accountPermit.get());
        // Removing it decides which of two simultaneous correct answers counts: a code works once.
        if (!store.remove(key(binding))) {
            return new CodeVerification.Expired();
        }
        // The browser keeps the login's id: its next login must not wait for this one. The emails of the hour still
        // count.
        emailGap.clear(store, key(binding));
        if (!isAccepted.getAsBoolean()) {
            return new CodeVerification.Expired();
        }
        challenge.issuedAt().ifPresent(issuedAt -> progress.accepted(Duration.between(issuedAt, now)));
        return new CodeVerification.Accepted(binding.userId(), Factor.EMAIL);
    }

    private CodeVerification blockedOr(OtpBinding binding, CodeVerification otherwise) {
        return EmailOtpPolicy.WRONG_CODES
                .exhaustedUntil(store, binding.account())
                .<CodeVerification>map(until -> new CodeVerification.Blocked(until, otherwise.isWrongGuess()))
                .orElse(otherwise);
    }

    private boolean isCorrect(OtpChallenge challenge, OtpBinding binding, SubmittedCode.Digits submitted) {
        return digits(challenge, binding)
                .filter(expected -> MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII),
                        submitted.value().getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }

    private OtpIssueResult tooSoon(OtpBinding binding) {
        return new OtpIssueResult.TooSoon(nextEmailAt(binding).orElseGet(clock::instant));
    }

    private Optional<Instant> nextEmailAt(OtpBinding binding) {
        Optional<Instant> gap = emailGap.exhaustedUntil(store, key(binding));
        Optional<Instant> hour = EMAILS.exhaustedUntil(store, binding.account());
        return hour.isPresent() ? hour : gap;
    }

    private OtpChallenge newChallenge(OtpBinding binding, EmailOtpPolicy policy, Instant now) {
        String id = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretGenerator.getInstance().randomBytes(CHALLENGE_BYTES));
        OtpChallenge challenge =
                new OtpChallenge(id, secrets.active().keyId(), now.plus(policy.lifetime()), Optional.of(now));
        // Kept after it expires, so that an expired code is distinguished from a wrong one.
        store.put(key(binding), EmailOtpPolicy.HOUR, challenge.toNotes());
        return challenge;
    }

    private Optional<OtpChallenge> find(OtpBinding binding) {
        return store.get(key(binding)).flatMap(OtpChallenge::fromNotes);
    }

    private boolean isUsable(OtpChallenge challenge) {
        return !challenge.isExpired(clock.instant())
                && ATTEMPTS.exhaustedUntil(store, challenge.id()).isEmpty()
                && secrets.byKeyId(challenge.keyId()).isPresent();
    }

    private Optional<String> digits(OtpChallenge challenge, OtpBinding binding) {
        return secrets.byKeyId(challenge.keyId()).map(secret -> OtpDerivation.digits(secret, challenge, binding));
    }

    /** The store key; there is one code at a time per login, and one gap. */
    private String key(OtpBinding binding) {
        String login = "gatehouse-code:" + binding.account() + ":" + binding.clientId() + ":" + binding.loginId() + ":"
                + binding.purpose();
        // Without a stamp, the key has the format of earlier versions, so that a code emailed by one of them is found.
        return binding.securedAt().isSet() ? login + ":" + binding.securedAt().text() : login;
    }
}
