package dev.gatehouse.demo.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The response of a route's handler. */
record Response(int status, String contentType, String contentSecurityPolicy, byte[] body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NOTHING = "default-src 'none'; frame-ancestors 'none'";

    static Response empty(int status) {
        return new Response(status, "text/plain; charset=utf-8", NOTHING, new byte[0]);
    }

    static Response text(int status, String sentence) {
        return new Response(
                status, "text/plain; charset=utf-8", NOTHING, (sentence + "\n").getBytes(StandardCharsets.UTF_8));
    }

    static Response json(Object value) {
        try {
            return new Response(200, "application/json", NOTHING, JSON.writeValueAsBytes(value));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page from the JAR that may load scripts and styles from here, and fetch from here and from {@code origins}. */
    static Response page(String file, String origins) {
        return new Response(
                200,
                "text/html; charset=utf-8",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' " + origins
                        + "; frame-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                bytes(file));
    }

    /** A script or style sheet from the JAR. */
    static Response asset(String file) {
        return new Response(
                200,
                file.endsWith(".js") ? "text/javascript; charset=utf-8" : "text/css; charset=utf-8",
                NOTHING,
                bytes(file));
    }

    /** HTML from an untrusted source: nothing in it runs or loads; its links open in a new tab. */
    static Response untrusted(String html) {
        return new Response(
                200,
                "text/html; charset=utf-8",
                "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; frame-ancestors 'self'",
                html.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(String file) {
        try (InputStream resource = Response.class.getResourceAsStream("/dev/gatehouse/demo/web/" + file)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
