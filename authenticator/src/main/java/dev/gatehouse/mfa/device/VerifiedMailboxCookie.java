package dev.gatehouse.mfa.device;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.RequestStoreReader;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Marks a browser in which the owner of an account has just proven access to the account's mailbox. It is no known device. The cookie holds
 * a random secret; the server keeps a hash of it together with the account and its security stamp, so it is worth nothing for another
 * account, nor once the account has changed.
 */
public final class VerifiedMailboxCookie {

    private static final int SECRET_BYTES = 32;
    private static final String AT = "at";
    private static final String SHARED = "shared";

    private final KeycloakSession session;
    private final Use use;
    private final DeviceCookie cookie;
    private final String account;
    private final SecurityStampService stamps;
    private final UserModel user;

    /** What the proof is good for; each has a cookie of its own. */
    public enum Use {
        /** Exempts the browser from a temporary lockout that other callers have caused by wrong passwords, for one hour. */
        PAST_LOCKOUT("GH_MAILBOX_", "gatehouse-proven-mailbox:", Duration.ofHours(1)),
        /** Stands for an emailed code, for 10 minutes after the user has set a new password. */
        EMAILED_CODE("GH_RECOVERED_", "gatehouse-recovered-mailbox:", Duration.ofMinutes(10));

        private final String cookie;
        private final String key;
        private final Duration life;

        Use(String cookie, String key, Duration life) {
            this.cookie = cookie;
            this.key = key;
            this.life = life;
        }
    }

    /**
     * A proof of the mailbox.
     *
     * @param at when it was given
     * @param isShared whether the user has said that others use this computer too
     */
    public record Proof(Instant at, boolean isShared) {}

    public VerifiedMailboxCookie(KeycloakSession session, RealmModel realm, UserModel user, Use use) {
        this.session = session;
        this.use = use;
        this.cookie = new DeviceCookie(session, realm, user, use.cookie);
        this.account = AccountKey.of(realm, user).key();
        this.stamps = new SecurityStampService(session, realm);
        this.user = user;
    }

    /**
     * Remembers the browser that has sent the current request.
     *
     * @param isShared see {@link Proof}
     */
    public void remember(boolean isShared) {
        String secret = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretGenerator.getInstance().randomBytes(SECRET_BYTES));
        store().put(
                        key(secret),
                        use.life,
                        Map.of(
                                AT,
                                Long.toString(KeycloakClock.now().toEpochMilli()),
                                SHARED,
                                Boolean.toString(isShared)));
        cookie.write(secret, use.life);
    }

    /** Whether the current request comes from such a browser, and the account's security stamp has not changed since. */
    public boolean isShown() {
        return proof().isPresent();
    }

    /** The proof that the browser of the current request has given; empty if there is none, or it has become invalid. */
    public Optional<Proof> proof() {
        return cookie.read()
                .flatMap(secret -> new RequestStoreReader(session).get(key(secret)))
                .map(notes -> new Proof(
                        // Without a time if an earlier version has written it, for the hour that it has left.
                        Optional.ofNullable(notes.get(AT))
                                .map(at -> Instant.ofEpochMilli(Long.parseLong(at)))
                                .orElseGet(KeycloakClock::now),
                        Boolean.parseBoolean(notes.get(SHARED))))
                .filter(proof -> proof.at().plus(use.life).isAfter(KeycloakClock.now()));
    }

    /**
     * Claims the proof for one purpose. Of any number of simultaneous callers, exactly one succeeds.
     *
     * @return whether this caller has claimed it
     */
    public boolean claim(String purpose) {
        return cookie.read()
                .filter(secret ->
                        store().putIfAbsent(key(secret) + ":" + Sha256.hex(purpose), use.life, KeycloakClock.now()))
                .isPresent();
    }

    private SingleUseObjectStore store() {
        return new SingleUseObjectStore(session.getKeycloakSessionFactory());
    }

    /** The lookup key is a hash, so the duration of the lookup reveals nothing about the secret. */
    private String key(String secret) {
        return use.key + account + ":" + Sha256.hex(stamps.of(user) + secret);
    }
}
