package dev.gatehouse.recovery.link;

import dev.gatehouse.notification.email.NotMePage;
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
    /** Where a link leads: a base URL, which may look like a realm itself, a realm, and one of Keycloak's two endpoints. */
    private static final Pattern PLACE =
            Pattern.compile("^([^?]*)(/realms/[^/?]+)/(?:login-actions|protocol)/[^?]*\\?.*$");

    /** Reads a link; empty if it contains no token. */
    static Optional<KeycloakLink> of(String url) {
        Matcher matcher = TOKEN.matcher(url);
        return matcher.find() && PLACE.matcher(url).matches()
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

    /** The URL of a page of Gatehouse in the realm of this link, on the same host. */
    String page(String name) {
        Matcher place = place();
        return place.group(1) + place.group(2) + "/" + NotMePage.PAGES + "/" + name;
    }

    private Matcher place() {
        Matcher place = PLACE.matcher(url);
        if (!place.matches()) {
            throw new IllegalStateException("not a link of Keycloak");
        }
        return place;
    }

    /** The rest, relative to another base: the email may have been requested where users cannot go. */
    String below(String base) {
        return base.replaceFirst("/+$", "") + url.substring(place().start(2));
    }
}
