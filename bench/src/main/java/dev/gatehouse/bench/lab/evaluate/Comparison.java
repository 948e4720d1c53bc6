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

    /** Fresh scorers of all others but Freeman's. */
    static List<Scorer<?>> others() {
        return List.of(new ExactMatchScorer(), new CountryScorer(), new CasScorer(), new AdaptiveAuthnScorer());
    }

    /** Their names. */
    static List<String> names() {
        return others().stream().<String>map(Scorer::name).toList();
    }
}
