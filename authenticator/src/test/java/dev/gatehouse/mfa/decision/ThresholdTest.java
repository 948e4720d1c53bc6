package dev.gatehouse.mfa.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.mfa.decision.Threshold.Source;
import dev.gatehouse.risk.model.Assessment;
import dev.gatehouse.risk.model.Population;
import dev.gatehouse.risk.model.RateFeedback;
import dev.gatehouse.risk.model.RiskContribution;
import dev.gatehouse.risk.model.RiskContribution.Kind;
import dev.gatehouse.risk.model.ScoreHistogram;
import dev.gatehouse.risk.population.PopulationSnapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ThresholdTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void aConfiguredThresholdOverridesTheTargetRate() {
        MfaSettings settings = MfaSettings.parse(Map.of("threshold", "3.5", "targetRate", "10"));
        assertThat(Threshold.of(settings, spread(1000), NOW)).isEqualTo(new Threshold(3.5, Source.EXPLICIT));
    }

    @Test
    void theDefaultThatTheAdminConsoleUsedToSaveIsStillValid() {
        assertThat(Threshold.of(MfaSettings.parse(Map.of("mode", "enforce", "threshold", "0")), spread(1000), NOW))
                .isEqualTo(new Threshold(0, Source.EXPLICIT));
    }

    @Test
    @DisplayName("The target rate is a ceiling: it never lowers the threshold below the lowest that is set")
    void theRateIsACeiling() {
        ScoreHistogram familiar = new ScoreHistogram();
        for (int login = 0; login < 1000; login++) {
            familiar.add(-10 + login % 9, NOW);
        }
        PopulationSnapshot snapshot = snapshot(familiar, RateFeedback.NONE);
        assertThat(Threshold.of(MfaSettings.parse(Map.of()), snapshot, NOW)).isEqualTo(new Threshold(0, Source.LOWEST));
        assertThat(Threshold.of(MfaSettings.parse(Map.of("lowestThreshold", "2.5")), snapshot, NOW))
                .isEqualTo(new Threshold(2.5, Source.LOWEST));
        Threshold lower = Threshold.of(MfaSettings.parse(Map.of("lowestThreshold", "-25")), snapshot, NOW);
        assertThat(lower.source()).isEqualTo(Source.TARGET_RATE);
        assertThat(lower.score()).isBetween(-3.0, -1.0);
        assertThat(Threshold.spared(MfaSettings.parse(Map.of()), snapshot, NOW)).isCloseTo(50, within(1.0));
        assertThat(Threshold.spared(MfaSettings.parse(Map.of("lowestThreshold", "-25")), snapshot, NOW))
                .isZero();
    }

    @Test
    @DisplayName("A small realm starts from the lowest threshold, and its first suspicious logins do not yet raise it")
    void aSmallRealmStartsFromTheLowest() {
        MfaSettings settings = MfaSettings.parse(Map.of());
        assertThat(Threshold.of(settings, spread(10), NOW)).isEqualTo(new Threshold(0, Source.TOO_FEW_LOGINS));
        assertThat(Threshold.of(settings, PopulationSnapshot.NOTHING, NOW))
                .isEqualTo(new Threshold(0, Source.TOO_FEW_LOGINS));
        ScoreHistogram often = new ScoreHistogram();
        for (int login = 0; login < 60; login++) {
            often.add(login % 4 == 0 ? 3 : -8, NOW);
        }
        Threshold raised = Threshold.of(settings, snapshot(often, RateFeedback.NONE), NOW);
        assertThat(raised.source()).isEqualTo(Source.TOO_FEW_LOGINS);
        assertThat(raised.score()).as("a quarter of 60 is too many").isCloseTo(1.2, within(0.01));
    }

    @Test
    void theTargetRateIsTheShareOfLoginsThatExceedTheThreshold() {
        for (double rate : new double[] {0.5, 1, 5, 20, 50}) {
            MfaSettings settings =
                    MfaSettings.parse(Map.of("targetRate", Double.toString(rate), "lowestThreshold", "-25"));
            Threshold threshold = Threshold.of(settings, spread(2000), NOW);
            long above = scores(2000).stream()
                    .filter(score -> score > threshold.score())
                    .count();
            assertThat(100.0 * above / 2000).as(rate + " %").isCloseTo(rate, within(0.6 + rate / 20));
        }
    }

    @Test
    void aKnownDeviceIsNotChallengedOnlyBecauseTheTargetRateAllowsIt() {
        ScoreHistogram scores = new ScoreHistogram();
        Assessment known = new Assessment(
                List.of(new RiskContribution(Kind.NETWORK_NEW, 6), new RiskContribution(Kind.DEVICE_KNOWN, -12)),
                Assessment.History.ESTABLISHED);
        Assessment unknown =
                new Assessment(List.of(new RiskContribution(Kind.NETWORK_KNOWN, -6)), Assessment.History.ESTABLISHED);
        for (int login = 0; login < 1000; login++) {
            scores.add(Threshold.counted(login % 100 == 0 ? unknown : known), NOW);
        }
        Threshold threshold = Threshold.of(
                MfaSettings.parse(Map.of("lowestThreshold", "-25")), snapshot(scores, RateFeedback.NONE), NOW);
        assertThat(threshold.isExceededBy(known)).isFalse();
        assertThat(threshold.isExceededBy(unknown))
                .as("the rate has room for this one")
                .isTrue();
        assertThat(new Threshold(-8, Source.EXPLICIT).isExceededBy(known))
                .as("an admin may want it")
                .isTrue();
    }

    @Test
    void aSuspiciousLoginOnAKnownDeviceCountsWithItsOwnScore() {
        Assessment odd = new Assessment(
                List.of(new RiskContribution(Kind.COUNTRY_NEW, 14), new RiskContribution(Kind.DEVICE_KNOWN, -12)),
                Assessment.History.ESTABLISHED);
        assertThat(Threshold.counted(odd)).isEqualTo(2);
        assertThat(new Threshold(1, Source.TARGET_RATE).isExceededBy(odd)).isTrue();
    }

    @Test
    void theThresholdRisesIfMoreLoginsWereChallengedThanTargeted() {
        MfaSettings settings = MfaSettings.parse(Map.of());
        double uncorrected = Threshold.of(settings, spread(2000), NOW).score();
        RateFeedback tooMany = new RateFeedback(0, 0);
        RateFeedback tooFew = new RateFeedback(0, 0);
        for (int login = 0; login < 500; login++) {
            tooMany = tooMany.plus(login % 7 == 0, NOW);
            tooFew = tooFew.plus(false, NOW);
        }
        assertThat(Threshold.of(settings, snapshot(spread(2000).scores(), tooMany), NOW)
                        .score())
                .isGreaterThan(uncorrected);
        assertThat(Threshold.of(settings, snapshot(spread(2000).scores(), tooFew), NOW)
                        .score())
                .isLessThan(uncorrected);
        MfaSettings another = MfaSettings.parse(Map.of("targetRate", "6"));
        assertThat(Threshold.of(another, snapshot(spread(2000).scores(), tooMany), NOW))
                .as("the feedback of another rate does not count")
                .isEqualTo(Threshold.of(another, spread(2000), NOW));
        MfaSettings explicit = MfaSettings.parse(Map.of("threshold", "3.5"));
        assertThat(Threshold.of(explicit, snapshot(spread(2000).scores(), tooMany), NOW)
                        .score())
                .isEqualTo(3.5);
    }

    @Test
    void aKnownDeviceIsNotChallengedHoweverFewWereBefore() {
        Assessment known = new Assessment(
                List.of(new RiskContribution(Kind.NETWORK_NEW, 6), new RiskContribution(Kind.DEVICE_KNOWN, -12)),
                Assessment.History.ESTABLISHED);
        ScoreHistogram scores = new ScoreHistogram();
        RateFeedback noChallenges = RateFeedback.NONE;
        for (int login = 0; login < 1000; login++) {
            scores.add(Threshold.counted(known), NOW);
            noChallenges = noChallenges.plus(false, NOW);
        }
        assertThat(Threshold.of(MfaSettings.parse(Map.of()), snapshot(scores, noChallenges), NOW)
                        .isExceededBy(known))
                .isFalse();
    }

    @Test
    @DisplayName("A handful of suspicious logins, perhaps of one attacker, hardly raises the threshold of everybody")
    void aHandfulOfLoginsHardlyRaisesTheThreshold() {
        MfaSettings settings = MfaSettings.parse(Map.of("targetRate", "1"));
        for (int logins : new int[] {1, 6, 20, 199}) {
            ScoreHistogram scores = new ScoreHistogram();
            for (int login = 0; login < logins; login++) {
                scores.add(25, NOW);
            }
            Threshold threshold = Threshold.of(settings, snapshot(scores, RateFeedback.NONE), NOW);
            assertThat(threshold.source()).isEqualTo(Source.TOO_FEW_LOGINS);
            assertThat(threshold.score()).as("%d logins", logins).isBetween(0.0, 4.0 * logins / 200 + 1e-9);
        }
    }

    @Test
    @DisplayName("Whoever was challenged often gets a higher threshold, up to a bound; one that is set applies to all")
    void whoeverWasChallengedOftenGetsAHigherThreshold() {
        Threshold lowest = new Threshold(0, Source.LOWEST);
        assertThat(lowest.forUser(0)).isEqualTo(lowest);
        assertThat(lowest.forUser(3)).isEqualTo(lowest);
        assertThat(lowest.forUser(4).score()).isEqualTo(1.5);
        assertThat(lowest.forUser(5).score()).isEqualTo(3);
        assertThat(lowest.forUser(1000).score()).isEqualTo(6);
        assertThat(new Threshold(2, Source.EXPLICIT).forUser(1000).score()).isEqualTo(2);
    }

    private static PopulationSnapshot snapshot(ScoreHistogram scores, RateFeedback feedback) {
        return new PopulationSnapshot(Population.uniform(), scores, Map.of("5.0", feedback), Optional.empty());
    }

    private static PopulationSnapshot spread(int logins) {
        ScoreHistogram histogram = new ScoreHistogram();
        scores(logins).forEach(score -> histogram.add(score, NOW));
        return snapshot(histogram, RateFeedback.NONE);
    }

    private static List<Double> scores(int logins) {
        List<Double> scores = new ArrayList<>();
        for (int login = 0; login < logins; login++) {
            scores.add(-12 + 20.0 * login / logins);
        }
        return scores;
    }
}
