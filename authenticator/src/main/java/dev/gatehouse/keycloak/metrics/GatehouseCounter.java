package dev.gatehouse.keycloak.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The counters of Gatehouse. Label values are from short lists or names of realms, so that no client can create unlimited time series. */
public enum GatehouseCounter {
    /** Scored logins, including those that are never completed. */
    LOGINS_JUDGED("logins.judged", "Scored logins, by decision", "realm", "verdict"),
    /** The same by score. A counter of bands, because the library's summary accepts no negative numbers. */
    LOGIN_SCORES(
            "logins.score",
            "Scored logins, by the lower end of the band of five nats that the score lies in",
            "realm",
            "from"),
    /** Why logins were suspicious; one login may have several reasons. */
    LOGIN_CAUSES("logins.causes", "What made logins suspicious; a login can have several causes", "realm", "cause"),
    /** Logins that were completed, as the realm's history counts them. */
    LOGINS_COMPLETED("logins.completed", "Completed logins, by outcome", "realm", "outcome"),
    /** Results of the codes and keys that users were challenged for. */
    FACTOR_ANSWERS(
            "factor.answers", "Answers to challenges for a second factor, by outcome", "realm", "factor", "outcome"),
    /** Emails with security codes, which a user waits for. */
    CODE_MAILS("code.mails", "Emails with security codes, by what the SMTP server answered", "realm", "result"),
    /** Emailed codes, each once, however often it was sent or typed. */
    CODES("codes", "Emailed security codes, by how far they came", "realm", "step"),
    /** Logins and grants that were refused. */
    REFUSALS("refusals", "Logins and token grants that Gatehouse refused", "realm", "why"),
    /** Logins and grants that were let through by the mode alone. */
    REFUSALS_OBSERVED(
            "refusals.observed",
            "Logins and token grants that Gatehouse would refuse if the realm enforced MFA",
            "realm",
            "why"),
    /** Accounts that are suspected to be shared. */
    SHARED_LOGINS("shared.login.suspected", "Accounts suspected to be shared", "realm"),
    /** Emails that the queue has delivered to the mail server. */
    QUEUE_SENT("mail.queue.sent", "Queued emails that the SMTP server accepted"),
    /** Emails that the queue has rejected. */
    QUEUE_REFUSED("mail.queue.refused", "Emails that were not queued because too many were waiting"),
    /** Retries to send an email. */
    QUEUE_RETRIES("mail.queue.retries", "Retries to compose or send an email"),
    /** Emails that were given up. */
    QUEUE_LOST("mail.queue.lost", "Emails that were dropped"),
    /** Profiles that could not be read or written. */
    PROFILE_FAILURES("profile.failures", "Profiles that could not be read or written", "operation"),
    /** Rounds in which the login statistics of a realm could not be saved or read. */
    POPULATION_FAILURES("population.failures", "Failures to save or read the population statistics of a realm");

    private final String id;
    private final String description;
    private final List<String> labels;
    private final Map<List<String>, Counter> counters = new ConcurrentHashMap<>();

    GatehouseCounter(String id, String description, String... labels) {
        this.id = "gatehouse." + id;
        this.description = description;
        this.labels = List.of(labels);
    }

    /** The name in Prometheus. */
    public String prometheusName() {
        return id.replace('.', '_') + "_total";
    }

    /** The names of the labels. */
    public List<String> labels() {
        return labels;
    }

    /**
     * Increments the counter.
     *
     * @param values the values of the labels, in their order
     * @throws IllegalArgumentException if the number of values is not that of the labels
     */
    public void increment(String... values) {
        counter(values).increment();
    }

    /** Exports the counter as 0 before its first increment, so that an alert sees that increment too. */
    public void begin(String... values) {
        counter(values);
    }

    private Counter counter(String... values) {
        return counters.computeIfAbsent(List.of(values), missing -> Counter.builder(id)
                .description(description)
                .tags(Labels.of(labels, values))
                .register(Metrics.globalRegistry));
    }
}
