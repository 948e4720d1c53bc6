package dev.gatehouse.recovery.page;

import dev.gatehouse.notification.email.NotMePage;
import dev.gatehouse.recovery.link.MailedLink;
import dev.gatehouse.recovery.token.ResetToken;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import org.keycloak.models.RealmModel;

/** The URLs of the recovery pages. */
final class RecoveryUrls {

    /** The name below the realm, and the id of the provider. */
    static final String NAME = NotMePage.PAGES;

    /** The page that prompts for an address. */
    static final String FORGOT = "forgot";

    /** The same page, for users who report that another person has signed in. */
    static final String NOT_ME = NotMePage.NAME;

    /** The same page, although an address was submitted before. */
    static final String OTHER = "other";

    /** The same page, for users whom an app sends without a login; the app follows, as {@link ReturnApp} encodes it. */
    static final String FROM = "from";

    /** Follows the page that waits for an email: its state, for the page's script. */
    static final String STATE = "state";

    /** Follows a link that has just changed a password. */
    static final String DONE = "done";

    /** Follows a link that leads to a new password after all sessions were ended. */
    static final String SECURED = "secured";

    /** The page of a link that Keycloak wants to email; without a link, the page that prompts for the code in the email. */
    static final String LINK = MailedLink.PAGE;

    private RecoveryUrls() {}

    /**
     * The link in an email. The secret stands where a query would: Keycloak answers paths with a semicolon, two slashes or a needless
     * escape with a bare error before this code is reached, and email tools turn links into such paths.
     */
    static String mailed(URI base, RealmModel realm, ResetToken token) {
        return UriBuilder.fromUri(base)
                        .path("realms")
                        .path(realm.getName())
                        .path(NAME)
                        .build() + "/?" + token.printed();
    }

    /** The page of a link, or of a request for one; as a path, because a change of the language keeps it. */
    static URI of(URI base, RealmModel realm, String... path) {
        UriBuilder address =
                UriBuilder.fromUri(base).path("realms").path(realm.getName()).path(NAME);
        for (String part : path) {
            address.path(part);
        }
        return address.build();
    }
}
