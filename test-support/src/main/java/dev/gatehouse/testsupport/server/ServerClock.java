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
 * Moves the time of a server, so that a test need not wait for days. Closing sets it right again. What expires in Keycloak's caches, as
 * single-use objects and the limits counted there do, expires by the time of the machine all the same.
 */
public final class ServerClock implements AutoCloseable {

    /** The provider that the server needs. */
    public static final ProviderJar PROVIDER = new ProviderJar(
            ClockResourceFactory.ID, RealmResourceProviderFactory.class, ClockResourceFactory.class, List.of(ClockResource.class));

    private final HttpClient http = Http.client();
    private final String url;
    private Duration ahead = Duration.ZERO;

    private ServerClock(TestServer server) {
        this.url = server.ownUrl() + "/realms/" + ReferenceRealm.NAME + "/" + ClockResourceFactory.ID;
    }

    /** The clock of a server, which is right. */
    public static ServerClock of(TestServer server) {
        return new ServerClock(server);
    }

    /** Sets the clock forward by so much more, or back if it is negative. */
    public ServerClock advance(Duration by) {
        ahead = ahead.plus(by);
        set(ahead);
        return this;
    }

    @Override
    public void close() {
        set(Duration.ZERO);
    }

    private void set(Duration offset) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/" + offset.toSeconds())).PUT(HttpRequest.BodyPublishers.noBody()).build();
            int status = http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
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
