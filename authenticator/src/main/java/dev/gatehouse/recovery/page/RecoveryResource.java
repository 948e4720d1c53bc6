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
 * The pages of recovery, below {@code /realms/{realm}/gatehouse/}. They use neither cookies nor Keycloak's authentication session,
 * so nothing that a browser has of another login, or has lost, can break them. Only a POST changes or sends anything.
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
        String called = called();
        return isForgot(called) ? new ForgotPasswordPage(session, realm, called).show() : new ResetPasswordPage(session, realm, called).show();
    }

    /** Answers like {@link #get()}, without the page: link checkers ask like this. */
    @HEAD
    @Path("{path: .*}")
    public Response head() {
        return get();
    }

    /** Does what a form asks for, and shows what came of it. */
    @POST
    @Path("{path: .*}")
    public Response post() {
        if (!isSecure()) {
            return insecure();
        }
        String called = called();
        return isForgot(called) ? new ForgotPasswordPage(session, realm, called).answer() : new ResetPasswordPage(session, realm, called).answer();
    }

    /** Whether the realm lets people sign in over the connection that this request came by; Keycloak asks that of its own pages only. */
    private boolean isSecure() {
        return "https".equals(session.getContext().getUri().getBaseUri().getScheme())
                || !realm.getSslRequired().isRequired(session.getContext().getConnection());
    }

    private Response insecure() {
        return ErrorPage.error(session, null, Response.Status.FORBIDDEN, Messages.HTTPS_REQUIRED);
    }

    /** What stands behind the name of this resource, path and query, as it came: nothing decoded, nothing mended. */
    private String called() {
        URI uri = session.getContext().getUri().getRequestUri();
        String path = Objects.requireNonNullElse(uri.getRawPath(), "");
        // Behind the realm's name, which may be the same.
        int here = path.indexOf(HERE, path.indexOf("/", path.indexOf("/realms/") + "/realms/".length()));
        String rest = here < 0 ? path : path.substring(here + HERE.length());
        return uri.getRawQuery() == null ? rest : rest + "?" + uri.getRawQuery();
    }

    private static boolean isForgot(String called) {
        return isPage(called, RecoveryUrls.FORGOT) || isPage(called, RecoveryUrls.NOT_ME);
    }

    /** Whether this is called, or something below it. */
    static boolean isPage(String called, String name) {
        String page = "/" + name;
        return called.toLowerCase(Locale.ROOT).startsWith(page) && !Character.isLetterOrDigit((called + "/").charAt(page.length()));
    }
}
