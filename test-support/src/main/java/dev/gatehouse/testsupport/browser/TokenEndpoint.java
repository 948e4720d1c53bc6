package dev.gatehouse.testsupport.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/** The requests of a program to the realm, without a browser. */
public final class TokenEndpoint {

    private final TestServer server;

    public TokenEndpoint(TestServer server) {
        this.server = server;
    }

    /**
     * A response.
     *
     * @param status the HTTP status
     * @param body the JSON
     */
    public record Answer(int status, JsonNode body) {

        public boolean hasToken() {
            return body.has("access_token");
        }

        public String accessToken() {
            return body.path("access_token").asText();
        }

        /** The claims of the access token. */
        public JsonNode claims() {
            return HttpBrowser.claims(accessToken());
        }

        public String error() {
            return body.path("error").asText();
        }

        public String description() {
            return body.path("error_description").asText();
        }
    }

    /** Requests a token by a grant. */
    public Answer grant(String grantType, Map<String, String> parameters) {
        Map<String, String> form = new HashMap<>(parameters);
        form.put("grant_type", grantType);
        return post("/protocol/openid-connect/token", form);
    }

    /** Posts to an address of the realm that answers with JSON. */
    public Answer post(String path, Map<String, String> form) {
        return postTo(server.realmUrl() + path, form);
    }

    /** Posts to any address that answers with JSON. */
    public Answer postTo(String url, Map<String, String> form) {
        Page answer = server.newBrowser().wantingJson().post(url, form);
        try {
            return new Answer(answer.status(), Admin.JSON.readTree(answer.text()));
        } catch (IOException notJson) {
            throw new AssertionError(url + " was answered with " + answer.status() + ": " + answer.text(), notJson);
        }
    }
}
