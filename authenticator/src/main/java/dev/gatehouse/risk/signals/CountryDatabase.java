package dev.gatehouse.risk.signals;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import dev.gatehouse.risk.model.Place;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Looks up the country of an address in a local database in MaxMind's format. No look-up leaves the machine.
 *
 * <p>The database shipped with Gatehouse contains {@code country_code}; GeoLite2 and compatible databases contain
 * {@code country.iso_code}. Both are supported. A city database also provides the location within the country
 * ({@code location.latitude}, {@code location.longitude}).
 */
public final class CountryDatabase {

    private static final Logger LOG = Logger.getLogger(CountryDatabase.class);
    private static final String SHIPPED = "country.mmdb";
    private static final Pattern ISO_CODE = Pattern.compile("[A-Z]{2}");

    private volatile Optional<Reader> reader;

    private CountryDatabase(Optional<Reader> reader) {
        this.reader = reader;
    }

    /** Opens the database shipped with Gatehouse. */
    public static CountryDatabase shipped() {
        try (InputStream in = CountryDatabase.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                return missing("the country database is not in the JAR");
            }
            Reader reader = new Reader(in, new CHMCache());
            DatabaseAge.logAge(
                    "country",
                    "The country database in the JAR",
                    reader.getMetadata().buildTime());
            return new CountryDatabase(Optional.of(reader));
        } catch (IOException | RuntimeException e) {
            return missing("the country database in the JAR cannot be read: " + e.getMessage());
        }
    }

    /** Opens the admin's own database. If the file cannot be read, the database is unavailable; it never falls back to the shipped one. */
    public static CountryDatabase file(String path) {
        try {
            Reader reader = new Reader(new File(path), Reader.FileMode.MEMORY, new CHMCache());
            DatabaseAge.logAge(
                    "country",
                    "The country database " + path,
                    reader.getMetadata().buildTime());
            return new CountryDatabase(Optional.of(reader));
        } catch (IOException | RuntimeException e) {
            return missing("the country database " + path + " cannot be read: " + e.getMessage());
        }
    }

    private static CountryDatabase missing(String why) {
        LOG.errorf("GATEHOUSE-101 No country database, so every login is challenged: %s", why);
        return new CountryDatabase(Optional.empty());
    }

    /** Whether look-ups can be made. */
    public boolean isAvailable() {
        return reader.isPresent();
    }

    /** When the database was built; empty if it is unavailable. */
    Optional<Instant> built() {
        return reader.map(open -> open.getMetadata().buildTime());
    }

    /**
     * What the database says about an address.
     *
     * @param country the country in ISO 3166-1 alpha-2; empty if the database is unavailable or does not contain it
     * @param place the location within the country, if this is a city database that provides it
     */
    public record Location(Optional<String> country, Optional<Place> place) {

        /** That of an address of which nothing is known. */
        static final Location UNKNOWN = new Location(Optional.empty(), Optional.empty());
    }

    /** Looks an address up. */
    public Location locate(IpAddress address) {
        return entry(address)
                .map(entry -> new Location(isoCode(entry), place(entry)))
                .orElse(Location.UNKNOWN);
    }

    private Optional<Map<?, ?>> entry(IpAddress address) {
        Optional<Reader> open = reader;
        if (open.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(open.get().get(address.toInetAddress(), Map.class));
        } catch (IOException | RuntimeException e) {
            LOG.errorf(
                    "GATEHOUSE-102 The country database is damaged and no longer used, so every login is challenged: %s",
                    e.getMessage());
            reader = Optional.empty();
            return Optional.empty();
        }
    }

    private static Optional<String> isoCode(Map<?, ?> entry) {
        Object code = entry.get("country_code");
        if (code == null && entry.get("country") instanceof Map<?, ?> country) {
            code = country.get("iso_code");
        }
        return Optional.ofNullable(code).map(Object::toString).filter(text -> ISO_CODE.matcher(text)
                .matches());
    }

    private static Optional<Place> place(Map<?, ?> entry) {
        Map<?, ?> location = entry.get("location") instanceof Map<?, ?> nested ? nested : entry;
        if (location.get("latitude") instanceof Number latitude
                && Math.abs(latitude.doubleValue()) <= 90
                && location.get("longitude") instanceof Number longitude
                && Math.abs(longitude.doubleValue()) <= 180) {
            return Optional.of(new Place(latitude.doubleValue(), longitude.doubleValue()));
        }
        return Optional.empty();
    }
}
