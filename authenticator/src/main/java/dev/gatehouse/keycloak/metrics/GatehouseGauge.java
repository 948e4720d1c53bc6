package dev.gatehouse.keycloak.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The gauges of Gatehouse, measured at each scrape. */
public enum GatehouseGauge {
    /** The age of the address databases. */
    DATABASE_AGE("address.database.age", "seconds", "Age of the address database", "database"),
    /** The emails in the queue. */
    QUEUE_WAITING("mail.queue.waiting", null, "Emails that wait to be sent or retried"),
    /** What the doctor finds in a realm, as of its last examination. */
    DOCTOR_FINDINGS("doctor.findings", null, "Findings of the doctor, by severity", "realm", "severity");

    private final String id;
    private final @Nullable String unit;
    private final String description;
    private final List<String> labels;

    GatehouseGauge(String id, @Nullable String unit, String description, String... labels) {
        this.id = "gatehouse." + id;
        this.unit = unit;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** The name in Prometheus. */
    public String prometheusName() {
        return id.replace('.', '_') + (unit == null ? "" : "_" + unit);
    }

    /** The names of the labels. */
    public List<String> labels() {
        return labels;
    }

    /**
     * Registers a gauge. For the same label values, the first registration stays.
     *
     * @param number called at each scrape
     * @param values the values of the labels, in their order
     * @throws IllegalArgumentException if the number of values is not that of the labels
     */
    public void by(Supplier<Number> number, String... values) {
        Gauge.builder(id, number)
                .description(description)
                .baseUnit(unit)
                .tags(Labels.of(labels, values))
                .register(Metrics.globalRegistry);
    }
}
