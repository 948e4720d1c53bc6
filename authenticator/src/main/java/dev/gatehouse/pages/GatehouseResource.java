package dev.gatehouse.pages;

import dev.gatehouse.admin.page.AdminPage;
import dev.gatehouse.recovery.page.RecoveryPages;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.ErrorPage;
import org.keycloak.services.messages.Messages;
import org.keycloak.services.util.LocaleUtil;

/** The pages below {@code /realms/{realm}/gatehouse/}: that for administrators, and those by which users recover their accounts. */
public final class GatehouseResource {

    private static final String ADMIN = "admin";
    private static final String ESCAPED_SLASH = "%2f";

    private final KeycloakSession session;

    /** For the current request. */
    GatehouseResource(KeycloakSession session) {
        this.session = session;
    }

    /** Shows a page. */
    @GET
    @Path("{path: .*}")
    public Response get(@PathParam("path") String path) {
        LocaleUtil.processLocaleParam(session, session.getContext().getRealm(), null);
        if (!isSecure()) {
            return insecure();
        }
        List<String> segments = segments(path);
        return isAdmin(segments) ? admin(segments).get() : new RecoveryPages(session).get();
    }

    /** Answers like {@link #get}, without the page, because link checkers send HEAD requests. */
    @HEAD
    @Path("{path: .*}")
    public Response head(@PathParam("path") String path) {
        return get(path);
    }

    /** Handles a submitted form, and shows the result. */
    @POST
    @Path("{path: .*}")
    public Response post(@PathParam("path") String path) {
        if (!isSecure()) {
            return insecure();
        }
        List<String> segments = segments(path);
        return isAdmin(segments) ? admin(segments).post() : new RecoveryPages(session).post();
    }

    /** Whether the realm allows the connection of this request; Keycloak checks this for its own pages only. */
    private boolean isSecure() {
        return "https".equals(session.getContext().getUri().getBaseUri().getScheme())
                || !session.getContext()
                        .getRealm()
                        .getSslRequired()
                        .isRequired(session.getContext().getConnection());
    }

    private Response insecure() {
        return ErrorPage.error(session, null, Response.Status.FORBIDDEN, Messages.HTTPS_REQUIRED);
    }

    /** Proxies may close the page by its path, so there is one way to write it: Keycloak refuses the others, but for an escaped slash. */
    private boolean isAdmin(List<String> segments) {
        return !segments.isEmpty()
                && ADMIN.equals(segments.get(0))
                && !session.getContext()
                        .getUri()
                        .getRequestUri()
                        .getRawPath()
                        .toLowerCase(Locale.ROOT)
                        .contains(ESCAPED_SLASH);
    }

    private AdminPage admin(List<String> segments) {
        return new AdminPage(session, segments.subList(1, segments.size()));
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }
}
