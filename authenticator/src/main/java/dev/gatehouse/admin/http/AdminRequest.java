package dev.gatehouse.admin.http;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Locale;
import org.keycloak.models.KeycloakSession;

/** What the caller of an Admin REST endpoint wants to read. */
public final class AdminRequest {

    private final HttpHeaders headers;

    private AdminRequest(HttpHeaders headers) {
        this.headers = headers;
    }

    /** The current request. */
    public static AdminRequest of(KeycloakSession session) {
        return new AdminRequest(session.getContext().getHttpRequest().getHttpHeaders());
    }

    /** The language that the caller prefers; English if the caller has no preference. */
    public Locale language() {
        List<Locale> wanted = headers.getAcceptableLanguages();
        boolean isAny = wanted.isEmpty()
                || wanted.get(0).getLanguage().isBlank()
                || "*".equals(wanted.get(0).getLanguage());
        return isAny ? Locale.ENGLISH : wanted.get(0);
    }

    /** Whether the caller prefers lines for a terminal to JSON. */
    public boolean wantsText() {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || type.isCompatible(MediaType.TEXT_PLAIN_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }
}
