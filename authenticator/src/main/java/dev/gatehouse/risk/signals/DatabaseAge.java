package dev.gatehouse.risk.signals;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.metrics.GatehouseGauge;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Reports the age of an address database: addresses are reassigned, so an old database becomes less and less accurate. */
final class DatabaseAge {

    private static final Logger LOG = Logger.getLogger(DatabaseAge.class);
    private static final Duration OLD = Duration.ofDays(365);

    private DatabaseAge() {}

    /**
     * Logs the age, with a warning if the database is old, and reports it as a metric from now on.
     *
     * @param database {@code country} or {@code asn}
     * @param name the name of the database in the log
     * @param made when the database was built
     */
    static void logAge(String database, String name, Instant made) {
        LOG.infof("%s was built on %s", name, made);
        if (isOld(made, KeycloakClock.now())) {
            LOG.warnf(
                    "GATEHOUSE-104 %s is older than a year (%s), so it is wrong for many addresses; install a newer one",
                    name, made);
        }
        GatehouseGauge.DATABASE_AGE.by(
                () -> Duration.between(made, KeycloakClock.now()).toSeconds(), database);
    }

    /** Whether a database built at that time is old now. */
    static boolean isOld(Instant made, Instant now) {
        return made.plus(OLD).isBefore(now);
    }
}
