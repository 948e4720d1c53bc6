package dev.gatehouse.mfa.device;

import dev.gatehouse.risk.signals.RequestReader;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * Whose account a browser signs in to, so that its user need not type the address. A cookie says which of the browser's known devices was
 * used last. It contains neither an address nor an id, and by itself shows nothing: only the token of the known device does, so that it
 * ends with the device.
 */
public final class RememberedAccount {

    private static final String COOKIE = "GH_ACCOUNT";
    private static final Pattern SUFFIX = Pattern.compile("[0-9a-f]{16}");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final DeviceCookie cookie;

    public RememberedAccount(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.cookie = DeviceCookie.named(session, realm, COOKIE);
    }

    /** The account, if the current request comes from a device that is known for it. */
    public Optional<UserModel> find() {
        return cookie.read()
                .filter(text -> SUFFIX.matcher(text).matches())
                .flatMap(suffix -> DeviceCookie.read(session, suffix).flatMap(token -> new KnownDevices(session)
                        .owner(realm, token, new RequestReader(session).prefix(realm))
                        .filter(user -> DeviceCookie.suffix(user).equals(suffix))));
    }

    /** Remembers the account of a known device for some time. */
    void remember(UserModel user, Duration lifetime) {
        cookie.write(DeviceCookie.suffix(user), lifetime.isNegative() ? Duration.ZERO : lifetime);
    }

    /** Forgets the account; the device stays known. */
    public void forget() {
        if (cookie.read().isPresent()) {
            cookie.write("", Duration.ZERO);
        }
    }
}
