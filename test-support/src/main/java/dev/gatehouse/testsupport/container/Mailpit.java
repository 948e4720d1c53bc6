package dev.gatehouse.testsupport.container;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.mail.Codes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.awaitility.Awaitility;

/**
 * The inbox of the containers, read by its API.
 *
 * @param url the URL of its page
 */
public record Mailpit(String url) {

    public static final String IMAGE = "axllent/mailpit:v1.27";

    private static final HttpClient HTTP = Http.client();

    /** The security code in the latest email to this address; waits until there is one. */
    public String code(String address) {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> count(address) > 0);
        String id = to(address).get(0).get("ID").asText();
        return Codes.in(get("/api/v1/message/" + id).get("Text").asText());
    }

    public int count(String address) {
        return to(address).size();
    }

    private JsonNode to(String address) {
        return get("/api/v1/search?query=" + Admin.encode("to:\"" + address + "\""))
                .get("messages");
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<String> response = HTTP.send(
                    HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(path).isEqualTo(200);
            return Admin.JSON.readTree(response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
