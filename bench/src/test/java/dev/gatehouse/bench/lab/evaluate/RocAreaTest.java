package dev.gatehouse.bench.lab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RocAreaTest {

    @Test
    void theAreaIsTheShareOfPairsThatAreInOrder() {
        assertThat(RocArea.area(new double[] {1, 2, 3}, new double[] {4, 5})).isEqualTo(1);
        assertThat(RocArea.area(new double[] {4, 5}, new double[] {1, 2, 3})).isZero();
        assertThat(RocArea.area(new double[] {1, 3}, new double[] {2})).isEqualTo(0.5);
        assertThat(RocArea.area(new double[] {2, 2}, new double[] {2}))
                .as("ties")
                .isEqualTo(0.5);
        assertThat(RocArea.area(new double[] {1, 2}, new double[] {2, Double.POSITIVE_INFINITY}))
                .isEqualTo(0.875);
    }

    @Test
    void theIntervalCoversTheTruthAndNarrowsWithMoreUsers() {
        RocArea few = RocArea.of(users(20));
        RocArea many = RocArea.of(users(500));
        // Two normal distributions a standard deviation apart.
        assertThat(many.area()).isEqualTo(0.76, within(0.05));
        assertThat(many.low()).isLessThan(0.76);
        assertThat(many.high()).isGreaterThan(0.76);
        assertThat(many.high() - many.low()).isLessThan((few.high() - few.low()) / 2);
    }

    @Test
    void theSameScoresGiveTheSameInterval() {
        assertThat(RocArea.of(users(20))).isEqualTo(RocArea.of(users(20)));
    }

    private static List<RocArea.Scores> users(int count) {
        Random random = new Random(4711);
        List<RocArea.Scores> users = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            users.add(
                    new RocArea.Scores(new double[] {random.nextGaussian()}, new double[] {1 + random.nextGaussian()}));
        }
        return users;
    }
}
