package dev.gatehouse.bench.lab;

import dev.gatehouse.bench.lab.log.Client;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.log.Origin;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/** Hand-made rows. */
public final class Rows {

    private static final Instant START = Instant.parse("2020-02-03T12:00:00Z");

    private Rows() {}

    /** A login of the user, the given number of days after the start, with system and device type of a Windows computer. */
    public static LoginRow own(double day, String user, String address, String asn, String country, String browser) {
        Client client = new Client("UA " + browser, browser, "Windows 10", "desktop");
        return new LoginRow(
                0,
                START.plusSeconds((long) (day * 86_400)),
                user,
                OptionalDouble.empty(),
                new Origin(address, country, "-", "-", asn),
                client,
                true,
                false,
                false,
                Optional.empty(),
                Optional.empty());
    }

    /** The same row with a wrong password. */
    public static LoginRow failed(LoginRow row) {
        return new LoginRow(
                row.index(),
                row.time(),
                row.user(),
                row.roundTripMillis(),
                row.origin(),
                row.client(),
                false,
                false,
                false,
                Optional.empty(),
                row.token());
    }
}
