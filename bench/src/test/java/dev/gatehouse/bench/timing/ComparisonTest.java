package dev.gatehouse.bench.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final double[] EVEN = IntStream.rangeClosed(1, 20).mapToDouble(number -> 2e6 * number).toArray();
    private static final double[] ODD = IntStream.rangeClosed(1, 20).mapToDouble(number -> 2e6 * number - 1e6).toArray();

    @Test
    void quartilesAreInMilliseconds() {
        Comparison compared = Comparison.of(EVEN, ODD);
        assertThat(compared.count()).isEqualTo(20);
        assertThat(compared.lowerQuartile()).isEqualTo(10.5);
        assertThat(compared.median()).isEqualTo(21);
        assertThat(compared.upperQuartile()).isEqualTo(31.5);
    }

    /**
     * By hand: of 20 times 20 pairs, an even number is the lesser in 0 + 1 + ... + 19 = 190, so U = 190; 200 is expected, with a variance of
     * 400 * 41 / 12 = 1366.67; z = -10 / 36.97 = -0.2705; twice the area of the normal distribution's tail is 0.7868.
     */
    @Test
    void pIsThatOfMannAndWhitney() {
        assertThat(Comparison.of(EVEN, ODD).p()).isEqualTo(0.7868, within(0.0001));
        assertThat(Comparison.of(ODD, EVEN).p()).isEqualTo(0.7868, within(0.0001));
    }

    /** By hand: no pair the other way, so U = 0; z = -200 / 36.97 = -5.41. */
    @Test
    void pIsSmallWhereOneSampleLiesBeyondTheOther() {
        double[] later = DoubleStream.of(EVEN).map(time -> time + 1e9).toArray();
        assertThat(Comparison.of(later, EVEN).p()).isBetween(6.0e-8, 6.6e-8);
    }
}
