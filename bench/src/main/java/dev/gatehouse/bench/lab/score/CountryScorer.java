package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.util.HashSet;
import java.util.Set;

/** Country mismatch: a country that is new to the user is suspicious, and nothing else is. */
public final class CountryScorer implements Scorer<Set<String>> {

    @Override
    public String name() {
        return "country mismatch";
    }

    @Override
    public Set<String> emptyHistory() {
        return new HashSet<>(2);
    }

    @Override
    public Score score(LoginRow row, Set<String> history) {
        return Score.of(history.contains(row.origin().country()) ? 0 : 1);
    }

    @Override
    public Set<String> learn(LoginRow row, Set<String> history) {
        history.add(row.origin().country());
        return history;
    }
}
