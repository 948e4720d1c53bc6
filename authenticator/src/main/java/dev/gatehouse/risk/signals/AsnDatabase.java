package dev.gatehouse.risk.signals;

import com.maxmind.db.CHMCache;
import com.maxmind.db.Reader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Looks up the provider of an address: the number of the autonomous system that announces it on the Internet. Uses the table
 * shipped with Gatehouse, or a local database in MaxMind's format, such as GeoLite2 ASN. No look-up leaves the machine. Without a
 * database the model knows no provider, and a new network in the user's city is as suspicious as one anywhere else in the country.
 */
public final class AsnDatabase {

    private static final Logger LOG = Logger.getLogger(AsnDatabase.class);
    private static final String SHIPPED = "asn.bin";
    private static final String WITHOUT =
            "so providers are unknown, and a new network of a known provider counts like any new network";
    private static final Pattern NAME = Pattern.compile("AS([1-9]\\d{0,9})");
    private static final Source NOTHING = address -> 0;

    private final Optional<Instant> built;
    private volatile Source source;

    /** A source of autonomous system numbers. */
    @FunctionalInterface
    private interface Source {

        /** The number; 0 if unknown. */
        long asnOf(IpAddress address) throws IOException;
    }

    private AsnDatabase(Source source, Optional<Instant> built) {
        this.source = source;
        this.built = built;
    }

    /** Opens the table shipped with Gatehouse. */
    public static AsnDatabase shipped() {
        try (InputStream in = AsnDatabase.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                return missing("the ASN database is not in the JAR");
            }
            AsnTable table = AsnTable.read(in);
            Instant made = table.made().atStartOfDay(ZoneOffset.UTC).toInstant();
            DatabaseAge.logAge("asn", "The ASN database in the JAR", made);
            return new AsnDatabase(table::asnOf, Optional.of(made));
        } catch (IOException | RuntimeException e) {
            return missing("the ASN database in the JAR cannot be read: " + e.getMessage());
        }
    }

    /** Opens the admin's own database. If the file cannot be read, providers are unknown; it never falls back to the shipped table. */
    public static AsnDatabase file(String path) {
        try {
            Reader reader = new Reader(new File(path), Reader.FileMode.MEMORY, new CHMCache());
            Instant made = reader.getMetadata().buildTime();
            DatabaseAge.logAge("asn", "The ASN database " + path, made);
            return new AsnDatabase(
                    address -> number(reader.get(address.toInetAddress(), Map.class)), Optional.of(made));
        } catch (IOException | RuntimeException e) {
            return missing("the ASN database " + path + " cannot be read: " + e.getMessage());
        }
    }

    private static AsnDatabase missing(String why) {
        LOG.errorf("GATEHOUSE-103 No ASN database, %s: %s", WITHOUT, why);
        return new AsnDatabase(NOTHING, Optional.empty());
    }

    /** Whether look-ups can be made. */
    public boolean isAvailable() {
        return source != NOTHING;
    }

    /** When the database was built; empty if it is unavailable. */
    Optional<Instant> built() {
        return isAvailable() ? built : Optional.empty();
    }

    /** The provider of an address, such as {@code AS1234}; empty if the database is unavailable or does not contain it. */
    public Optional<String> asnOf(IpAddress address) {
        try {
            long number = source.asnOf(address);
            return number == 0 ? Optional.empty() : Optional.of("AS" + number);
        } catch (IOException | RuntimeException e) {
            LOG.errorf("GATEHOUSE-107 The ASN database is damaged and no longer used, %s: %s", WITHOUT, e.getMessage());
            source = NOTHING;
            return Optional.empty();
        }
    }

    /** GeoLite2 and compatible databases contain a number, others {@code AS1234}. */
    private static long number(@Nullable Map<?, ?> entry) {
        if (entry == null) {
            return 0;
        }
        if (entry.get("autonomous_system_number") instanceof Number number) {
            return number.longValue();
        }
        return Optional.ofNullable(entry.get("asn"))
                .map(name -> NAME.matcher(name.toString()))
                .filter(name -> name.matches())
                .map(name -> Long.valueOf(name.group(1)))
                .orElse(0L);
    }
}
