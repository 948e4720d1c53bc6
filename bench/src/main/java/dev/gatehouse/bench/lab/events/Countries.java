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

/** Looks up countries and providers of addresses in a database in MaxMind's format. */
final class Countries implements AutoCloseable {

    private final Optional<Reader> reader;

    private Countries(Optional<Reader> reader) {
        this.reader = reader;
    }

    /** An empty database. */
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

    /** The country in ISO 3166-1 alpha-2; empty if unknown. */
    String country(String address) {
        return entry(address)
                .map(entry -> {
                    Object code = entry.get("country_code");
                    if (code == null && entry.get("country") instanceof Map<?, ?> country) {
                        code = country.get("iso_code");
                    }
                    return code == null ? "" : code.toString();
                })
                .orElse("");
    }

    /** The number of the autonomous system; empty if unknown. */
    String asn(String address) {
        return entry(address)
                .map(entry -> entry.get("autonomous_system_number"))
                .map(Object::toString)
                .orElse("");
    }

    private Optional<Map<?, ?>> entry(String address) {
        // Never resolves host names: only addresses are looked up.
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
