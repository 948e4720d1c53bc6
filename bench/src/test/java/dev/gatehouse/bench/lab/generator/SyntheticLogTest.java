package dev.gatehouse.bench.lab.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.log.LoginRow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The synthetic log has the published properties of the data set (Wiefling et al., TOPS 2022). */
class SyntheticLogTest {

    private static final int USERS = 6000;
    private static final List<LoginRow> LIKE_DATA_SET = new SyntheticLog(RealmPlan.standard(1, USERS, 365)
                    .withMinority(0.314)
                    .withNoise(0.45)
                    .withAttacks(0))
            .rows()
            .toList();

    @Test
    void theSameSeedGeneratesTheSameLogAndAnotherSeedAnother() {
        assertThat(log(3)).isEqualTo(log(3)).isNotEqualTo(log(4));
    }

    @Test
    void linesAreChronologicalAndNumbered() {
        List<LoginRow> log = log(5);
        for (int i = 1; i < log.size(); i++) {
            assertThat(log.get(i).time()).isAfterOrEqualTo(log.get(i - 1).time());
            assertThat(log.get(i).index()).isEqualTo(i);
        }
    }

    @Test
    void countriesAndTheirSuccessRatesMatchTheDataSet() {
        assertThat(share(LIKE_DATA_SET, LoginRow::successful)).isEqualTo(0.401, offset(0.02));
        Map<String, List<LoginRow>> countries = LIKE_DATA_SET.stream()
                .collect(Collectors.groupingBy(row -> row.origin().country()));
        Map.of("NO", 0.423, "US", 0.278, "RU", 0.054, "BR", 0.038, "DE", 0.029).forEach((country, share) -> assertThat(
                        (double) countries.get(country).size() / LIKE_DATA_SET.size())
                .as(country)
                .isEqualTo(share, offset(0.03)));
        assertThat(share(countries.get("NO"), LoginRow::successful)).isEqualTo(0.65, offset(0.06));
        assertThat(share(countries.get("US"), LoginRow::successful)).isEqualTo(0.26, offset(0.06));
        assertThat(share(countries.get("RU"), LoginRow::successful)).isLessThan(0.03);
    }

    @Test
    void twoProvidersHaveHalfOfTheLines() {
        List<Long> largest = LIKE_DATA_SET.stream()
                .collect(Collectors.groupingBy(row -> row.origin().asn(), Collectors.counting()))
                .values()
                .stream()
                .sorted((a, b) -> Long.compare(b, a))
                .limit(2)
                .toList();
        assertThat((double) largest.get(0) / LIKE_DATA_SET.size()).isEqualTo(0.27, offset(0.04));
        assertThat((double) largest.get(1) / LIKE_DATA_SET.size()).isEqualTo(0.22, offset(0.06));
    }

    @Test
    void devicesMatchTheDataSet() {
        assertThat(share(LIKE_DATA_SET, type("mobile"))).isEqualTo(0.63, offset(0.05));
        assertThat(share(LIKE_DATA_SET, type("desktop"))).isEqualTo(0.25, offset(0.05));
        assertThat(share(LIKE_DATA_SET, type("bot"))).isEqualTo(0.065, offset(0.01));
        assertThat(share(LIKE_DATA_SET, type("tablet"))).isEqualTo(0.026, offset(0.02));
    }

    @Test
    void roundTripsHaveTheQuartilesOfTheDataSet() {
        double[] sorted = LIKE_DATA_SET.stream()
                .mapToDouble(row -> row.roundTripMillis().orElseThrow())
                .sorted()
                .toArray();
        assertThat(sorted[sorted.length / 4]).isEqualTo(473, offset(10.0));
        assertThat(sorted[sorted.length / 2]).isEqualTo(540, offset(10.0));
        assertThat(sorted[sorted.length * 3 / 4]).isEqualTo(680, offset(15.0));
    }

    @Test
    void loginsPerUserMatchTheDataSet() {
        int[] logins = IntStream.range(0, 100_000)
                .map(i -> Schedule.logins((i + 0.5) / 100_000))
                .sorted()
                .toArray();
        assertThat(IntStream.of(logins).filter(count -> count == 1).count() / 100_000.0)
                .isEqualTo(0.397, offset(0.001));
        assertThat(logins[50_000]).isEqualTo(2);
        assertThat(logins[90_000]).isEqualTo(9);
        assertThat(logins[99_000]).isEqualTo(28);
        // Lines without the pseudo-user per user name: 31.3 million * 55 % / 4.3 million.
        assertThat(IntStream.of(logins).average().orElseThrow()).isEqualTo(4.0, offset(0.3));
    }

    @Test
    void halfOfTheLoginsHaveAUserAgentThatIsNewToTheAccount() {
        List<LoginRow> own = LIKE_DATA_SET.stream().filter(LoginRow::isOwn).toList();
        assertThat(newShare(own, row -> row.client().userAgent())).isBetween(0.44, 0.54);
        assertThat(newShare(own, row -> row.origin().address())).isBetween(0.34, 0.46);
    }

    @Test
    void usersAreAtHomeForThePlannedShareOfDays() {
        List<LoginRow> own = new SyntheticLog(RealmPlan.standard(2, 3000, 365).withAttacks(0))
                .rows()
                .toList();
        assertThat(share(own, row -> row.origin().country().equals(World.MAIN))).isEqualTo(0.97, offset(0.01));
    }

    @Test
    void everyUserIsAttackedOnceByEachKindAfterTheFirstLogin() {
        Set<String> known = new HashSet<>();
        Map<Attacker, Set<String>> met = new HashMap<>();
        log(6).forEach(row -> {
            if (row.isOwn()) {
                known.add(row.user());
            }
            row.attacker().ifPresent(kind -> {
                assertThat(known).contains(row.user());
                assertThat(met.computeIfAbsent(kind, none -> new HashSet<>()).add(row.user()))
                        .isTrue();
                assertThat(row.takeover()).isTrue();
            });
        });
        assertThat(met.keySet()).containsExactlyInAnyOrder(Attacker.values());
        assertThat(met.values()).allSatisfy(users -> assertThat(users).hasSize(200));
    }

    private static List<LoginRow> log(long seed) {
        return new SyntheticLog(RealmPlan.standard(seed, 200, 100)).rows().toList();
    }

    private static double newShare(List<LoginRow> rows, Function<LoginRow, String> value) {
        Set<String> seen = new HashSet<>();
        return share(rows, row -> seen.add(row.user() + " " + value.apply(row)));
    }

    private static Predicate<LoginRow> type(String type) {
        return row -> row.client().deviceType().equals(type);
    }

    private static double share(List<LoginRow> rows, Predicate<LoginRow> which) {
        return (double) rows.stream().filter(which).count() / rows.size();
    }
}
