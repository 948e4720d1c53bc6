package dev.gatehouse.recovery.link;

import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.session.RealmCookie;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.keycloak.common.util.Base64Url;
import org.keycloak.common.util.SecretGenerator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The browser in which the page of a short link was opened. Keycloak's URL behind the button counts as confirmed there only: whoever presses
 * the button and passes the URL on, or has another site submit the form, gains nothing, because Keycloak then asks, as it always does. The
 * cookie is sent with no form of another site.
 */
public final class LinkBrowser {

    private static final String COOKIE = "GH_LINK_PAGE";
    private static final Duration LIFE = Duration.ofHours(1);
    private static final int SECRET_BYTES = 32;
    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final RealmCookie cookie;

    /** The browser of the current request. */
    public LinkBrowser(KeycloakSession session, RealmModel realm) {
        this.cookie = new RealmCookie(session, realm, COOKIE);
    }

    /** Remembers that a page was opened here. A browser that has another page open keeps its secret. */
    public void remember() {
        cookie.write(
                secret().orElseGet(() ->
                        Base64Url.encode(SecretGenerator.getInstance().randomBytes(SECRET_BYTES))),
                LIFE);
    }

    /** What tells this browser from others, and is no secret; empty if no page was opened here in the last hour. */
    Optional<String> hash() {
        return secret().map(Sha256::hex);
    }

    private Optional<String> secret() {
        return cookie.read().filter(sent -> SECRET.matcher(sent).matches());
    }
}
