package dev.gatehouse.keycloak.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.function.Supplier;

/** What is measured whenever Prometheus asks. */
public enum GatehouseGauge {
    /** The age of the databases of addresses. */
    DATABASE_AGE("address.database.age", "seconds", "Age of the address database", "database"),
    /** The mails in the queue. */
    QUEUE_WAITING("mail.queue.waiting", null, "Emails that wait to be sent or retried");

    private final String id;
    private final String unit;
    private final String description;
    private final List<String> labels;

    GatehouseGauge(String id, String unit, String description, String... labels) {
        this.id = "gatehouse." + id;
        this.unit = unit;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** The name as Prometheus reads it. */
    public String prometheusName() {
        return id.replace('.', '_') + (unit == null ? "" : "_" + unit);
    }

    /** The names of the labels. */
    public List<String> labels() {
        return labels;
    }

    /**
     * Measures from now on. What was registered first for the same values stays.
     *
     * @param number asked whenever Prometheus asks
     * @param values of the labels, in their order
     * @throws IllegalArgumentException if there are not as many values as labels
     */
    public void by(Supplier<Number> number, String... values) {
        Gauge.builder(id, number).description(description).baseUnit(unit).tags(Labels.of(labels, values)).register(Metrics.globalRegistry);
    }
}
