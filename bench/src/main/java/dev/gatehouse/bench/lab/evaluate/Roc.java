package dev.gatehouse.bench.lab.evaluate;

import java.util.ArrayList;
import java.util.List;

/** Receiver operating characteristic: what each threshold catches and costs. */
final class Roc {

    private Roc() {}

    /**
     * Points of share asked and share caught, both rising from 0 to 1.
     *
     * @param own scores of users' logins, rising, at least one
     * @param attacks scores of attackers, rising, at least one
     * @param points how many, at least 2
     */
    static List<double[]> of(double[] own, double[] attacks, int points) {
        List<double[]> found = new ArrayList<>();
        found.add(new double[] {0, 0});
        for (int i = 1; i <= points; i++) {
            double threshold = Threshold.at(attacks, (double) i / points);
            found.add(new double[] {Threshold.shareAsked(own, threshold), Threshold.shareAsked(attacks, threshold)});
        }
        found.add(new double[] {1, 1});
        return found;
    }
}
