package dev.gatehouse.mfa.otp;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.RealmSecret;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.ClusterStore;
import dev.gatehouse.keycloak.store.RateLimit;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.keycloak.text.CrockfordBase32;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The one-time passes of an account, by which support lets a person in once who has no other second factor at hand.
 *
 * <p>A pass is 60 random bits. What is stored is an HMAC of it under a secret of the realm. It is valid for one login within
 * {@link #LIFETIME}, until the account's security stamp changes, and until another one is issued for the account.
 */
public final class OneTimePassService {

    /** How long a pass is valid. */
    public static final Duration LIFETIME = Duration.ofMinutes(15);

    /** How many passes an account can be issued within an hour. */
    static final int PASSES_PER_HOUR = 3;

    /** The number of attempts for one pass. */
    static final int TRIES_PER_PASS = 5;

    private static final int LENGTH = 12;
    private static final int GROUP = 4;
    private static final int RANDOM_BYTES = 8;
    private static final int ID_BYTES = 16;

    private static final RateLimit ISSUED = new RateLimit("passes", PASSES_PER_HOUR, EmailOtpPolicy.HOUR);
    private static final RateLimit ATTEMPTS = new RateLimit("pass-tries", TRIES_PER_PASS, EmailOtpPolicy.HOUR);
    private static final String PASS_LABEL = "gatehouse/one-time-pass/v1";
    private static final String STAMP_LABEL = "gatehouse/one-time-pass-stamp/v1";

    private final ClusterStore store;
    private final EmailOtpService.Secrets secrets;
    private final AccountKey account;
    private final Supplier<String> stamp;
    private final Clock clock;

    OneTimePassService(
            ClusterStore store,
            EmailOtpService.Secrets secrets,
            AccountKey account,
            Supplier<String> stamp,
            Clock clock) {
        this.store = store;
        this.secrets = secrets;
        this.account = account;
        this.stamp = stamp;
        this.clock = clock;
    }

    /**
     * The passes of a user.
     *
     * @param stamp reads a text that represents the account's current security stamp
     */
    public static OneTimePassService of(
            KeycloakSession session, RealmModel realm, UserModel user, Supplier<String> stamp) {
        return new OneTimePassService(
                new SingleUseObjectStore(session.getKeycloakSessionFactory()),
                EmailOtpService.secrets(session, realm),
                AccountKey.of(realm, user),
                stamp,
                new KeycloakClock());
    }

    /**
     * Issues a pass. Earlier ones are invalid from now on.
     *
     * @param isByHelper whether the caller is a helper, whose passes are of no use to users who are or become privileged
     */
    public PassIssueResult issue(boolean isByHelper) {
        Instant now = clock.instant();
        if (ISSUED.take(store, account.key(), now).isEmpty()) {
            return new PassIssueResult.TooMany(
                    ISSUED.exhaustedUntil(store, account.key()).orElse(now));
        }
        String characters = CrockfordBase32.encode(SecretGenerator.getInstance().randomBytes(RANDOM_BYTES), LENGTH);
        String id = HexFormat.of().formatHex(SecretGenerator.getInstance().randomBytes(ID_BYTES));
        RealmSecret secret = secrets.active();
        OneTimePass pass = new OneTimePass(
                id, secret.keyId(), hash(secret, id, characters), stampTag(secret), now.plus(LIFETIME), isByHelper);
        store.put(key(), LIFETIME, pass.toNotes());
        return new PassIssueResult.Issued(printed(characters), pass.until());
    }

    /** The pass that is valid now; empty if there is none. Changes nothing. */
    public Optional<OneTimePass> current() {
        return store.get(key())
                .flatMap(OneTimePass::fromNotes)
                .filter(pass -> clock.instant().isBefore(pass.until()))
                .filter(pass -> ATTEMPTS.exhaustedUntil(store, pass.id()).isEmpty())
                .filter(pass -> secrets.byKeyId(pass.keyId())
                        .filter(secret -> isSame(stampTag(secret), pass.stamp()))
                        .isPresent());
    }

    /**
     * Verifies a pass. The right one is consumed: of any number of simultaneous callers, on any node, exactly one is accepted.
     *
     * @param pass what {@link #current} has returned
     * @return {@link CodeVerification.Accepted} or {@link CodeVerification.Wrong}; empty if the input cannot be a pass, or the pass has no
     *     attempt left or was consumed meanwhile: then nothing was compared, or to no avail
     */
    public Optional<CodeVerification> check(OneTimePass pass, @Nullable String submitted) {
        String characters = submitted == null ? "" : CrockfordBase32.read(submitted);
        Optional<RealmSecret> secret = secrets.byKeyId(pass.keyId());
        if (characters.length() != LENGTH || secret.isEmpty()) {
            return Optional.empty();
        }
        Optional<RateLimit.Permit> permit = ATTEMPTS.take(store, pass.id(), clock.instant());
        if (permit.isEmpty()) {
            return Optional.empty();
        }
        if (!isSame(hash(secret.get(), pass.id(), characters), pass.hash())) {
            return Optional.of(new CodeVerification.Wrong());
        }
        ATTEMPTS.giveBack(store, permit.get());
        // Removing it decides which of several simultaneous right answers counts.
        return store.remove(key()) ? Optional.of(CodeVerification.Accepted.ofPass(account.userId())) : Optional.empty();
    }

    private static boolean isSame(String one, String other) {
        return MessageDigest.isEqual(
                one.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
    }

    private String hash(RealmSecret secret, String id, String characters) {
        return HexFormat.of().formatHex(secret.hmac(PASS_LABEL, account.realmId(), account.userId(), id, characters));
    }

    private String stampTag(RealmSecret secret) {
        return HexFormat.of().formatHex(secret.hmac(STAMP_LABEL, account.realmId(), account.userId(), stamp.get()));
    }

    private static String printed(String characters) {
        return characters.substring(0, GROUP) + "-" + characters.substring(GROUP, 2 * GROUP) + "-"
                + characters.substring(2 * GROUP);
    }

    private String key() {
        return "gatehouse-pass:" + account.key();
    }
}
