package dev.gatehouse.risk.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.model.Failures;
import dev.gatehouse.risk.model.LoginAttempt;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.RateFeedback;
import dev.gatehouse.risk.model.ScoreHistogram;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.population.CompletedLogin.Outcome;
import dev.gatehouse.risk.population.LoginCounts.Dimension;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PopulationServiceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REALM = "r1";
    private static final double SMALL = 1e-9;

    private Instant now = NOON;
    private double rate = 5;
    private final InMemoryPopulationRepository repository = new InMemoryPopulationRepository();
    private final PopulationService node = new PopulationService(repository, () -> now);
    private final PopulationService otherNode = new PopulationService(repository, () -> now);

    @AfterEach
    void stop() {
        node.close();
        otherNode.close();
    }

    @Test
    void theCountsOfTwoNodesAddUp() {
        count(node, "NL", 3, Outcome.PASSED);
        count(otherNode, "NL", 4, Outcome.ASKED);
        count(otherNode, "DE", 5, Outcome.PASSED);
        node.flush();
        otherNode.flush();
        node.flush();
        assertThat(node.snapshot(REALM).scores().total(NOON)).isCloseTo(3, within(SMALL));
        assertThat(node.snapshot(REALM).population().country("NL"))
                .isGreaterThan(node.snapshot(REALM).population().country("DE"));
        assertThat(node.lastDays(REALM).by(Dimension.ALL).get(""))
                .containsEntry(Outcome.PASSED, 2.0)
                .containsEntry(Outcome.ASKED, 1.0);
        assertThat(node.snapshot(REALM).feedback(5))
                .as("of all logins, one was suspicious")
                .isEqualTo(RateFeedback.NONE.plus(true, NOON).plus(false, NOON).plus(false, NOON));
        assertThat(node.snapshot(REALM).feedback(10)).as("another rate").isEqualTo(RateFeedback.NONE);
        assertThat(otherNode.snapshot(REALM).scores().total(NOON))
                .as("the other node had counted when it read")
                .isCloseTo(3, within(SMALL));
    }

    @Test
    void aFailedSaveLosesNothingAndCountsNothingTwice() {
        repository.isFailing = true;
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        assertThat(repository.rows(REALM)).isEmpty();
        repository.isFailing = false;
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        node.flush();
        assertThat(node.snapshot(REALM).scores().total(NOON)).isCloseTo(3, within(SMALL));
        assertThat(node.lastDays(REALM).by(Dimension.CLIENT).get("workspace")).containsEntry(Outcome.PASSED, 3.0);
        assertThat(node.snapshot(REALM).feedback(5).under())
                .isEqualTo(RateFeedback.NONE.plus(false, NOON).under() * 3);
        assertThat(repository.rows(REALM)).containsKey(PopulationRow.USERS);
    }

    @Test
    void aNodeThatStopsSavesItsCounts() {
        count(node, "NL", 3, Outcome.PASSED);
        node.close();
        assertThat(repository.days(REALM, LocalDate.of(2026, 3, 1)).by(Dimension.ALL))
                .containsKey("");
    }

    @Test
    void noLoginIsLostWhenThreadsCountDuringASave() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int number = 0; number < 2000; number++) {
            threads.submit(() -> count(node, "NL", 3, Outcome.PASSED));
            if (number % 100 == 0) {
                threads.submit(node::flush);
            }
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        node.flush();
        assertThat(node.lastDays(REALM).by(Dimension.ALL).get("")).containsEntry(Outcome.PASSED, 2000.0);
    }

    @Test
    void expiredDaysAreNotCountedAndDeleted() {
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        now = NOON.plus(Duration.ofDays(31));
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        assertThat(node.lastDays(REALM).by(Dimension.ALL).get("")).containsEntry(Outcome.PASSED, 1.0);
        assertThat(repository.rows(REALM).keySet())
                .filteredOn(row -> DailyCounts.of(row.kind()).isPresent())
                .allMatch(row -> row.kind().equals("day:2026-04-01"));
        assertThat(node.snapshot(REALM).since()).contains(NOON);
    }

    @Test
    void aHostileStreamOfNamesDoesNotGrowTheTable() {
        for (int number = 0; number < 20_000; number++) {
            node.count(REALM, login("X" + number % 700, 0, Outcome.PASSED, "client " + number));
            if (number % 1000 == 0) {
                node.flush();
            }
        }
        node.flush();
        assertThat(repository.rows(REALM).keySet())
                .filteredOn(row -> row.kind().equals(PopulationRow.COUNTRY))
                .hasSizeLessThanOrEqualTo(300);
        assertThat(node.lastDays(REALM).by(Dimension.CLIENT))
                .hasSizeLessThanOrEqualTo(101)
                .containsKey(LoginCounts.OTHER);
    }

    @Test
    void manyTargetRatesDoNotGrowTheTable() {
        for (int number = 0; number < 300; number++) {
            rate = 1 + number / 10.0;
            now = now.plus(Duration.ofDays(1));
            count(node, "NL", 3, Outcome.ASKED);
            node.flush();
        }
        assertThat(repository.rows(REALM).keySet())
                .filteredOn(row -> row.kind().equals(PopulationRow.OVER))
                .hasSizeLessThanOrEqualTo(PopulationSnapshot.MOST_RATES);
        assertThat(node.snapshot(REALM).feedback(rate)).as("the last one").isEqualTo(RateFeedback.NONE.plus(true, now));
    }

    @Test
    void invalidRowsAreIgnored() {
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        Map<PopulationRow, Double> rows = repository.rows(REALM);
        rows.put(new PopulationRow(PopulationRow.SCORE, "1000"), 5.0);
        rows.put(new PopulationRow(PopulationRow.SCORE, "x"), 5.0);
        rows.put(new PopulationRow(PopulationRow.COUNTRY, "BAD"), Double.NaN);
        rows.put(new PopulationRow(PopulationRow.SYSTEM, "BAD"), -1.0);
        rows.put(new PopulationRow("later", "x"), 1.0);
        ScoreHistogram scores = PopulationSnapshot.of(rows).snapshot().scores();
        assertThat(scores.total(NOON)).isCloseTo(1, within(SMALL));
    }

    @Test
    void aRemovedRealmIsDiscarded() {
        count(node, "NL", 3, Outcome.PASSED);
        node.forget(REALM);
        node.flush();
        assertThat(repository.rows(REALM)).isEmpty();
    }

    private void count(PopulationService node, String country, double score, Outcome outcome) {
        node.count(REALM, login(country, score, outcome, "workspace"));
    }

    private CompletedLogin login(String country, double score, Outcome outcome, String client) {
        LoginAttempt attempt = new LoginAttempt(
                now,
                new Network("address", "prefix", "AS1", country, Network.Listing.NONE, Optional.empty()),
                new UserAgent("Firefox", 140, "Linux", UserAgent.DeviceType.DESKTOP),
                DeviceRecognition.UNKNOWN,
                Failures.NONE);
        return new CompletedLogin(
                attempt,
                true,
                OptionalDouble.of(score),
                OptionalDouble.of(rate),
                outcome,
                client,
                List.of("score"),
                List.of("network_new"),
                Optional.of("pilot"),
                List.of("acme"));
    }
}
