package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.generator.LoginGenerator;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.score.GatehouseScorer;
import dev.gatehouse.mfa.decision.MfaSettings;
import dev.gatehouse.mfa.decision.Threshold;
import dev.gatehouse.risk.model.Population;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.RateFeedback;
import dev.gatehouse.risk.model.ScoreHistogram;
import dev.gatehouse.risk.population.PopulationSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether the challenge rate stays close to the target rate, with the threshold from the realm's histogram, corrected by feedback,
 * on a log that was not used to tune the model. As in the server, counting does not distinguish attackers.
 */
final class DriftStudy {

    static final int DAYS = 120;
    static final double TARGET = 0.05;
    static final String RATE = "challenge rate after 60 days";
    static final String WORST = "farthest of the weeks";
    private static final MfaSettings SETTINGS =
            MfaSettings.parse(Map.of("targetRate", Double.toString(100 * TARGET), "lowestThreshold", "-25"));
    private static final Duration SETTLING = Duration.ofDays(60);

    private final GatehouseScorer scorer = new GatehouseScorer(true);
    private final ScoreHistogram histogram = new ScoreHistogram();
    private RateFeedback feedback = RateFeedback.NONE;
    private final Map<String, Profile> profiles = new HashMap<>();
    private final int[] logins = new int[DAYS / 7 + 2];
    private final int[] challenges = new int[DAYS / 7 + 2];
    private Instant start;

    private DriftStudy() {}

    static void measure(LoginGenerator log, Figures figures) {
        DriftStudy study = new DriftStudy();
        try (Stream<LoginRow> rows = log.rows()) {
            rows.forEachOrdered(study::take);
        }
        int all = 0;
        int challenged = 0;
        double worst = TARGET;
        for (int week = 0; week < study.logins.length; week++) {
            all += study.logins[week];
            challenged += study.challenges[week];
            double rate = (double) study.challenges[week] / study.logins[week];
            // The last, partial week has few logins, so its share is not meaningful.
            worst = study.logins[week] > 500 && Math.abs(rate - TARGET) > Math.abs(worst - TARGET) ? rate : worst;
        }
        figures.add((double) challenged / all, RATE);
        figures.add(worst, WORST);
    }

    /** By the server's own controller, where the rate may lower the threshold as far as it wants. */
    private double threshold(Instant now) {
        PopulationSnapshot snapshot = new PopulationSnapshot(
                Population.uniform(),
                histogram,
                Map.of(Double.toString(SETTINGS.targetRate()), feedback),
                Optional.empty());
        return Threshold.of(SETTINGS, snapshot, now).score();
    }

    private void take(LoginRow row) {
        start = start == null ? row.time() : start;
        Profile profile = profiles.getOrDefault(row.user(), Profile.EMPTY);
        if (profile.activity().isPresent()) {
            double score = scorer.score(row, profile).value();
            boolean isChallenged = score > threshold(row.time());
            Duration age = Duration.between(start, row.time());
            if (age.compareTo(SETTLING) > 0 && row.isOwn()) {
                int week = (int) (age.minus(SETTLING).toDays() / 7);
                logins[week]++;
                challenges[week] += isChallenged ? 1 : 0;
            }
            histogram.add(score, row.time());
            feedback = feedback.plus(isChallenged, row.time());
        }
        if (row.isOwn()) {
            profiles.put(row.user(), scorer.learn(row, profile));
        }
    }
}
