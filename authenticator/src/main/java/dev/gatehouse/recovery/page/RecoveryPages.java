package dev.gatehouse.recovery.page;

import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * The recovery pages, below {@code /realms/{realm}/gatehouse/}. They need neither cookies nor Keycloak's authentication session, so no other
 * login of the browser, and no lost cookie, can break them. Only a POST changes or sends anything.
 */
public final class RecoveryPages {

    /** The segment below the realm at which the pages are served. */
    public static final String NAME = RecoveryUrls.NAME;

    private static final String HERE = "/" + NAME;

    private final KeycloakSession session;
    private final RealmModel realm;

    /** For the current request. */
    public RecoveryPages(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** Shows a page. */
    public Response get() {
        String pathAndQuery = pathAndQuery();
        if (isForgot(pathAndQuery) && pathAndQuery.endsWith("/" + RecoveryUrls.STATE)) {
            return new WaitingState(session, realm, pathAndQuery).answer();
        }
        if (MailedLinkPage.isMeant(pathAndQuery)) {
            return new MailedLinkPage(session, realm, pathAndQuery).show();
        }
        return isForgot(pathAndQuery)
                ? new ForgotPasswordPage(session, realm, pathAndQuery).show()
                : new ResetPasswordPage(session, realm, pathAndQuery).show();
    }

    /** Handles a submitted form, and shows the result. */
    public Response post() {
        String pathAndQuery = pathAndQuery();
        if (MailedLinkPage.isMeant(pathAndQuery)) {
            return new MailedLinkPage(session, realm, pathAndQuery).answer();
        }
        return isForgot(pathAndQuery)
                ? new ForgotPasswordPage(session, realm, pathAndQuery).answer()
                : new ResetPasswordPage(session, realm, pathAndQuery).answer();
    }

    /** Path and query behind the name of this resource, raw: neither decoded nor corrected. */
    private String pathAndQuery() {
        URI uri = session.getContext().getUri().getRequestUri();
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        // Behind the realm's name, which may be the same.
        int here = path.indexOf(HERE, path.indexOf("/", path.indexOf("/realms/") + "/realms/".length()));
        String rest = here < 0 ? path : path.substring(here + HERE.length());
        return uri.getRawQuery() == null ? rest : rest + "?" + uri.getRawQuery();
    }

    private static boolean isForgot(String pathAndQuery) {
        return isPage(pathAndQuery, RecoveryUrls.FORGOT) || isPage(pathAndQuery, RecoveryUrls.NOT_ME);
    }

    /** Whether the request is for this page, or for something below it. */
    static boolean isPage(String pathAndQuery, String name) {
        String page = "/" + name;
        return pathAndQuery.toLowerCase(Locale.ROOT).startsWith(page)
                && !Character.isLetterOrDigit((pathAndQuery + "/").charAt(page.length()));
    }
}
