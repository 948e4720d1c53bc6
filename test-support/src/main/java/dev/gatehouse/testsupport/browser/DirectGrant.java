package dev.gatehouse.testsupport.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The phone app's own login form, which requests tokens with a password. */
public final class DirectGrant {

    private final TestServer server;
    private final UnaryOperator<HttpBrowser> place;

    public DirectGrant(TestServer server) {
        this(server, UnaryOperator.identity());
    }

    private DirectGrant(TestServer server, UnaryOperator<HttpBrowser> place) {
        this.server = server;
        this.place = place;
    }

    /** The same app at another address. */
    public DirectGrant from(String clientAddress) {
        return new DirectGrant(server, browser -> browser.from(clientAddress));
    }

    /**
     * One call.
     *
     * @param more parameters in addition to user name and password, or instead of them
     * @return the answer, with its {@code status} added
     */
    public JsonNode call(Admin.User user, Map<String, String> more) {
        Map<String, String> form = new HashMap<>(Map.of(
                "grant_type",
                "password",
                "client_id",
                "mobile",
                "scope",
                "openid",
                "username",
                user.email(),
                "password",
                Admin.PASSWORD));
        form.putAll(more);
        Page answer = place.apply(server.newBrowser()).post(server.realmUrl() + "/protocol/openid-connect/token", form);
        try {
            return ((ObjectNode) Admin.JSON.readTree(answer.text())).put("status", answer.status());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
