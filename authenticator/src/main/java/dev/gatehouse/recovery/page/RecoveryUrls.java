package dev.gatehouse.recovery.page;

import dev.gatehouse.recovery.token.ResetToken;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.models.RealmModel;

/** The addresses of the pages. */
final class RecoveryUrls {

    /** The name under the realm, and the id of the provider. */
    static final String NAME = "gatehouse";

    /** The page that asks for an address. */
    static final String FORGOT = "forgot";

    /** The same page, for those who say that another person has signed in. */
    static final String NOT_ME = "not-me";

    /** The same page, although an address was given before. */
    static final String OTHER = "other";

    /** The same page, for those whom an app sends without a login; the app's name follows, as {@link ReturnApp} writes it. */
    static final String FROM = "from";

    /** What follows a link that has just changed a password. */
    static final String DONE = "done";

    /** What follows a link that leads to a new password, now that everyone is signed out. */
    static final String SECURED = "secured";

    private RecoveryUrls() {}

    /**
     * The link as it is mailed. The secret stands where a query would: Keycloak answers paths with a semicolon, two slashes or a
     * needless escape with a bare error before anybody else sees them, and mail tools make such of links.
     */
    static String mailed(URI base, RealmModel realm, ResetToken token) {
        return UriBuilder.fromUri(base).path("realms").path(realm.getName()).path(NAME).build() + "/?" + token.printed();
    }

    /** The page of a link, or of somebody who asks for one; as a path, so that the choice of a language keeps it. */
    static URI of(URI base, RealmModel realm, String... path) {
        UriBuilder address = UriBuilder.fromUri(base).path("realms").path(realm.getName()).path(NAME);
        for (String part : path) {
            address.path(part);
        }
        return address.build();
    }
}
