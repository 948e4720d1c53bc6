package dev.gatehouse.recovery.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.util.LocaleUtil;

/**
 * The recovery pages, below {@code /realms/{realm}/gatehouse/}. They need neither cookies nor Keycloak's authentication session, so no other
 * login of the browser, and no lost cookie, can break them. Only a POST changes or sends anything.
 */
public final class RecoveryResource {

    private static final String HERE = "/" + RecoveryUrls.NAME;

    private final KeycloakSession session;
    private final RealmModel realm;

    /** For the current request. */
    RecoveryResource(KeycloakSession session) {
        this.session = session;
        this.realm = session.getContext().getRealm();
    }

    /** Shows a page. */
    @GET
    @Path("{path: .*}")
    public Response get() {
        LocaleUtil.processLocaleParam(session, realm, null);
        if (!isSecure()) {
            return insecure();
        }
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

    /** Answers like {@link #get()}, without the page, because link checkers send HEAD requests. */
    @HEAD
    @Path("{path: .*}")
    public Response head() {
        return get();
    }

    /** Handles a submitted form, and shows the result. */
    @POST
    @Path("{path: .*}")
    public Response post() {
        if (!isSecure()) {
            return insecure();
        }
        String pathAndQuery = pathAndQuery();
        if (MailedLinkPage.isMeant(pathAndQuery)) {
            return new MailedLinkPage(session, realm, pathAndQuery).answer();
        }
        return isForgot(pathAndQuery)
                ? new ForgotPasswordPage(session, realm, pathAndQuery).answer()
                : new ResetPasswordPage(session, realm, pathAndQuery).answer();
    }

    /** Whether the realm allows the connection of this request; Keycloak checks this for its own pages only. */
    private boolean isSecure() {
        return "https".equals(session.getContext().getUri().getBaseUri().getScheme())
                || !realm.getSslRequired().isRequired(session.getContext().getConnection());
    }

    private Response insecure() {
        return ErrorPage.error(session, null, Response.Status.FORBIDDEN, Messages.HTTPS_REQUIRED);
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
