package dev.gatehouse.bench.lab.events;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.gatehouse.bench.lab.log.UnusableLogException;
import dev.gatehouse.risk.signals.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Countries and providers of addresses, out of a database in MaxMind's format. */
final class Countries implements AutoCloseable {

    private final Optional<Reader> reader;

    private Countries(Optional<Reader> reader) {
        this.reader = reader;
    }

    /** Knows none. */
    static Countries none() {
        return new Countries(Optional.empty());
    }

    static Countries file(Path file) {
        try {
            return new Countries(Optional.of(new Reader(file.toFile(), new CHMCache())));
        } catch (IOException e) {
            throw new UnusableLogException("The database " + file + " cannot be read: " + e.getMessage());
        }
    }

    /** ISO 3166-1 alpha-2; empty if it is not known. */
    String country(String address) {
        return entry(address).map(entry -> {
            Object code = entry.get("country_code");
            if (code == null && entry.get("country") instanceof Map<?, ?> country) {
                code = country.get("iso_code");
            }
            return code == null ? "" : code.toString();
        }).orElse("");
    }

    /** The number of the autonomous system; empty if it is not known. */
    String asn(String address) {
        return entry(address).map(entry -> entry.get("autonomous_system_number")).map(Object::toString).orElse("");
    }

    private Optional<Map<?, ?>> entry(String address) {
        // Names are never looked up: only what is an address is asked for.
        if (reader.isEmpty() || IpAddress.parse(address).isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(reader.get().get(InetAddress.getByName(address), Map.class));
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        if (reader.isPresent()) {
            reader.get().close();
        }
    }
}
