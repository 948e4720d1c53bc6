package dev.gatehouse.keycloak.session;

import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.resources.RealmsResource;
import org.keycloak.utils.SecureContextResolver;

/** A cookie for the pages of one realm, which no script reads. */
public final class RealmCookie {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final String name;

    public RealmCookie(KeycloakSession session, RealmModel realm, String name) {
        this.session = session;
        this.realm = realm;
        this.name = name;
    }

    /** The value that the browser has sent, not validated. */
    public Optional<String> read() {
        return Optional.ofNullable(session.getContext()
                        .getHttpRequest()
                        .getHttpHeaders()
                        .getCookies()
                        .get(name))
                .map(Cookie::getValue);
    }

    public void write(String value, Duration lifetime) {
        session.getContext()
                .getHttpResponse()
                .setCookieIfAbsent(new NewCookie.Builder(name)
                        .value(value)
                        .maxAge((int) lifetime.toSeconds())
                        .path(RealmsResource.realmBaseUrl(session.getContext().getUri())
                                .path("/")
                                .build(realm.getName())
                                .getRawPath())
                        .httpOnly(true)
                        .secure(SecureContextResolver.isSecureContext(session))
                        // Lax suffices for identity providers: their cross-site POST is answered by a redirect before a
                        // login is assessed.
                        .sameSite(NewCookie.SameSite.LAX)
                        .build());
    }
}
