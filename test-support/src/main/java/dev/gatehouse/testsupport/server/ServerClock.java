package dev.gatehouse.testsupport.server;

import dev.gatehouse.demo.keycloak.ReferenceRealm;
import dev.gatehouse.testsupport.Http;
import dev.gatehouse.testsupport.server.clock.ClockResource;
import dev.gatehouse.testsupport.server.clock.ClockResourceFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.keycloak.services.resource.RealmResourceProviderFactory;

/**
 * Moves the clock of a server, so that a test need not wait for days. Closing resets it. Entries of Keycloak's caches, e.g. single-use
 * objects and the rate limits counted there, still expire by the machine's time.
 */
public final class ServerClock implements AutoCloseable {

    /** The provider that the server needs. */
    public static final ProviderJar PROVIDER = new ProviderJar(
            ClockResourceFactory.ID,
            RealmResourceProviderFactory.class,
            ClockResourceFactory.class,
            List.of(ClockResource.class));

    private final HttpClient http = Http.client();
    private final TestServer server;
    private Duration ahead = Duration.ZERO;

    private ServerClock(TestServer server) {
        this.server = server;
    }

    /** The clock of a server, not moved yet. */
    public static ServerClock of(TestServer server) {
        return new ServerClock(server);
    }

    /** Sets the clock forward by this much more, or back if it is negative. Skips the test if the server's clock cannot be moved. */
    public ServerClock advance(Duration by) {
        ahead = ahead.plus(by);
        set(ahead);
        return this;
    }

    @Override
    public void close() {
        if (!ahead.isZero()) {
            set(Duration.ZERO);
        }
    }

    /** The URL at which the clock of a server with {@link #PROVIDER} is moved. */
    static String urlOf(String serverUrl) {
        return serverUrl + "/realms/" + ReferenceRealm.NAME + "/" + ClockResourceFactory.ID;
    }

    private void set(Duration offset) {
        try {
            URI moved = URI.create(server.clockUrl() + "/" + offset.toSeconds());
            HttpRequest request = HttpRequest.newBuilder(moved)
                    .PUT(HttpRequest.BodyPublishers.noBody())
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new AssertionError("the server's clock answered with " + status);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
