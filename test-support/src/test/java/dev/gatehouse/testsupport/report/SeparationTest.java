package dev.gatehouse.testsupport.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SeparationTest {

    private static final double[] EVEN =
            IntStream.rangeClosed(1, 20).mapToDouble(number -> 2 * number).toArray();
    private static final double[] ODD =
            IntStream.rangeClosed(1, 20).mapToDouble(number -> 2 * number - 1).toArray();

    /**
     * Calculated by hand: of 20 times 20 pairs, an even number is the greater in 1 + 2 + ... + 20 = 210; the deviation is the root of 400 *
     * 41 / 12.
     */
    @Test
    void isThatOfMannAndWhitney() {
        Separation separation = Separation.of(EVEN, ODD);
        assertThat(separation.auc()).isEqualTo(210 / 400.0);
        assertThat(separation.z()).isEqualTo(10 / 36.97, within(0.001));
        assertThat(separation.isRare()).isFalse();
        assertThat(separation.isBeyond(0.05)).isFalse();
    }

    @Test
    void tiesCountHalf() {
        assertThat(Separation.of(ODD, ODD)).isEqualTo(new Separation(0.5, 0));
    }

    @Test
    void whatLiesBeyondIsDistinguished() {
        Separation separation =
                Separation.of(DoubleStream.of(ODD).map(number -> number + 100).toArray(), ODD);
        assertThat(separation.auc()).isEqualTo(1);
        assertThat(separation.isRare()).isTrue();
        assertThat(separation.isBeyond(0.1)).isTrue();
    }
}
