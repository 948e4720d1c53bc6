package dev.gatehouse.mfa.device;

import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.session.RealmCookie;
import jakarta.ws.rs.core.Cookie;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The cookie that holds the token of a known device. Its name depends on the user, so that users who share a browser do not overwrite each
 * other's cookie.
 */
final class DeviceCookie {

    private static final String PREFIX = "GH_DEVICE_";
    private static final int NAME_BYTES = 8;
    private static final int MOST_READ = 4;

    private final RealmCookie cookie;

    DeviceCookie(KeycloakSession session, RealmModel realm, UserModel user) {
        this(session, realm, user, PREFIX);
    }

    private DeviceCookie(KeycloakSession session, RealmModel realm, String name) {
        this.cookie = new RealmCookie(session, realm, name);
    }

    /** A cookie of the same kind that belongs to no user. */
    static DeviceCookie named(KeycloakSession session, RealmModel realm, String name) {
        return new DeviceCookie(session, realm, name);
    }

    /** What distinguishes the cookie of a user from those of others: hexadecimal digits of a hash of the user's id. */
    static String suffix(UserModel user) {
        return HexFormat.of().formatHex(Sha256.of(user.getId()), 0, NAME_BYTES);
    }

    /** The cookie of the user with this suffix, not validated. */
    static Optional<String> read(KeycloakSession session, String suffix) {
        return Optional.ofNullable(session.getContext()
                        .getHttpRequest()
                        .getHttpHeaders()
                        .getCookies()
                        .get(PREFIX + suffix))
                .map(Cookie::getValue);
    }

    /** A cookie of the same kind with another prefix. */
    DeviceCookie(KeycloakSession session, RealmModel realm, UserModel user, String prefix) {
        this(session, realm, prefix + suffix(user));
    }

    /** The cookies that the browser has sent for any user, not validated; at most {@value #MOST_READ}. */
    static List<String> readAny(KeycloakSession session) {
        return session.getContext().getHttpRequest().getHttpHeaders().getCookies().entrySet().stream()
                .filter(cookie -> cookie.getKey().startsWith(PREFIX))
                .limit(MOST_READ)
                .map(cookie -> cookie.getValue().getValue())
                .toList();
    }

    /** The cookie that the browser has sent, not validated. */
    Optional<String> read() {
        return cookie.read();
    }

    void write(String token, Duration lifetime) {
        cookie.write(token, lifetime);
    }
}
