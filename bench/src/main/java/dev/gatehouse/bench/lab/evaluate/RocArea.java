package dev.gatehouse.bench.lab.evaluate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.stat.descriptive.rank.Percentile;

/**
 * The area under the {@linkplain Roc receiver operating characteristic}: how likely a stranger's login has a higher score than a user's own.
 *
 * @param area from 0 to 1; 0.5 is chance
 * @param low the lower bound of the 95 % confidence interval; NaN if it cannot be estimated
 * @param high the upper bound; NaN if it cannot be estimated
 */
record RocArea(double area, double low, double high) {

    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_261_202;

    /**
     * The scores of one user's logins. They resemble each other, so the bootstrap draws users, not logins.
     *
     * @param own of the user's own logins
     * @param strangers of strangers' logins
     */
    record Scores(double[] own, double[] strangers) {}

    /**
     * The area with an interval by the bootstrap, the same for the same scores.
     *
     * @param users with at least one own login and one of a stranger among them
     */
    static RocArea of(Collection<Scores> users) {
        List<Scores> all = List.copyOf(users);
        double area = area(all);
        if (all.size() < 2) {
            return new RocArea(area, Double.NaN, Double.NaN);
        }
        Random random = new Random(SEED);
        double[] areas = new double[RESAMPLES];
        int drawn = 0;
        for (int i = 0; i < RESAMPLES; i++) {
            List<Scores> sample = new ArrayList<>(all.size());
            for (int k = 0; k < all.size(); k++) {
                sample.add(all.get(random.nextInt(all.size())));
            }
            double resampled = area(sample);
            if (!Double.isNaN(resampled)) {
                areas[drawn++] = resampled;
            }
        }
        Percentile percentile = new Percentile();
        percentile.setData(areas, 0, drawn);
        return new RocArea(area, percentile.evaluate(2.5), percentile.evaluate(97.5));
    }

    /** NaN if one kind is missing. */
    private static double area(List<Scores> users) {
        return area(
                users.stream()
                        .flatMapToDouble(user -> Arrays.stream(user.own()))
                        .toArray(),
                users.stream()
                        .flatMapToDouble(user -> Arrays.stream(user.strangers()))
                        .toArray());
    }

    /** The share of pairs in which the stranger's score is higher; equal scores count half. NaN without pairs. */
    static double area(double[] own, double[] strangers) {
        double[] sorted = own.clone();
        Arrays.sort(sorted);
        double higher = 0;
        for (double score : strangers) {
            double atLeast = Threshold.shareChallenged(sorted, score);
            double above = Threshold.shareChallenged(sorted, Math.nextUp(score));
            higher += 1 - (atLeast + above) / 2;
        }
        return higher / strangers.length;
    }
}
