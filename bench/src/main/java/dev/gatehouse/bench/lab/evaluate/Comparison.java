package dev.gatehouse.bench.lab.evaluate;

import dev.gatehouse.bench.lab.score.AdaptiveAuthnScorer;
import dev.gatehouse.bench.lab.score.CasScorer;
import dev.gatehouse.bench.lab.score.CountryScorer;
import dev.gatehouse.bench.lab.score.ExactMatchScorer;
import dev.gatehouse.bench.lab.score.Scorer;
import java.util.List;

/** The formulas of other systems. */
final class Comparison {

    private Comparison() {}

    /** New scorers of all other systems except Freeman's. */
    static List<Scorer<?>> others() {
        return List.of(new ExactMatchScorer(), new CountryScorer(), new CasScorer(), new AdaptiveAuthnScorer());
    }

    /** The names of {@link #others}. */
    static List<String> names() {
        return others().stream().<String>map(Scorer::name).toList();
    }
}
