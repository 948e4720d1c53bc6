package dev.gatehouse.risk.population;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChallengeCounterTest {

    private static final String REALM = "id-of-a-realm";
    private static final String NAME = "realm-of-this-test";

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final InMemoryPopulationRepository repository = new InMemoryPopulationRepository();
    private final PopulationService populations =
            new PopulationService(repository, () -> Instant.parse("2026-03-01T23:59:59Z"));
    private final ChallengeCounter counter = new ChallengeCounter(populations, REALM, NAME);

    @BeforeEach
    void export() {
        Metrics.addRegistry(metrics);
    }

    @AfterEach
    void stop() {
        Metrics.removeRegistry(metrics);
        populations.close();
    }

    @Test
    void theHistoryAndTheMetricsOfEmailsAreEqual() {
        for (CodeMail mail : CodeMail.values()) {
            double before = metric(GatehouseCounter.CODE_MAILS, "result", label(mail));
            counter.mailed(mail);
            counter.mailed(mail);
            assertThat(metric(GatehouseCounter.CODE_MAILS, "result", label(mail)) - before)
                    .isEqualTo(2);
        }
        assertThat(today().mails())
                .isEqualTo(Map.of(CodeMail.SENT, 2.0, CodeMail.REFUSED, 2.0, CodeMail.UNCONFIRMED, 2.0));
    }

    @Test
    void theHistoryAndTheMetricsOfAnswersAreEqual() {
        for (AnswerOutcome outcome : AnswerOutcome.values()) {
            double before = metric(GatehouseCounter.FACTOR_ANSWERS, "outcome", label(outcome));
            counter.answered("authenticator-app", outcome);
            assertThat(metric(GatehouseCounter.FACTOR_ANSWERS, "outcome", label(outcome)) - before)
                    .isEqualTo(1);
        }
        assertThat(today().answers().get("authenticator-app"))
                .containsOnlyKeys(AnswerOutcome.values())
                .containsEntry(AnswerOutcome.WRONG, 1.0);
    }

    @Test
    void aRealmWithCodesButWithoutLoginsHasAHistoryAndNoPopulation() {
        counter.given();
        counter.tried();
        counter.accepted(Duration.ofSeconds(20));
        assertThat(today().given()).isEqualTo(1);
        assertThat(today().neverTried()).isZero();
        assertThat(today().latencies().totalSeconds()).isEqualTo(20);
        assertThat(repository.rows(REALM).keySet())
                .allMatch(row -> row.kind().equals(DailyCounts.kind(LocalDate.of(2026, 3, 1))));
        assertThat(populations.snapshot(REALM).since()).isEmpty();
    }

    private CodeCounts today() {
        populations.flush();
        return populations.days(REALM, 1).get(0).codes();
    }

    private double metric(GatehouseCounter counted, String label, String value) {
        return metrics
                .find(counted.prometheusName().replace("_total", "").replace('_', '.'))
                .tag("realm", NAME)
                .tag(label, value)
                .counters()
                .stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
