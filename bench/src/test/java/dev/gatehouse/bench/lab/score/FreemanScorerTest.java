package dev.gatehouse.bench.lab.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.bench.lab.Rows;
import dev.gatehouse.bench.lab.log.LoginRow;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Four logins: ann three times from address 1 of AS1 in NO, with Chrome 80; bob once from address 2 of AS2 in US with Firefox 72.
 * Thus N = 4, |U| = 2. Population: M of addresses = 2 ASNs + 2 countries + 1 = 5; M of user agents = 2 browsers + 1 system + 1 type
 * + 1 = 5.
 */
class FreemanScorerTest {

    private static final double EXACT = 1e-12;

    private final FreemanScorer scorer = new FreemanScorer();
    private final Map<String, FreemanCounts> histories = new HashMap<>();

    FreemanScorerTest() {
        learn(Rows.own(0, "ann", "1", "AS1", "NO", "Chrome 80"));
        learn(Rows.own(1, "ann", "1", "AS1", "NO", "Chrome 80"));
        learn(Rows.own(2, "bob", "2", "AS2", "US", "Firefox 72"));
        learn(Rows.own(3, "ann", "1", "AS1", "NO", "Chrome 80"));
    }

    @Test
    void aUsualLoginIsNotSuspicious() {
        // Address: 3/4 * (1 - 5/9) = 1/3 smoothed, so .6/3 + .3 * 3/4 + .1 * 3/4 = 0.5 in the population, 1 for ann.
        // User agent:
        // .53867/3 + .26805 * 3/4 + .18818 + .00511 = 0.5738841667 in the population, 1.00001 for ann, the sum of the
        // published
        // weights. Last, (1/2) / (3/4) = 2/3.
        double agent = 0.53867 / 3 + 0.26805 * 0.75 + 0.18818 + 0.00511;
        assertThat(agent).isEqualTo(0.5738841667, within(1e-9));
        assertThat(score("ann", "1", "AS1", "NO", "Chrome 80")).isEqualTo(0.5 * agent / 1.00001 * 2 / 3, within(EXACT));
    }

    @Test
    void anUnseenAddressOfAKnownProviderHasASmoothedShare() {
        // Address: unseen 1/(4+5) = 1/9, so .6/9 + .3 * 3/4 + .1 * 3/4 = 0.3666666667 in the population; .3 + .1 = .4
        // for ann.
        double usual = score("ann", "1", "AS1", "NO", "Chrome 80");
        assertThat(score("ann", "9", "AS1", "NO", "Chrome 80"))
                .isEqualTo(usual / 0.5 * (0.6 / 9 + 0.3) / 0.4, within(EXACT));
    }

    @Test
    void aFeatureUnseenAtAllLevelsIsFourTimesLessLikelyThanInThePopulation() {
        double usual = score("ann", "1", "AS1", "NO", "Chrome 80");
        assertThat(score("ann", "2", "AS2", "US", "Chrome 80")).isEqualTo(usual / 0.5 * 4, within(EXACT));
    }

    @Test
    void anUnseenBrowserOnAKnownSystemFallsBackOnTheSystem() {
        // User agent: unseen 1/9, browser unseen 0, so .53867/9 + .18818 + .00511 in the population; .18818 + .00511
        // for ann.
        double agent = 0.53867 / 9 + 0.18818 + 0.00511;
        assertThat(score("ann", "1", "AS1", "NO", "Opera 60")).isEqualTo(0.5 * agent / 0.19329 * 2 / 3, within(EXACT));
    }

    @Test
    void infrequentUsersAreMoreSuspiciousThanFrequentOnes() {
        // bob, with his usual values: 1/4 * 4/9 = 1/9 smoothed; .6/9 + .3/4 + .1/4 = 1/6; .53867/9 + .26805/4 + .19329;
        // (1/2) /
        // (1/4) = 2.
        double agent = 0.53867 / 9 + 0.26805 / 4 + 0.19329;
        assertThat(score("bob", "2", "AS2", "US", "Firefox 72")).isEqualTo(agent / 1.00001 / 6 * 2, within(EXACT));
    }

    @Test
    void aUserWithoutHistoryHasAnInfiniteScore() {
        assertThat(score("eve", "1", "AS1", "NO", "Chrome 80")).isInfinite().isPositive();
    }

    private void learn(LoginRow row) {
        histories.put(row.user(), scorer.learn(row, histories.getOrDefault(row.user(), scorer.emptyHistory())));
    }

    private double score(String user, String address, String asn, String country, String browser) {
        return scorer.score(
                        Rows.own(4, user, address, asn, country, browser),
                        histories.getOrDefault(user, scorer.emptyHistory()))
                .value();
    }
}
