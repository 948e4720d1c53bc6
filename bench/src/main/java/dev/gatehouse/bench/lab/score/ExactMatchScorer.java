package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** "SIMPLE" of Wiefling et al.: the share of features that are new to the user, with the exact address and user agent. */
public final class ExactMatchScorer implements Scorer<Set<String>> {

    @Override
    public String name() {
        return "exact match";
    }

    @Override
    public Set<String> emptyHistory() {
        return new HashSet<>();
    }

    @Override
    public Score score(LoginRow row, Set<String> history) {
        List<String> features = features(row);
        return Score.of((double) features.stream()
                        .filter(feature -> !history.contains(feature))
                        .count()
                / features.size());
    }

    @Override
    public Set<String> learn(LoginRow row, Set<String> history) {
        history.addAll(features(row));
        return history;
    }

    private static List<String> features(LoginRow row) {
        return List.of("a" + row.origin().address(), "u" + row.client().userAgent());
    }
}
