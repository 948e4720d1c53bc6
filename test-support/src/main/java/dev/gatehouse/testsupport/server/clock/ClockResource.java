package dev.gatehouse.testsupport.server.clock;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.keycloak.common.util.Time;
import org.keycloak.services.resource.RealmResourceProvider;

/** Reads and sets how far the server's clock is ahead, below {@code /realms/{realm}/test-clock}. */
public final class ClockResource implements RealmResourceProvider {

    @Override
    public Object getResource() {
        return this;
    }

    /** The seconds that the clock is ahead. */
    @GET
    @Produces(MediaType.TEXT_PLAIN)
    public String offset() {
        return Integer.toString(Time.getOffset());
    }

    /** Sets the seconds that the clock is ahead. */
    @PUT
    @Path("{seconds}")
    public void set(@PathParam("seconds") int seconds) {
        Time.setOffset(seconds);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
