package dev.gatehouse.admin.http;

import dev.gatehouse.keycloak.json.PlainJson;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** Responses of the Admin REST endpoints. They are about one moment and one caller, so nobody may cache them. */
public final class AdminResponse {

    private AdminResponse() {}

    /**
     * A value as JSON.
     *
     * @param value plain values, see {@link PlainJson}
     */
    public static Response.ResponseBuilder json(Object value) {
        return uncached(Response.ok(PlainJson.write(value), MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8")));
    }

    /** Lines for a terminal. */
    public static Response.ResponseBuilder text(String lines) {
        return uncached(Response.ok(lines, MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8")));
    }

    /**
     * A refused request: a code for programs and a sentence for people, in JSON.
     *
     * @param status the status of HTTP
     */
    public static Response.ResponseBuilder refusal(int status, String code, String advice) {
        return uncached(Response.status(status)
                .entity(PlainJson.write(Map.of("error", code, "errorMessage", advice)))
                .type(MediaType.APPLICATION_JSON_TYPE));
    }

    private static Response.ResponseBuilder uncached(Response.ResponseBuilder response) {
        return response.header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
