package dev.gatehouse.risk.model;

import static dev.gatehouse.risk.model.Logins.START;
import static dev.gatehouse.risk.model.Logins.from;
import static dev.gatehouse.risk.model.Logins.in;
import static dev.gatehouse.risk.model.Logins.network;
import static dev.gatehouse.risk.model.Logins.usual;
import static dev.gatehouse.risk.model.Logins.when;
import static dev.gatehouse.risk.model.Logins.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.risk.model.UserAgent.DeviceType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PopulationCountsTest {

    private static final Offset<Double> CLOSELY = within(1e-9);

    private final PopulationCounts counts = new PopulationCounts();

    @Test
    void sharesAreSmoothedTowardsUniformOnesByTenLogins() {
        add(30, from(usual(), in("NL")));
        add(10, from(usual(), in("JP")));
        assertThat(counts.country("NL")).isCloseTo((30 + 10 / 200.0) / 50, CLOSELY);
        assertThat(counts.country("XX")).isCloseTo(10 / 200.0 / 50, CLOSELY);
        assertThat(counts.asnIn("AS-NL", "NL")).isCloseTo((30 + 10 / 10.0) / 40, CLOSELY);
        assertThat(counts.asnIn("AS-NL", "JP"))
                .as("the same provider elsewhere")
                .isCloseTo(10 / 10.0 / 20, CLOSELY);
        assertThat(counts.system(Logins.FIREFOX)).isCloseTo((40 + 10 / 6.0) / 50, CLOSELY);
        assertThat(counts.browserOnSystem(Logins.FIREFOX)).isCloseTo((40 + 10 / 8.0) / 50, CLOSELY);
        UserAgent chrome = new UserAgent("Chrome", 1, "Linux", DeviceType.DESKTOP);
        assertThat(counts.browserOnSystem(chrome)).isCloseTo(10 / 8.0 / 50, CLOSELY);
        assertThat(counts.userAgent(chrome)).isCloseTo(counts.system(chrome) * counts.browserOnSystem(chrome), CLOSELY);
    }

    @Test
    void withoutLoginsAllValuesAreEquallyLikely() {
        assertThat(counts.country("NL")).isEqualTo(Population.uniform().country("NL"));
        assertThat(counts.asnIn("AS1", "NL")).isEqualTo(Population.uniform().asnIn("AS1", "NL"));
        assertThat(counts.userAgent(Logins.FIREFOX))
                .isEqualTo(Population.uniform().userAgent(Logins.FIREFOX));
        assertThat(counts.loginsPerUser()).isZero();
        assertThat(counts.isWidelyUsed("x")).isFalse();
    }

    @Test
    void oldLoginsCountHalfAfterNinetyDays() {
        add(40, when(from(usual(), in("NL")), START.minus(Duration.ofDays(90))));
        add(20, from(usual(), in("JP")));
        assertThat(counts.country("NL")).isCloseTo((20 + 10 / 200.0) / 50, CLOSELY);
    }

    @Test
    void loginsPerUserDecayLikeThoseOfAProfile() {
        counts.add(usual(), true);
        counts.add(when(usual(), START.minus(Duration.ofDays(90))), true);
        counts.add(usual(), false);
        assertThat(counts.loginsPerUser()).isCloseTo(2.5 / 2, CLOSELY);
    }

    @Test
    void aSharedNetworkIsDistinguishedFromTheHomeOfAFrequentUser() {
        Network gateway = network("a", "gateway", "AS1", "NL");
        for (int user = 0; user < 10; user++) {
            counts.add(from(usual(), gateway), true);
            add(9, from(usual(), network("b", "home-" + user, "AS1", "NL")));
        }
        assertThat(counts.isWidelyUsed("gateway"))
                .as("ten logins tell nothing yet")
                .isFalse();
        for (int login = 0; login < 60; login++) {
            counts.add(from(usual(), gateway), false);
        }
        assertThat(counts.loginsPerUser()).isCloseTo(16, CLOSELY);
        assertThat(counts.isWidelyUsed("gateway"))
                .as("70 logins are fewer than five people's")
                .isFalse();
        for (int login = 0; login < 30; login++) {
            counts.add(from(usual(), gateway), false);
        }
        assertThat(counts.isWidelyUsed("gateway")).isTrue();
        assertThat(counts.isWidelyUsed("home-1")).isFalse();
    }

    @Test
    void twentyYearsOfDatesAndTimesOutOfOrderAreCounted() {
        Instant farOn = START.plus(Duration.ofDays(20 * 365));
        add(10, from(when(usual(), farOn), in("NL")));
        add(10, from(when(usual(), farOn.minus(Duration.ofDays(90))), in("JP")));
        add(1000, from(when(usual(), START.minus(Duration.ofDays(20 * 365))), in("BR")));
        assertThat(counts.country("NL")).isCloseTo((10 + 0.05) / 25, CLOSELY);
        assertThat(counts.country("JP")).isCloseTo((5 + 0.05) / 25, CLOSELY);
        assertThat(counts.country("BR")).isCloseTo(0.05 / 25, CLOSELY);
    }

    @Property(tries = 200)
    void theSumOfTwoNodesEqualsTheCountsOfOne(
            @ForAll("plausible") List<LoginAttempt> here,
            @ForAll("plausible") List<LoginAttempt> there,
            @ForAll("any") LoginAttempt next) {
        PopulationCounts one = new PopulationCounts();
        PopulationCounts first = new PopulationCounts();
        PopulationCounts second = new PopulationCounts();
        here.forEach(attempt -> one.add(attempt, true));
        there.forEach(attempt -> one.add(attempt, false));
        here.forEach(attempt -> first.add(attempt, true));
        there.forEach(attempt -> second.add(attempt, false));
        for (PopulationCounts both : List.of(
                first.plus(second),
                second.plus(first),
                PopulationCounts.of(first.plus(second).snapshot()))) {
            assertThat(both.country(next.network().country()))
                    .isCloseTo(one.country(next.network().country()), CLOSELY);
            assertThat(both.asnIn(next.network().asn(), next.network().country()))
                    .isCloseTo(one.asnIn(next.network().asn(), next.network().country()), CLOSELY);
            assertThat(both.userAgent(next.userAgent())).isCloseTo(one.userAgent(next.userAgent()), CLOSELY);
            assertThat(both.loginsPerUser()).isCloseTo(one.loginsPerUser(), within(1e-9 * (1 + one.loginsPerUser())));
            assertThat(both.isWidelyUsed(next.network().prefix()))
                    .isEqualTo(one.isWidelyUsed(next.network().prefix()));
        }
    }

    @Property(tries = 100)
    void everyShareIsAProbability(
            @ForAll("hostile") @Size(max = 100) List<LoginAttempt> logins, @ForAll("anyHostile") LoginAttempt next) {
        logins.forEach(attempt -> counts.add(attempt, false));
        for (double probability : new double[] {
            counts.country(next.network().country()),
            counts.asnIn(next.network().asn(), next.network().country()),
            counts.system(next.userAgent()),
            counts.browserOnSystem(next.userAgent()),
            counts.userAgent(next.userAgent())
        }) {
            assertThat(probability).isGreaterThan(0).isLessThanOrEqualTo(1);
        }
        assertThat(counts.loginsPerUser()).isFinite().isNotNegative();
    }

    @Test
    void theCountsStayBoundedForAnyNumberOfNamesAndKeepTheFrequentOnes() {
        for (int number = 0; number < 12_000; number++) {
            counts.add(
                    with(
                            from(usual(), network("a", "p" + number, "AS" + number, "C" + number)),
                            new UserAgent("B" + number, 1, "S" + number, DeviceType.BOT)),
                    false);
            if (number % 10 == 0) {
                counts.add(usual(), false);
            }
        }
        PopulationCounts.Snapshot snapshot = counts.snapshot();
        assertThat(snapshot.countries()).hasSizeLessThanOrEqualTo(300).containsKey("NL");
        assertThat(snapshot.asns()).hasSizeLessThanOrEqualTo(5000).containsKey("AS1/NL");
        assertThat(snapshot.systems()).hasSizeLessThanOrEqualTo(100).containsKey("Linux/D");
        assertThat(snapshot.browsers()).hasSizeLessThanOrEqualTo(500).containsKey("Firefox/Linux/D");
        assertThat(snapshot.prefixes()).hasSizeLessThanOrEqualTo(1000).containsKey("192.0.2.0/24");
        assertThat(counts.country("NL")).isBetween(0.08, 0.1);
    }

    @Test
    void noLoginIsLostBetweenThreads() throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        for (int thread = 0; thread < 4; thread++) {
            threads.execute(() -> add(5_000, usual()));
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        assertThat(counts.country("NL")).isCloseTo((20_000 + 0.05) / 20_010, CLOSELY);
    }

    private void add(int times, LoginAttempt attempt) {
        for (int number = 0; number < times; number++) {
            counts.add(attempt, false);
        }
    }

    @Provide
    Arbitrary<List<LoginAttempt>> plausible() {
        return AnyLogins.plausible().list().ofMaxSize(60);
    }

    @Provide
    Arbitrary<LoginAttempt> any() {
        return AnyLogins.plausible();
    }

    @Provide
    Arbitrary<List<LoginAttempt>> hostile() {
        return AnyLogins.hostile().list();
    }

    @Provide
    Arbitrary<LoginAttempt> anyHostile() {
        return AnyLogins.hostile();
    }
}
