package dev.gatehouse.mfa.device;

import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.store.AccountKey;
import dev.gatehouse.keycloak.store.RequestStoreReader;
import dev.gatehouse.keycloak.store.SingleUseObjectStore;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Marks a browser in which the owner of an account has just proven access to the account's mailbox. It is no known device: it only exempts
 * the browser from a temporary lockout that other callers have caused by wrong passwords.
 */
public final class VerifiedMailboxCookie {

    private static final String COOKIE = "GH_MAILBOX_";
    private static final String KEY = "gatehouse-proven-mailbox:";
    private static final int SECRET_BYTES = 32;
    private static final Duration LIFE = Duration.ofHours(1);

    private final KeycloakSession session;
    private final DeviceCookie cookie;
    private final String account;
    private final SecurityStampService stamps;
    private final UserModel user;

    public VerifiedMailboxCookie(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.cookie = new DeviceCookie(session, realm, user, COOKIE);
        this.account = AccountKey.of(realm, user).key();
        this.stamps = new SecurityStampService(session, realm);
        this.user = user;
    }

    /** Remembers the browser that has sent the current request, for one hour. */
    public void remember() {
        String secret = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(SecretGenerator.getInstance().randomBytes(SECRET_BYTES));
        new SingleUseObjectStore(session.getKeycloakSessionFactory()).put(key(secret), LIFE, Map.of());
        cookie.write(secret, LIFE);
    }

    /** Whether the current request comes from such a browser, and the account's security stamp has not changed since. */
    public boolean isShown() {
        return cookie.read()
                .filter(secret ->
                        new RequestStoreReader(session).get(key(secret)).isPresent())
                .isPresent();
    }

    /** The lookup key is a hash, so the duration of the lookup reveals nothing about the secret. */
    private String key(String secret) {
        return KEY + account + ":" + Sha256.hex(stamps.of(user) + secret);
    }
}
