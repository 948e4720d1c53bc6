package dev.gatehouse.bench.lab.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Receiver operating characteristic: the detection and challenge rates of each threshold. */
final class Roc {

    private Roc() {}

    /**
     * Points of share challenged and share caught, both ascending from 0 to 1.
     *
     * @param own scores of users' logins, ascending, at least one
     * @param attacks scores of attackers, ascending, at least one
     * @param points the number of points, at least 2
     */
    static List<double[]> of(double[] own, double[] attacks, int points) {
        List<double[]> found = new ArrayList<>();
        found.add(new double[] {0, 0});
        for (int i = 1; i <= points; i++) {
            double threshold = Threshold.at(attacks, (double) i / points);
            found.add(new double[] {
                Threshold.shareChallenged(own, threshold), Threshold.shareChallenged(attacks, threshold)
            });
        }
        found.add(new double[] {1, 1});
        return found;
    }
}
