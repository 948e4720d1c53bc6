package dev.gatehouse.admin.doctor;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.metrics.GatehouseGauge;
import dev.gatehouse.keycloak.session.RealmJob;
import dev.gatehouse.keycloak.text.LogText;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Examines all realms at the start of the server and regularly from then on. Logs what is found at the start, once a day and when it
 * changes, and keeps the numbers for the gauge. Each node does, because some checks are about the node. Lets the metrics of realms in which
 * Gatehouse is set up begin at 0.
 */
public final class DoctorRounds implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(DoctorRounds.class);
    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofMinutes(15);
    private static final Duration REPEATED_AFTER = Duration.ofDays(1);

    /** What is found in every realm in which nobody has set Gatehouse up, so that it is not worth a line. */
    private static final List<String> STOCK = List.of("not-set-up (" + Fault.REALM + ")");

    private final KeycloakSessionFactory sessions;
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "gatehouse-doctor");
        created.setDaemon(true);
        return created;
    });

    /** What was found in a realm, and when it was logged. */
    private record State(List<String> names, Map<Severity, Long> numbers, Instant loggedAt) {}

    /** @param sessions of the server */
    public DoctorRounds(KeycloakSessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Starts the rounds. */
    public void start() {
        // No caller waits for it, and each round logs its failures.
        Future<?> unused = thread.scheduleWithFixedDelay(
                this::examineAll, DELAY.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Notes what was found in a realm, and logs it if it is new or was last logged a day ago. */
    void found(String realm, List<Finding> findings) {
        List<String> names = findings.stream().map(Finding::name).toList();
        Map<Severity, Long> numbers = new EnumMap<>(Severity.class);
        findings.forEach(finding -> numbers.merge(finding.severity(), 1L, Long::sum));
        Instant now = KeycloakClock.now();
        states.compute(realm, (name, before) -> {
            boolean isChanged = before == null || !before.names().equals(names);
            boolean isDue =
                    before == null || before.loggedAt().plus(REPEATED_AFTER).isBefore(now);
            if (isChanged || isDue) {
                boolean isStock = names.equals(STOCK);
                log(realm, names, numbers, isStock && (before == null || !isChanged));
                return new State(names, numbers, now);
            }
            return new State(names, numbers, before.loggedAt());
        });
        if (!names.equals(STOCK)) {
            RealmMetrics.begin(realm);
        }
        Arrays.stream(Severity.values())
                .forEach(severity ->
                        GatehouseGauge.DOCTOR_FINDINGS.by(() -> number(realm, severity), realm, severity.code()));
    }

    private static void log(String realm, List<String> names, Map<Severity, Long> numbers, boolean isNoNews) {
        String found = String.join(", ", names);
        if (isNoNews) {
            LOG.debugf("Gatehouse is not set up in realm %s", LogText.of(realm));
        } else if (numbers.containsKey(Severity.HOLE)) {
            LOG.errorf("GATEHOUSE-961 The doctor finds holes in realm %s: %s", LogText.of(realm), LogText.of(found));
        } else if (numbers.containsKey(Severity.RISK)) {
            LOG.warnf("GATEHOUSE-962 The doctor finds risks in realm %s: %s", LogText.of(realm), LogText.of(found));
        } else {
            LOG.infof(
                    "GATEHOUSE-963 The doctor finds neither holes nor risks in realm %s%s",
                    LogText.of(realm), found.isEmpty() ? "" : ": " + LogText.of(found));
        }
    }

    private long number(String realm, Severity severity) {
        return Optional.ofNullable(states.get(realm))
                .map(state -> state.numbers().getOrDefault(severity, 0L))
                .orElse(0L);
    }

    private void examineAll() {
        try {
            Map<String, String> realms =
                    KeycloakModelUtils.runJobInTransactionWithResult(sessions, session -> session.realms()
                            .getRealmsStream()
                            .collect(Collectors.toMap(RealmModel::getId, RealmModel::getName)));
            states.keySet().retainAll(realms.values());
            realms.keySet().forEach(this::examine);
        } catch (RuntimeException e) {
            // The executor would cancel all further rounds.
            LOG.warnf(e, "GATEHOUSE-965 The doctor could not examine the realms; this will be retried");
        }
    }

    private void examine(String realmId) {
        try {
            RealmJob.run(sessions, realmId, (session, realm) -> found(realm.getName(), Doctor.examine(session, realm)));
        } catch (RuntimeException e) {
            LOG.warnf(e, "GATEHOUSE-966 The doctor could not examine the realm with the id %s", realmId);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
