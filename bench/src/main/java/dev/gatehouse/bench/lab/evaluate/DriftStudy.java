package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.generator.LoginGenerator;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.score.GatehouseScorer;
import dev.gatehouse.risk.model.Profile;
import dev.gatehouse.risk.model.RateFeedback;
import dev.gatehouse.risk.model.ScoreHistogram;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether the share of logins that are asked stays near the one that the admin wants, with the threshold from the realm's own histogram,
 * corrected by what became of it, on a log that the model was not made with. As in the server, what is counted cannot tell attackers.
 */
final class DriftStudy {

    static final int DAYS = 120;
    static final double TARGET = 0.05;
    static final String RATE = "challenge rate after 60 days";
    static final String WORST = "farthest of the weeks";
    private static final Duration SETTLING = Duration.ofDays(60);

    private final GatehouseScorer scorer = new GatehouseScorer(true);
    private final ScoreHistogram histogram = new ScoreHistogram();
    private RateFeedback feedback = RateFeedback.NONE;
    private final Map<String, Profile> profiles = new HashMap<>();
    private final int[] logins = new int[DAYS / 7 + 2];
    private final int[] asked = new int[DAYS / 7 + 2];
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
            challenged += study.asked[week];
            double rate = (double) study.asked[week] / study.logins[week];
            // A week that the log ends in has few logins, and its share says little.
            worst = study.logins[week] > 500 && Math.abs(rate - TARGET) > Math.abs(worst - TARGET) ? rate : worst;
        }
        figures.add((double) challenged / all, RATE);
        figures.add(worst, WORST);
    }

    private void take(LoginRow row) {
        start = start == null ? row.time() : start;
        Profile profile = profiles.getOrDefault(row.user(), Profile.EMPTY);
        if (profile.activity().isPresent()) {
            double score = scorer.score(row, profile).value();
            boolean isAsked = score > histogram.threshold(TARGET, row.time()) + feedback.correction(TARGET, row.time());
            Duration age = Duration.between(start, row.time());
            if (age.compareTo(SETTLING) > 0 && row.isOwn()) {
                int week = (int) (age.minus(SETTLING).toDays() / 7);
                logins[week]++;
                asked[week] += isAsked ? 1 : 0;
            }
            histogram.add(score, row.time());
            feedback = feedback.plus(isAsked, row.time());
        }
        if (row.isOwn()) {
            profiles.put(row.user(), scorer.learn(row, profile));
        }
    }
}
