package dev.gatehouse.admin.logins;

import dev.gatehouse.keycloak.json.PlainJson;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;

/** A request that is refused: a code for programs and a sentence for people, in JSON. Nothing has been changed. */
final class FeedbackRefusal {

    private FeedbackRefusal() {}

    /** The body is not JSON with a known label. */
    static WebApplicationException label() {
        return exception(
                Response.Status.BAD_REQUEST,
                "invalid_label",
                "Send JSON with the label \"it_was_them\" or \"it_was_not\", such as {\"label\":\"it_was_them\"}.");
    }

    /** A parameter is no time. */
    static WebApplicationException time(String parameter) {
        return exception(
                Response.Status.BAD_REQUEST,
                "invalid_time",
                "The parameter " + parameter + " must be a time such as 2026-12-07T07:00:00Z.");
    }

    /** There is no such login. */
    static WebApplicationException unknown() {
        return exception(
                Response.Status.NOT_FOUND,
                "unknown_login",
                "This realm has no assessed login with this event, or no feedback about it.");
    }

    private static WebApplicationException exception(Response.Status status, String code, String advice) {
        return new WebApplicationException(Response.status(status)
                .entity(PlainJson.write(Map.of("error", code, "errorMessage", advice)))
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
    }
}
