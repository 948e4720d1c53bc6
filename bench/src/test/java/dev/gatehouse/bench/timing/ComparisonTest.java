package dev.gatehouse.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final double[] EVEN =
            IntStream.rangeClosed(1, 20).mapToDouble(number -> 2e6 * number).toArray();
    private static final double[] ODD = IntStream.rangeClosed(1, 20)
            .mapToDouble(number -> 2e6 * number - 1e6)
            .toArray();

    @Test
    void quartilesAreInMilliseconds() {
        Comparison compared = Comparison.of(EVEN, ODD);
        assertThat(compared.count()).isEqualTo(20);
        assertThat(compared.lowerQuartile()).isEqualTo(10.5);
        assertThat(compared.median()).isEqualTo(21);
        assertThat(compared.upperQuartile()).isEqualTo(31.5);
    }

    /**
     * Computed by hand: of 20 times 20 pairs, the even number is lower in 0 + 1 + ... + 19 = 190, so U = 190; the expected value is
     * 200, the variance 400 * 41 / 12 = 1366.67; z = -10 / 36.97 = -0.2705; twice the tail of the normal distribution is 0.7868.
     */
    @Test
    void pIsThatOfTheMannWhitneyTest() {
        assertThat(Comparison.of(EVEN, ODD).p()).isEqualTo(0.7868, within(0.0001));
        assertThat(Comparison.of(ODD, EVEN).p()).isEqualTo(0.7868, within(0.0001));
    }

    /** Computed by hand: no pair in the other direction, so U = 0; z = -200 / 36.97 = -5.41. */
    @Test
    void pIsSmallForDisjointSamples() {
        double[] later = DoubleStream.of(EVEN).map(time -> time + 1e9).toArray();
        assertThat(Comparison.of(later, EVEN).p()).isBetween(6.0e-8, 6.6e-8);
    }
}
