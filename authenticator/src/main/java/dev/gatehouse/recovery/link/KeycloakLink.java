package dev.gatehouse.recovery.link;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.authentication.actiontoken.DefaultActionToken;
import org.keycloak.jose.jws.JWSInput;
import org.keycloak.jose.jws.JWSInputException;

/**
 * A link that Keycloak wants to email: a URL with an action token.
 *
 * @param url the whole link
 * @param token the action token in it, signed by Keycloak
 */
record KeycloakLink(String url, String token) {

    private static final Pattern TOKEN =
            Pattern.compile("[?&](?:key|token)=([A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+)");
    private static final String REALMS = "/realms/";

    /** Reads a link; empty if it contains no token. */
    static Optional<KeycloakLink> of(String url) {
        Matcher matcher = TOKEN.matcher(url);
        return matcher.find() && url.contains(REALMS)
                ? Optional.of(new KeycloakLink(url, matcher.group(1)))
                : Optional.empty();
    }

    /** The claims that all action tokens have. The signature is not checked: only Keycloak itself passes links on. */
    Optional<DefaultActionToken> claims() {
        return claims(DefaultActionToken.class);
    }

    /** The claims of one kind of action token; empty if they cannot be read. */
    <T> Optional<T> claims(Class<T> type) {
        try {
            return Optional.of(new JWSInput(token).readJsonContent(type));
        } catch (JWSInputException notAToken) {
            return Optional.empty();
        }
    }

    /** The same link with another token. */
    String with(String otherToken) {
        return url.replace(token, otherToken);
    }

    /** What the link begins with, up to the realms. */
    String base() {
        return url.substring(0, url.indexOf(REALMS));
    }

    /** The rest, relative to another base: the email may have been requested where users cannot go. */
    String below(String base) {
        return base.replaceFirst("/+$", "") + url.substring(url.indexOf(REALMS));
    }
}
