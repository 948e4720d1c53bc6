package dev.gatehouse.admin.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.keycloak.common.Version;
import org.keycloak.headers.SecurityHeadersProvider;
import org.keycloak.models.BrowserSecurityHeaders;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.FreeMarkerException;
import org.keycloak.theme.Theme;
import org.keycloak.theme.beans.MessageFormatterMethod;
import org.keycloak.theme.freemarker.FreeMarkerProvider;

/** Renders templates with the headers that every answer of the page has: no cache, no frame, nothing from anywhere else. */
final class PageRenderer {

    private static final String POLICY =
            "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private final KeycloakSession session;
    private final PageTexts texts;

    PageRenderer(KeycloakSession session, PageTexts texts) {
        this.session = session;
        this.texts = texts;
    }

    /**
     * A page.
     *
     * @param template the name of the template, without what all of them have in common
     * @param values what it shows, by name
     */
    Response page(Response.Status status, String template, Map<String, Object> values) {
        Map<String, Object> model = new HashMap<>(values);
        model.put("msg", new MessageFormatterMethod(texts.locale(), texts.messages()));
        model.put("language", texts.language());
        model.put("direction", texts.isRightToLeft() ? "rtl" : "ltr");
        model.put("resources", resources().toString());
        try {
            String html = session.getProvider(FreeMarkerProvider.class)
                    .processTemplate(model, "gatehouse-admin-" + template + ".ftl", texts.theme());
            return guarded(Response.status(status).entity(html).type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")))
                    .header("Content-Security-Policy", POLICY)
                    .build();
        } catch (FreeMarkerException e) {
            throw new IllegalStateException("The template of the page " + template + " cannot be processed", e);
        }
    }

    /** Adds the headers that every answer has, and keeps Keycloak from replacing them by those of its login pages. */
    Response.ResponseBuilder guarded(Response.ResponseBuilder response) {
        session.getProvider(SecurityHeadersProvider.class).options().skipHeaders();
        String transport = session.getContext()
                .getRealm()
                .getBrowserSecurityHeaders()
                .getOrDefault(BrowserSecurityHeaders.STRICT_TRANSPORT_SECURITY.getKey(), "");
        if (!transport.isBlank()) {
            response.header(BrowserSecurityHeaders.STRICT_TRANSPORT_SECURITY.getHeaderName(), transport);
        }
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("X-Frame-Options", "DENY")
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Robots-Tag", "none")
                // Without the referrer, browsers send forms with the origin "null".
                .header("Referrer-Policy", "same-origin");
    }

    private URI resources() {
        return session.getContext()
                .getUri()
                .getBaseUriBuilder()
                .path("resources")
                .path(Version.RESOURCES_VERSION)
                .path(Theme.Type.ADMIN.name().toLowerCase(Locale.ROOT))
                .path(texts.theme().getName())
                .path("gatehouse")
                .build();
    }
}
