package dev.gatehouse.bench.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.gatehouse.bench.lab.Rows;
import dev.gatehouse.bench.lab.generator.RealmPlan;
import dev.gatehouse.bench.lab.generator.SyntheticLog;
import dev.gatehouse.bench.lab.log.Attacker;
import dev.gatehouse.bench.lab.log.LoginRow;
import dev.gatehouse.bench.lab.score.CountryScorer;
import dev.gatehouse.bench.lab.score.FreemanScorer;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    @Test
    void theFirstLoginIsAChallengeAndOthersDependOnTheThreshold() {
        // ann: NO, US (challenged), NO; bob: NO, NO.
        Run run = Run.through(
                Stream.of(
                        own(0, "ann", "NO"),
                        own(1, "bob", "NO"),
                        own(2, "ann", "US"),
                        own(3, "bob", "NO"),
                        own(4, "ann", "NO")),
                List.of(new CountryScorer()));
        Challenges challenges = new Challenges(run, 0);
        assertThat(challenges.perUser(1, 2, user -> true)).containsExactly(2, 1);
        assertThat(challenges.perUser(1, 3, user -> true)).containsExactly(2);
        assertThat(challenges.rate(1, 2, user -> true)).isEqualTo(0.5, within(1e-12));
        assertThat(challenges.rate(1, 3, user -> true)).isEqualTo(0.5, within(1e-12));
        assertThat(challenges.median(2, 2, user -> true)).isEqualTo(1);
    }

    @Test
    void theIntervalIsByStudentsT() {
        Sample sample = new Sample();
        for (double value : new double[] {1, 2, 3, 4, 5}) {
            sample.add(value);
        }
        // Standard deviation sqrt(2.5), t(4, .975) = 2.7764: 2.7764 * 1.5811 / sqrt(5) = 1.9632.
        assertThat(sample.halfWidth()).isEqualTo(1.9632, within(1e-4));
        assertThat(sample.number()).isEqualTo("3.0 ± 2.0");
    }

    @Test
    void theRocAscendsFromZeroToOne() {
        Run run = Run.through(new SyntheticLog(RealmPlan.standard(1, 300, 200)).rows(), List.of(new FreemanScorer()));
        List<double[]> points = Roc.of(run.scored(0).own(), run.scored(0).of(Attacker.VPN), 50);
        assertThat(points.get(0)).containsExactly(0, 0);
        assertThat(points.get(points.size() - 1)).containsExactly(1, 1);
        for (int i = 1; i < points.size(); i++) {
            assertThat(points.get(i)[0]).isGreaterThanOrEqualTo(points.get(i - 1)[0]);
            assertThat(points.get(i)[1]).isGreaterThanOrEqualTo(points.get(i - 1)[1]);
        }
    }

    @Test
    void thePublishedTableHasThirtySixReadablePoints() {
        assertThat(PublishedTable.cells()).hasSize(36);
    }

    private static LoginRow own(double day, String user, String country) {
        return Rows.own(day, user, "1", "AS1", country, "Chrome 80");
    }
}
