package dev.gatehouse.bench.lab.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.bench.lab.Rows;
import dev.gatehouse.bench.lab.log.LoginRow;
import org.junit.jupiter.api.Test;

class OtherScorersTest {

    private static final LoginRow USUAL = Rows.own(0, "ann", "1", "AS1", "NO", "Chrome 80");
    private static final LoginRow SAME_LATER = Rows.own(1, "ann", "1", "AS1", "NO", "Chrome 80");
    private static final LoginRow OTHER_ADDRESS = Rows.own(1, "ann", "2", "AS1", "NO", "Chrome 80");
    private static final LoginRow ABROAD = Rows.own(1, "ann", "3", "AS3", "US", "Firefox 72");

    @Test
    void exactMatchCountsNewFeatures() {
        assertThat(after(new ExactMatchScorer(), SAME_LATER)).isZero();
        assertThat(after(new ExactMatchScorer(), OTHER_ADDRESS)).isEqualTo(0.5);
        assertThat(after(new ExactMatchScorer(), ABROAD)).isEqualTo(1);
    }

    @Test
    void countryMismatchUsesOnlyCountries() {
        assertThat(after(new CountryScorer(), OTHER_ADDRESS)).isZero();
        assertThat(after(new CountryScorer(), ABROAD)).isEqualTo(1);
    }

    @Test
    void casUsesTheMeanOfItsFourCalculators() {
        assertThat(after(new CasScorer(), SAME_LATER)).isZero();
        assertThat(after(new CasScorer(), OTHER_ADDRESS)).isEqualTo(0.25);
        // The hour still matches.
        assertThat(after(new CasScorer(), ABROAD)).isEqualTo(0.75);
    }

    @Test
    void casTreatsAMonthWithoutLoginsAsMaximumRisk() {
        assertThat(after(new CasScorer(), Rows.own(31, "ann", "1", "AS1", "NO", "Chrome 80")))
                .isEqualTo(1);
    }

    @Test
    void adaptiveAuthnSumsEvidenceIntoTheLogisticFunction() {
        // Same city: -0.5 - 0.3 = -0.8, 1 / (1 + e^0.8) = 0.31003.
        assertThat(after(new AdaptiveAuthnScorer(), SAME_LATER)).isEqualTo(0.31003, within(1e-5));
        // New address: +1.5, 1 / (1 + e^-0.7) = 0.66819. Also a new country and city: -0.5 + 1.5 + 0.8 = 1.8, 1 / (1 +
        // e^-1.8) =
        // 0.85815.
        assertThat(after(new AdaptiveAuthnScorer(), OTHER_ADDRESS)).isEqualTo(0.66819, within(1e-5));
        assertThat(after(new AdaptiveAuthnScorer(), ABROAD)).isEqualTo(0.85815, within(1e-5));
    }

    @Test
    void adaptiveAuthnUsesTheHourAndWrongPasswords() {
        // Five hours later than usual: above 4, +0.6; -0.2: 1 / (1 + e^0.2) = 0.45017.
        assertThat(after(new AdaptiveAuthnScorer(), Rows.own(1 + 5.0 / 24, "ann", "1", "AS1", "NO", "Chrome 80")))
                .isEqualTo(0.45017, within(1e-5));
        AdaptiveAuthnScorer scorer = new AdaptiveAuthnScorer();
        for (int i = 0; i < 4; i++) {
            scorer.failed(Rows.failed(SAME_LATER));
        }
        // Four failed attempts: above 3, +0.5; -0.3: 1 / (1 + e^0.3) = 0.42556.
        assertThat(after(scorer, SAME_LATER)).isEqualTo(0.42556, within(1e-5));
    }

    private static <H> double after(Scorer<H> scorer, LoginRow next) {
        return scorer.score(next, scorer.learn(USUAL, scorer.emptyHistory())).value();
    }
}
