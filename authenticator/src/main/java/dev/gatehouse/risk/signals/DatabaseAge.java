package dev.gatehouse.risk.signals;

import dev.gatehouse.keycloak.metrics.GatehouseGauge;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;

/** Tells how old a database of addresses is: addresses change hands, and what an old one says of them is less and less true. */
final class DatabaseAge {

    private static final Logger LOG = Logger.getLogger(DatabaseAge.class);
    private static final Duration OLD = Duration.ofDays(365);

    private DatabaseAge() {}

    /**
     * Tells it in the log, with a warning if it is old, and as a metric from now on.
     *
     * @param database {@code country} or {@code asn}
     * @param name what the log calls it
     * @param made when it was made
     */
    static void logAge(String database, String name, Instant made) {
        LOG.infof("%s was built on %s", name, made);
        if (isOld(made, now())) {
            LOG.warnf("GATEHOUSE-104 %s is older than a year (%s), so it is wrong for many addresses; install a newer one", name, made);
        }
        GatehouseGauge.DATABASE_AGE.by(() -> Duration.between(made, now()).toSeconds(), database);
    }

    /** Whether a database made then is old by now. */
    static boolean isOld(Instant made, Instant now) {
        return made.plus(OLD).isBefore(now);
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
