package dev.gatehouse.keycloak.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.keycloak.common.util.Time;

/** Keycloak's clock, which an admin can shift for tests. */
public final class KeycloakClock extends Clock {

    /** The current time. */
    public static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("this clock only returns instants");
    }

    @Override
    public Instant instant() {
        return now();
    }
}
