package dev.gatehouse.risk.population;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.risk.model.DayScores;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PopulationServiceTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REALM = "r1";
    private static final double SMALL = 1e-9;
    private static final Set<String> DIMENSIONS_OF_EARLIER_VERSIONS =
            Set.of("ALL", "CLIENT", "CAUSE", "REASON", "COHORT", "ORGANIZATION");

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
        assertThat(savedOnTheFirst()).contains("ALL/PASSED/");
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
    void theReportCoversThirtyDaysAndRowsAreKeptForNinety() {
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        now = NOON.plus(Duration.ofDays(30));
        assertThat(node.lastDays(REALM).by(Dimension.ALL).get("")).containsEntry(Outcome.PASSED, 1.0);
        now = NOON.plus(Duration.ofDays(31));
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        assertThat(node.lastDays(REALM).by(Dimension.ALL).get("")).containsEntry(Outcome.PASSED, 1.0);
        assertThat(node.beginOfLastDays()).isEqualTo("2026-03-02T00:00:00Z");
        now = NOON.plus(Duration.ofDays(90));
        node.flush();
        assertThat(countedDays()).containsExactly("day:2026-03-01", "day:2026-04-01");
        now = NOON.plus(Duration.ofDays(91));
        node.flush();
        assertThat(countedDays()).containsExactly("day:2026-04-01");
        assertThat(node.snapshot(REALM).since()).contains(NOON);
    }

    @Test
    void manyExpiredDaysAreDeletedOverSeveralDays() {
        for (int day = 0; day < 80; day++) {
            now = NOON.plus(Duration.ofDays(day));
            count(node, "NL", 3, Outcome.PASSED);
            node.flush();
        }
        now = NOON.plus(Duration.ofDays(400));
        node.flush();
        assertThat(countedDays()).hasSize(80 - 31).doesNotContain("day:2026-03-31");
        node.flush();
        assertThat(countedDays()).as("once a day").hasSize(80 - 31);
        for (int day = 401; day < 404; day++) {
            now = NOON.plus(Duration.ofDays(day));
            node.flush();
        }
        assertThat(countedDays()).isEmpty();
    }

    @Test
    void eachDayIsReturnedAlsoThoseWithoutLogins() {
        now = NOON.minus(Duration.ofDays(3));
        count(node, "NL", 3, Outcome.PASSED);
        now = NOON.minus(Duration.ofDays(1));
        count(node, "DE", -2, Outcome.ASKED);
        count(node, Network.PRIVATE, 4, Outcome.PASSED);
        count(node, Network.UNKNOWN_COUNTRY, Double.NaN, Outcome.PASSED);
        node.flush();
        now = NOON;
        List<CountedDay> days = node.days(REALM, 3);
        assertThat(days)
                .extracting(CountedDay::date)
                .containsExactly(LocalDate.of(2026, 2, 27), LocalDate.of(2026, 2, 28), LocalDate.of(2026, 3, 1));
        assertThat(days.get(0).logins().by(Dimension.ALL)).isEmpty();
        assertThat(days.get(0).scores()).isEqualTo(DayScores.NONE);
        assertThat(days.get(1).logins().by(Dimension.COUNTRY))
                .isEqualTo(Map.of(
                        "DE", Map.of(Outcome.ASKED, 1.0),
                        "private", Map.of(Outcome.PASSED, 1.0),
                        "unknown", Map.of(Outcome.PASSED, 1.0)));
        assertThat(days.get(1).scores().total()).isEqualTo(2);
        assertThat(days.get(1).scores().above(3)).isEqualTo(1);
        assertThat(days.get(2).codes().mails()).isEmpty();
        assertThat(node.days(REALM, PopulationService.MOST_DAYS)).hasSize(90);
        assertThat(node.days("another", 2)).hasSize(2);
        assertThatThrownBy(() -> node.days(REALM, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> node.days(REALM, 91)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDaysOfTwoNodesAddUpToThoseOfOne() {
        for (int number = 0; number < 300; number++) {
            PopulationService counting = number % 2 == 0 ? node : otherNode;
            double score = -30 + number / 5.0;
            Outcome outcome = Outcome.values()[number % 3];
            counting.count(REALM, login("C" + number % 7, score, outcome, "app"));
            counting.count(REALM, codes -> codes.countMail(CodeMail.SENT));
            node.count("one", login("C" + number % 7, score, outcome, "app"));
            node.count("one", codes -> codes.countMail(CodeMail.SENT));
            if (number % 50 == 0) {
                counting.flush();
            }
        }
        node.flush();
        otherNode.flush();
        CountedDay sum = node.days(REALM, 1).get(0);
        CountedDay one = node.days("one", 1).get(0);
        assertThat(sum.scores()).isEqualTo(one.scores());
        assertThat(sum.codes().mails()).isEqualTo(one.codes().mails()).isEqualTo(Map.of(CodeMail.SENT, 300.0));
        for (Dimension dimension : Dimension.values()) {
            assertThat(sum.logins().by(dimension)).isEqualTo(one.logins().by(dimension));
        }
    }

    @Test
    void theRowsOfADayAreBounded() {
        for (int number = 0; number < 20_000; number++) {
            Outcome outcome = Outcome.values()[number % 3];
            node.count(REALM, login("C" + number % 700, number % 80 - 40, outcome, "client " + number));
            node.count(REALM, codes -> codes.countAnswer("email", AnswerOutcome.WRONG));
            if (number % 1000 == 0) {
                repository.isFailing = number % 3000 == 0;
                node.flush();
            }
        }
        repository.isFailing = false;
        node.flush();
        Set<String> rows = savedOnTheFirst();
        assertThat(rows)
                .filteredOn(row -> row.startsWith("CLIENT/"))
                .as("100 names and all others, by outcome, over all saves")
                .hasSizeLessThanOrEqualTo(303);
        assertThat(rows).filteredOn(row -> row.startsWith("COUNTRY/")).hasSizeLessThanOrEqualTo(303);
        assertThat(rows).filteredOn(row -> row.startsWith("SCORE/")).hasSizeLessThanOrEqualTo(DayScores.BINS);
        assertThat(node.lastDays(REALM).by(Dimension.ALL).get("").values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum())
                .isEqualTo(20_000);
        assertThat(node.days(REALM, 1).get(0).codes().answers())
                .isEqualTo(Map.of("email", Map.of(AnswerOutcome.WRONG, 20_000.0)));
    }

    @Test
    void anEarlierVersionIgnoresTheRowsThatItDoesNotKnow() {
        count(node, "NL", 3, Outcome.PASSED);
        node.count(REALM, codes -> codes.countMail(CodeMail.SENT));
        node.count(REALM, codes -> codes.countAnswer("email", AnswerOutcome.ACCEPTED));
        node.count(REALM, CodeCounts::countGiven);
        node.count(REALM, codes -> codes.countAccepted(Duration.ofSeconds(20)));
        node.flush();
        // It takes what is before the slash for a dimension, and skips the row if it knows no such one.
        assertThat(savedOnTheFirst())
                .extracting(row -> row.substring(0, row.indexOf('/')))
                .filteredOn(subject -> !DIMENSIONS_OF_EARLIER_VERSIONS.contains(subject))
                .containsOnly("MAIL", "ANSWER", "CODE", "LATENCY", "SCORE", "COUNTRY");
        assertThat(node.lastDays(REALM).by(Dimension.ALL)).containsOnlyKeys("");
    }

    @Test
    void invalidRowsOfADayAreIgnored() {
        count(node, "NL", 3, Outcome.PASSED);
        node.flush();
        for (String name : List.of("SCORE/200", "SCORE/-1", "SCORE/x", "SCORE/", "COUNTRY/LATER/DE", "LATER", "")) {
            repository.put(REALM, new PopulationRow("day:2026-03-01", name), 5);
        }
        repository.put(REALM, new PopulationRow("day:2026-03-01", "SCORE/3"), -1);
        repository.put(REALM, new PopulationRow("day:2026-03-01", "SCORE/4"), Double.NaN);
        repository.put(REALM, new PopulationRow("day:2026-03-02", "SCORE/4"), 1);
        CountedDay day = node.days(REALM, 1).get(0);
        assertThat(day.scores().total()).isEqualTo(1);
        assertThat(day.logins().by(Dimension.COUNTRY)).containsOnlyKeys("NL");
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

    private Set<String> countedDays() {
        return repository.rows(REALM).keySet().stream()
                .map(PopulationRow::kind)
                .filter(kind -> DailyCounts.of(kind).isPresent())
                .collect(Collectors.toCollection(TreeSet::new));
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

    /** The names of the rows of the first day. */
    private Set<String> savedOnTheFirst() {
        LocalDate first = LocalDate.of(2026, 3, 1);
        return repository.days(REALM, first).get(first).keySet();
    }
}
