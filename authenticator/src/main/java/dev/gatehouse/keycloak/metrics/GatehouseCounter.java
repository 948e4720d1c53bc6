package dev.gatehouse.keycloak.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What is counted. The values of every label come from a short list, or are names of realms, so that nobody can have a server keep as
 * many counters as he likes.
 */
public enum GatehouseCounter {
    /** Logins that were judged, also those that nobody completes. */
    LOGINS_JUDGED("logins.judged", "Judged logins by verdict", "realm", "verdict"),
    /** The same by score. A counter of bands, because a summary of the library takes no negative numbers. */
    LOGIN_SCORES("logins.score", "Judged logins by the lower end of the band of five nats that the score lies in", "realm", "from"),
    /** What made logins suspicious; one login may have several causes. */
    LOGIN_CAUSES("logins.causes", "What made judged logins suspicious; a login can have several causes", "realm", "cause"),
    /** What became of codes and keys that were asked for. */
    FACTOR_ANSWERS("factor.answers", "Answers to challenges for a second factor, by outcome", "realm", "factor", "outcome"),
    /** Mails with security codes, for which somebody waits. */
    CODE_MAILS("code.mails", "Emails with security codes, by what the SMTP server answered", "realm", "result"),
    /** Logins and grants that were turned away. */
    REFUSALS("refusals", "Logins and token grants that Gatehouse refused", "realm", "why"),
    /** Accounts that are suspected to be shared. */
    SHARED_LOGINS("shared.login.suspected", "Accounts suspected to be shared", "realm"),
    /** Mails that the queue has delivered to the mail server. */
    QUEUE_SENT("mail.queue.sent", "Queued emails that the SMTP server accepted"),
    /** Mails that the queue did not accept. */
    QUEUE_REFUSED("mail.queue.refused", "Emails that were not queued because too many were waiting"),
    /** Tries to send a mail again. */
    QUEUE_RETRIES("mail.queue.retries", "Retries to compose or send an email"),
    /** Mails that were given up. */
    QUEUE_LOST("mail.queue.lost", "Emails that were dropped"),
    /** Profiles that could not be read or written. */
    PROFILE_FAILURES("profile.failures", "Profiles that could not be read or written", "operation"),
    /** Rounds in which what is usual in a realm could not be saved or read. */
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

    /** The name as Prometheus reads it. */
    public String prometheusName() {
        return id.replace('.', '_') + "_total";
    }

    /** The names of the labels. */
    public List<String> labels() {
        return labels;
    }

    /**
     * Counts one more.
     *
     * @param values of the labels, in their order
     * @throws IllegalArgumentException if there are not as many values as labels
     */
    public void increment(String... values) {
        counter(values).increment();
    }

    /** Has the counter tell 0 before it is first counted, so that an alert sees the first increment too. */
    public void begin(String... values) {
        counter(values);
    }

    private Counter counter(String... values) {
        return counters.computeIfAbsent(List.of(values), missing ->
                Counter.builder(id).description(description).tags(Labels.of(labels, values)).register(Metrics.globalRegistry));
    }
}
