package dev.gatehouse.code;

import dev.gatehouse.crypto.RealmSecret;
import dev.gatehouse.factor.Factor;
import dev.gatehouse.store.Budget;
import dev.gatehouse.store.KeycloakClock;
import dev.gatehouse.store.SharedStore;
import dev.gatehouse.store.SingleUseObjectStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.function.BooleanSupplier;
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
public final class SecurityCodes {

    private static final Budget MAILS = new Budget("code-mails", CodePolicy.MAILS_PER_HOUR, CodePolicy.HOUR);
    private static final Budget TRIES = new Budget("code-tries", CodePolicy.TRIES_PER_CODE, CodePolicy.HOUR);
    private static final int CHALLENGE_BYTES = 16;

    private final SharedStore store;
    private final Budget mailGap;
    private final Secrets secrets;
    private final Clock clock;

    /** The realm's secrets, by id and the active one. */
    interface Secrets {

        RealmSecret active();

        Optional<RealmSecret> byKeyId(String keyId);
    }

    SecurityCodes(SharedStore store, Duration betweenMails, Secrets secrets, Clock clock) {
        this.store = store;
        this.mailGap = new Budget("code-mail-gap", 1, betweenMails);
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * The codes of a realm.
     *
     * @param betweenMails the least time between two mails to an account, more than 0
     */
    public static SecurityCodes of(KeycloakSession session, RealmModel realm, Duration betweenMails) {
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
        return new SecurityCodes(new SingleUseObjectStore(session.getKeycloakSessionFactory()), betweenMails, secrets, new KeycloakClock());
    }

    /** Where the login stands. Changes nothing. */
    public CodeStatus status(Binding binding) {
        Optional<Challenge> issued = find(binding);
        return new CodeStatus(
                issued.filter(this::isUsable).map(Challenge::expiresAt),
                issued.isPresent(),
                nextMailAt(binding),
                CodePolicy.WRONG_CODES.exhaustedUntil(store, binding.account()));
    }

    /**
     * Permits a mail with a code: the one that is still valid, or a new one where there is none.
     *
     * @param policy the limits, of which the lifetime is used for a new code only
     */
    public Issuance issue(Binding binding, CodePolicy policy) {
        Optional<Instant> blocked = CodePolicy.WRONG_CODES.exhaustedUntil(store, binding.account());
        if (blocked.isPresent()) {
            return new Issuance.Blocked(blocked.get());
        }
        Instant now = clock.instant();
        Optional<Budget.Use> gap = mailGap.take(store, binding.account(), now);
        if (gap.isEmpty()) {
            return tooSoon(binding);
        }
        Optional<Budget.Use> hourly = MAILS.take(store, binding.account(), now);
        if (hourly.isEmpty()) {
            mailGap.giveBack(store, gap.get());
            return tooSoon(binding);
        }
        Optional<Challenge> valid = find(binding).filter(this::isUsable);
        Challenge challenge = valid.orElseGet(() -> newChallenge(binding, policy, now));
        String digits = digits(challenge, binding).orElseThrow();
        return new Issuance.Ready(digits, challenge.expiresAt(), new MailPermit(binding, gap.get(), hourly.get(), valid.isEmpty()));
    }

    /** Takes back the permission for a mail that did not leave. A code that nobody was sent is taken back with it. */
    public void withdraw(MailPermit permit) {
        mailGap.giveBack(store, permit.gap());
        MAILS.giveBack(store, permit.hourly());
        if (permit.isFirstMailOfCode()) {
            store.remove(key(permit.binding()));
        }
    }

    /** Checks what was typed. A right code is used up by this. */
    public Outcome check(Binding binding, String typed) {
        return check(binding, typed, () -> true);
    }

    /**
     * The same where the code alone does not suffice.
     *
     * @param mayCount asked once, of a right code that is used up; {@code false} makes it worth nothing
     */
    public Outcome check(Binding binding, String typed, BooleanSupplier mayCount) {
        TypedCode code = TypedCode.parse(typed);
        return switch (code.kind()) {
            case EMPTY -> new Outcome.Empty();
            case MALFORMED -> new Outcome.Malformed(((TypedCode.Malformed) code).length());
            case DIGITS -> check(binding, (TypedCode.Digits) code, mayCount);
        };
    }

    private Outcome check(Binding binding, TypedCode.Digits typed, BooleanSupplier mayCount) {
        Instant now = clock.instant();
        Optional<Challenge> issued = find(binding);
        if (issued.isEmpty() || issued.get().isExpired(now)) {
            return blockedOr(binding, new Outcome.Expired());
        }
        Challenge challenge = issued.get();
        Optional<Budget.Use> tryOfCode = TRIES.take(store, challenge.id(), now);
        if (tryOfCode.isEmpty()) {
            return blockedOr(binding, new Outcome.Exhausted(false));
        }
        Optional<Budget.Use> tryOfAccount = CodePolicy.WRONG_CODES.take(store, binding.account(), now);
        if (tryOfAccount.isEmpty()) {
            TRIES.giveBack(store, tryOfCode.get());
            return blockedOr(binding, new Outcome.Exhausted(false));
        }
        if (!isRight(challenge, binding, typed)) {
            boolean wasLastTry = TRIES.exhaustedUntil(store, challenge.id()).isPresent();
            return blockedOr(binding, wasLastTry ? new Outcome.Exhausted(true) : new Outcome.Wrong());
        }
        CodePolicy.WRONG_CODES.giveBack(store, tryOfAccount.get());
        // Removing decides which of two simultaneous right answers counts: a code works once.
        return store.remove(key(binding)) && mayCount.getAsBoolean() ? new Outcome.Accepted(binding.userId(), Factor.EMAIL) : new Outcome.Expired();
    }

    private Outcome blockedOr(Binding binding, Outcome otherwise) {
        return CodePolicy.WRONG_CODES.exhaustedUntil(store, binding.account())
                .<Outcome>map(until -> new Outcome.Blocked(until, otherwise.isWrongGuess()))
                .orElse(otherwise);
    }

    private boolean isRight(Challenge challenge, Binding binding, TypedCode.Digits typed) {
        return digits(challenge, binding)
                .filter(expected -> MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.US_ASCII), typed.value().getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }

    private Issuance tooSoon(Binding binding) {
        return new Issuance.TooSoon(nextMailAt(binding).orElseGet(clock::instant));
    }

    private Optional<Instant> nextMailAt(Binding binding) {
        Optional<Instant> gap = mailGap.exhaustedUntil(store, binding.account());
        Optional<Instant> hour = MAILS.exhaustedUntil(store, binding.account());
        return hour.isPresent() ? hour : gap;
    }

    private Challenge newChallenge(Binding binding, CodePolicy policy, Instant now) {
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(SecretGenerator.getInstance().randomBytes(CHALLENGE_BYTES));
        Challenge challenge = new Challenge(id, secrets.active().keyId(), now.plus(policy.lifetime()));
        // Kept beyond its life, so that a late code can be told from a wrong one.
        store.put(key(binding), CodePolicy.HOUR, challenge.toNotes());
        return challenge;
    }

    private Optional<Challenge> find(Binding binding) {
        return store.get(key(binding)).flatMap(Challenge::fromNotes);
    }

    private boolean isUsable(Challenge challenge) {
        return !challenge.isExpired(clock.instant())
                && TRIES.exhaustedUntil(store, challenge.id()).isEmpty()
                && secrets.byKeyId(challenge.keyId()).isPresent();
    }

    private Optional<String> digits(Challenge challenge, Binding binding) {
        return secrets.byKeyId(challenge.keyId()).map(secret -> CodeDerivation.digits(secret, challenge, binding));
    }

    /** One code at a time for each login. */
    private String key(Binding binding) {
        String login = "gatehouse-code:" + binding.account() + ":" + binding.clientId() + ":" + binding.loginId() + ":" + binding.purpose();
        // As versions that knew no such time have it, so that a code mailed by one of them is found.
        return binding.securedAt().isSet() ? login + ":" + binding.securedAt().text() : login;
    }
}
