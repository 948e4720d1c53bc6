package dev.gatehouse.mfa.device;

import dev.gatehouse.keycloak.grant.LoginRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.models.KeycloakSession;

/**
 * How an app without cookies keeps the token of a known device: a direct grant is answered with it, and brings it back as a form parameter
 * of the same name. A script of a web page gets it only if it asks for it by the parameter, be it empty, and never for a device that only
 * the cookie names: that is not for scripts.
 */
public final class DeviceTokenParameter {

    /** The name, in the request and in the answer. */
    public static final String NAME = "device_token";

    /** Longer than any token, whose longest parts are the ids of user and realm. */
    private static final int LONGEST = 2048;

    /** Three parts in base64url. Keycloak logs what it cannot decode at DEBUG, so only what looks like a token gets there. */
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    private static final String ACCEPTED = "gatehouse.device-token-accepted";
    private static final String ISSUED = "gatehouse.device-token-issued";

    private DeviceTokenParameter() {}

    /** Announces that the answer to the current request, a direct grant, will carry a token that is issued. Otherwise none is read either. */
    public static void accept(KeycloakSession session) {
        session.setAttribute(ACCEPTED, true);
    }

    /** What the current request brings, not validated; empty if it brings nothing that could be a token. */
    static Optional<String> read(KeycloakSession session) {
        return sent(session)
                .filter(text -> text.length() <= LONGEST && TOKEN.matcher(text).matches());
    }

    private static Optional<String> sent(KeycloakSession session) {
        return session.getAttribute(ACCEPTED) == null
                ? Optional.empty()
                : LoginRequest.directGrantParameter(session, NAME);
    }

    /**
     * Keeps a token for the answer to the current request, if that may carry it.
     *
     * @param isForScripts whether a script of a web page may have it, if it asks for it
     */
    static void write(KeycloakSession session, String token, boolean isForScripts) {
        boolean isAllowed = !LoginRequest.isOfScript(session)
                || (isForScripts && sent(session).isPresent());
        if (session.getAttribute(ACCEPTED) != null && isAllowed) {
            session.setAttribute(ISSUED, token);
        }
    }

    /** The token that the answer to the current request carries; empty if none was issued. */
    public static Optional<String> issued(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ISSUED, String.class));
    }
}
