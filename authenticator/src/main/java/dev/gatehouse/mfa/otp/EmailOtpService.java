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
 * Issues and checks security codes.
 *
 * <p>A code is never stored. What is stored, for the whole cluster, is a random challenge id; the digits follow from it and from
 * a secret of the realm. Every try takes one of the code's places and one of the account's before anything is compared, so any
 * number of parallel guesses gets no further than the same guesses one after another.
 */
public final class EmailOtpService {

    private static final RateLimit MAILS = new RateLimit("code-mails", EmailOtpPolicy.MAILS_PER_HOUR, EmailOtpPolicy.HOUR);
    private static final RateLimit TRIES = new RateLimit("code-tries", EmailOtpPolicy.TRIES_PER_CODE, EmailOtpPolicy.HOUR);
    private static final int CHALLENGE_BYTES = 16;

    private final ClusterStore store;
    private final RateLimit mailGap;
    private final Secrets secrets;
    private final Clock clock;

    /** The realm's secrets, by id and the active one. */
    interface Secrets {

        RealmSecret active();

        Optional<RealmSecret> byKeyId(String keyId);
    }

    EmailOtpService(ClusterStore store, Duration betweenMails, Secrets secrets, Clock clock) {
        this.store = store;
        this.mailGap = new RateLimit("code-mail-gap", 1, betweenMails);
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The codes of a realm.
     *
     * @param betweenMails the least time between two mails to an account, more than 0
     */
    public static EmailOtpService of(KeycloakSession session, RealmModel realm, Duration betweenMails) {
        Secrets secrets = new Secrets() {
            @Override
            public RealmSecret active() {
                return RealmSecret.active(session, realm);
            }

            @Override
            public Optional<RealmSecret> byKeyId(String keyId) {
                return RealmSecret.byKeyId(session, realm, keyId);
            }
        };
        return new EmailOtpService(new SingleUseObjectStore(session.getKeycloakSessionFactory()), betweenMails, secrets, new KeycloakClock());
    }

    /** Where the login stands. Changes nothing. */
    public EmailOtpStatus status(OtpBinding binding) {
        Optional<OtpChallenge> issued = find(binding);
        return new EmailOtpStatus(
                issued.filter(this::isUsable).map(OtpChallenge::expiresAt),
                issued.isPresent(),
                nextMailAt(binding),
                EmailOtpPolicy.WRONG_CODES.exhaustedUntil(store, binding.account()));
    }

    /**
     * Permits a mail with a code: the one that is still valid, or a new one where there is none.
     *
     * @param policy the limits, of which the lifetime is used for a new code only
     */
    public OtpIssueResult issue(OtpBinding binding, EmailOtpPolicy policy) {
        Optional<Instant> blocked = EmailOtpPolicy.WRONG_CODES.exhaustedUntil(store, binding.account());
        if (blocked.isPresent()) {
            return new OtpIssueResult.Blocked(blocked.get());
        }
        Instant now = clock.instant();
        Optional<RateLimit.Permit> gap = mailGap.take(store, binding.account(), now);
        if (gap.isEmpty()) {
            return tooSoon(binding);
        }
        Optional<RateLimit.Permit> hourly = MAILS.take(store, binding.account(), now);
        if (hourly.isEmpty()) {
            mailGap.giveBack(store, gap.get());
            return tooSoon(binding);
        }
        Optional<OtpChallenge> valid = find(binding).filter(this::isUsable);
        OtpChallenge challenge = valid.orElseGet(() -> newChallenge(binding, policy, now));
        String digits = digits(challenge, binding).orElseThrow();
        return new OtpIssueResult.Ready(digits, challenge.expiresAt(), new SendPermit(binding, gap.get(), hourly.get(), valid.isEmpty()));
    }

    /** Takes back the permission for a mail that did not leave. A code that nobody was sent is taken back with it. */
    public void withdraw(SendPermit permit) {
        mailGap.giveBack(store, permit.gap());
        MAILS.giveBack(store, permit.hourly());
        if (permit.isFirstMailOfCode()) {
            store.remove(key(permit.binding()));
        }
    }

    /** Checks what was typed. A right code is used up by this. */
    public CodeVerification check(OtpBinding binding, @Nullable String typed) {
        return check(binding, typed, () -> true);
    }

    /**
     * The same where the code alone does not suffice.
     *
     * @param mayCount asked once, of a right code that is used up; {@code false} makes it worth nothing
     */
    public CodeVerification check(OtpBinding binding, @Nullable String typed, BooleanSupplier mayCount) {
        SubmittedCode code = SubmittedCode.parse(typed);
        return switch (code.kind()) {
            case EMPTY -> new CodeVerification.Empty();
            case MALFORMED -> new CodeVerification.Malformed(((SubmittedCode.Malformed) code).length());
            case DIGITS -> check(binding, (SubmittedCode.Digits) code, mayCount);
        };
    }

    private CodeVerification check(OtpBinding binding, SubmittedCode.Digits typed, BooleanSupplier mayCount) {
        Instant now = clock.instant();
        Optional<OtpChallenge> issued = find(binding);
        if (issued.isEmpty() || issued.get().isExpired(now)) {
            return blockedOr(binding, new CodeVerification.Expired());
        }
        OtpChallenge challenge = issued.get();
        Optional<RateLimit.Permit> tryOfCode = TRIES.take(store, challenge.id(), now);
        if (tryOfCode.isEmpty()) {
            return blockedOr(binding, new CodeVerification.Exhausted(false));
        }
        Optional<RateLimit.Permit> tryOfAccount = EmailOtpPolicy.WRONG_CODES.take(store, binding.account(), now);
        if (tryOfAccount.isEmpty()) {
            TRIES.giveBack(store, tryOfCode.get());
            return blockedOr(binding, new CodeVerification.Exhausted(false));
        }
        if (!isRight(challenge, binding, typed)) {
            boolean wasLastTry = TRIES.exhaustedUntil(store, challenge.id()).isPresent();
            return blockedOr(binding, wasLastTry ? new CodeVerification.Exhausted(true) : new CodeVerification.Wrong());
        }
        EmailOtpPolicy.WRONG_CODES.giveBack(store, tryOfAccount.get());
        // Removing decides which of two simultaneous right answers counts: a code works once.
        return store.remove(key(binding)) && mayCount.getAsBoolean() ? new CodeVerification.Accepted(binding.userId(), Factor.EMAIL) : new CodeVerification.Expired();
    }

    private CodeVerification blockedOr(OtpBinding binding, CodeVerification otherwise) {
        return EmailOtpPolicy.WRONG_CODES.exhaustedUntil(store, binding.account())
                .<CodeVerification>map(until -> new CodeVerification.Blocked(until, otherwise.isWrongGuess()))
                .orElse(otherwise);
    }

    private boolean isRight(OtpChallenge challenge, OtpBinding binding, SubmittedCode.Digits typed) {
        return digits(challenge, binding)
                .filter(expected -> MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII), typed.value().getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }

    private OtpIssueResult tooSoon(OtpBinding binding) {
        return new OtpIssueResult.TooSoon(nextMailAt(binding).orElseGet(clock::instant));
    }

    private Optional<Instant> nextMailAt(OtpBinding binding) {
        Optional<Instant> gap = mailGap.exhaustedUntil(store, binding.account());
        Optional<Instant> hour = MAILS.exhaustedUntil(store, binding.account());
        return hour.isPresent() ? hour : gap;
    }

    private OtpChallenge newChallenge(OtpBinding binding, EmailOtpPolicy policy, Instant now) {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(SecretGenerator.getInstance().randomBytes(CHALLENGE_BYTES));
        OtpChallenge challenge = new OtpChallenge(id, secrets.active().keyId(), now.plus(policy.lifetime()));
        // Kept beyond its life, so that a late code can be told from a wrong one.
        store.put(key(binding), EmailOtpPolicy.HOUR, challenge.toNotes());
        return challenge;
    }

    private Optional<OtpChallenge> find(OtpBinding binding) {
        return store.get(key(binding)).flatMap(OtpChallenge::fromNotes);
    }

    private boolean isUsable(OtpChallenge challenge) {
        return !challenge.isExpired(clock.instant())
                && TRIES.exhaustedUntil(store, challenge.id()).isEmpty()
                && secrets.byKeyId(challenge.keyId()).isPresent();
    }

    private Optional<String> digits(OtpChallenge challenge, OtpBinding binding) {
        return secrets.byKeyId(challenge.keyId()).map(secret -> OtpDerivation.digits(secret, challenge, binding));
    }

    /** One code at a time for each login. */
    private String key(OtpBinding binding) {
        String login = "gatehouse-code:" + binding.account() + ":" + binding.clientId() + ":" + binding.loginId() + ":" + binding.purpose();
        // As versions that knew no such time have it, so that a code mailed by one of them is found.
        return binding.securedAt().isSet() ? login + ":" + binding.securedAt().text() : login;
    }
}
