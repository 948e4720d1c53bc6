package dev.gatehouse.admin.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
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

    /** With any weight but 0, RFC 9110 section 12.5.3. */
    private static final Pattern GZIP_ACCEPTED =
            Pattern.compile("(?i)(?:^|,)\\s*gzip\\s*(?:;\\s*q=(?:1|0?\\.0*[1-9])[^,]*)?(?:,|$)");

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
        return answer(status, html(template, values)).build();
    }

    /** A page whose size may be known, see {@link Section#isCompressible()}: compressed if the browser accepts that. */
    Response compressed(Response.Status status, String template, Map<String, Object> values) {
        String html = html(template, values);
        String accepted = session.getContext().getRequestHeaders().getHeaderString(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null || !GZIP_ACCEPTED.matcher(accepted).find()) {
            return answer(status, html).build();
        }
        return answer(status, gzip(html))
                .header(HttpHeaders.CONTENT_ENCODING, "gzip")
                .build();
    }

    private static byte[] gzip(String html) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(html.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private Response.ResponseBuilder answer(Response.Status status, Object content) {
        return guarded(Response.status(status).entity(content).type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8")))
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING)
                .header("Content-Security-Policy", POLICY);
    }

    private String html(String template, Map<String, Object> values) {
        Map<String, Object> model = new HashMap<>(values);
        model.put("msg", new MessageFormatterMethod(texts.locale(), texts.messages()));
        model.put("language", texts.language());
        model.put("direction", texts.isRightToLeft() ? "rtl" : "ltr");
        model.put("resources", resources().toString());
        try {
            return session.getProvider(FreeMarkerProvider.class)
                    .processTemplate(model, "gatehouse-admin-" + template + ".ftl", texts.theme());
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
