package dev.gatehouse.risk.population;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.keycloak.metrics.GatehouseCounter;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
    void theHistoryAndTheMetricsOfCompletedLoginsAreEqual() {
        for (CompletedLogin.Outcome outcome : CompletedLogin.Outcome.values()) {
            double before = metric(GatehouseCounter.LOGINS_COMPLETED, "outcome", label(outcome));
            counter.completed(login(outcome));
            assertThat(metric(GatehouseCounter.LOGINS_COMPLETED, "outcome", label(outcome)) - before)
                    .isEqualTo(1);
        }
        populations.flush();
        assertThat(populations
                        .days(REALM, 1)
                        .get(0)
                        .logins()
                        .by(LoginCounts.Dimension.ALL)
                        .get(""))
                .isEqualTo(Map.of(
                        CompletedLogin.Outcome.PASSED, 1.0,
                        CompletedLogin.Outcome.WOULD_BE_ASKED, 1.0,
                        CompletedLogin.Outcome.ASKED, 1.0));
    }

    @Test
    void theHistoryAndTheMetricsOfCodesAreEqual() {
        double given = metric(GatehouseCounter.CODES, "step", "given");
        double tried = metric(GatehouseCounter.CODES, "step", "tried");
        counter.given();
        counter.given();
        counter.tried();
        assertThat(metric(GatehouseCounter.CODES, "step", "given") - given).isEqualTo(today().given());
        assertThat(metric(GatehouseCounter.CODES, "step", "tried") - tried).isEqualTo(today().tried());
        assertThat(today().neverTried()).isEqualTo(1);
    }

    @Test
    void theMetricsOfARealmBeginAtZeroAndBeginningAgainChangesNothing() {
        counter.mailed(CodeMail.SENT);
        double sent = metric(GatehouseCounter.CODE_MAILS, "result", "sent");
        ChallengeCounter.begin(NAME, "email");
        assertThat(metric(GatehouseCounter.CODE_MAILS, "result", "sent")).isEqualTo(sent);
        assertThat(exported("gatehouse.logins.completed")).hasSize(CompletedLogin.Outcome.values().length);
        assertThat(exported("gatehouse.code.mails")).hasSize(CodeMail.values().length);
        assertThat(exported("gatehouse.codes")).hasSize(2);
        assertThat(metrics.find("gatehouse.factor.answers")
                        .tag("realm", NAME)
                        .tag("factor", "email")
                        .counters())
                .hasSize(AnswerOutcome.values().length);
    }

    private static CompletedLogin login(CompletedLogin.Outcome outcome) {
        return new CompletedLogin(
                new LoginAttempt(
                        Instant.parse("2026-03-01T23:59:59Z"),
                        new Network("address", "prefix", "AS1", "DE", Network.Listing.NONE, Optional.empty()),
                        new UserAgent("Firefox", 140, "Linux", UserAgent.DeviceType.DESKTOP),
                        DeviceRecognition.UNKNOWN,
                        Failures.NONE),
                true,
                OptionalDouble.empty(),
                OptionalDouble.empty(),
                outcome,
                "workspace",
                List.of(),
                List.of(),
                Optional.empty(),
                List.of());
    }

    private Collection<Counter> exported(String id) {
        return metrics.find(id).tag("realm", NAME).counters();
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
