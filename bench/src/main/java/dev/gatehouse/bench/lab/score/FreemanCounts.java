package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** How often each value of each level of each feature was seen, for one user or for the population. */
public final class FreemanCounts {

    private final Map<FreemanFeature, List<Counts>> features = new EnumMap<>(FreemanFeature.class);
    private int logins;

    FreemanCounts() {
        for (FreemanFeature feature : FreemanFeature.values()) {
            List<Counts> levels = new ArrayList<>();
            feature.levels().forEach(level -> levels.add(new Counts()));
            features.put(feature, levels);
        }
    }

    void add(LoginRow row) {
        logins++;
        for (FreemanFeature feature : FreemanFeature.values()) {
            for (int i = 0; i < feature.levels().size(); i++) {
                features.get(feature).get(i).add(feature.levels().get(i).value().apply(row));
            }
        }
    }

    int logins() {
        return logins;
    }

    /** The weighted share over all levels among a user's logins; 0 if no level was ever seen. */
    double ofUser(FreemanFeature feature, LoginRow row) {
        double sum = 0;
        for (int i = 0; i < feature.levels().size(); i++) {
            sum += weight(feature, i) * count(feature, i, row) / logins;
        }
        return sum;
    }

    /** The weighted share over all levels among all logins. The most specific level is smoothed, so that the share is never 0. */
    double ofPopulation(FreemanFeature feature, LoginRow row) {
        double sum = weight(feature, 0) * smoothed(feature, row);
        for (int i = 1; i < feature.levels().size(); i++) {
            sum += weight(feature, i) * count(feature, i, row) / logins;
        }
        return sum;
    }

    private double smoothed(FreemanFeature feature, LoginRow row) {
        double unseen = 1;
        for (int i = 1; i < feature.levels().size(); i++) {
            unseen += features.get(feature).get(i).distinct();
        }
        double count = count(feature, 0, row);
        return count == 0 ? 1 / (logins + unseen) : count / logins * (1 - unseen / (logins + unseen));
    }

    private double count(FreemanFeature feature, int level, LoginRow row) {
        return features.get(feature)
                .get(level)
                .of(feature.levels().get(level).value().apply(row));
    }

    private static double weight(FreemanFeature feature, int level) {
        return feature.levels().get(level).weight();
    }
}
