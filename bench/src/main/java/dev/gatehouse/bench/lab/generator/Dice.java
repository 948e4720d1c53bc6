package dev.gatehouse.bench.lab.generator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/** A random number generator, deterministic for a seed on every machine. */
public final class Dice {

    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** An independent generator for one of many entities, so that no entity depends on the number of values drawn by another. */
    public static Dice of(long seed, long kind, long number) {
        return new Dice(new SplittableRandom(
                        seed * 0x9E3779B97F4A7C15L + kind * 0xBF58476D1CE4E5B9L + number * 0x94D049BB133111EBL)
                .split());
    }

    /** Whether something of this probability, from 0 to 1, happens. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A uniform value from 0 inclusive to 1 exclusive. */
    public double uniform() {
        return random.nextDouble();
    }

    /** An integer from 0 inclusive to {@code bound} exclusive. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    long number() {
        return random.nextLong();
    }

    double normal() {
        return random.nextGaussian();
    }

    /** An exponentially distributed value. */
    public double exponential(double mean) {
        return mean * random.nextExponential();
    }

    /** One of the choices, all equally likely. */
    public <T> T oneOf(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** One of the choices by weight; the weights need not sum to 1. */
    public <T> T weighted(List<T> choices, ToDoubleFunction<? super T> weight) {
        double left = random.nextDouble() * choices.stream().mapToDouble(weight).sum();
        for (T choice : choices) {
            left -= weight.applyAsDouble(choice);
            if (left < 0) {
                return choice;
            }
        }
        return choices.get(choices.size() - 1);
    }

    /** An index by weight. */
    public int weighted(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double left = random.nextDouble() * sum;
        for (int i = 0; i < weights.length; i++) {
            left -= weights[i];
            if (left < 0) {
                return i;
            }
        }
        return weights.length - 1;
    }

    /** Shares that sum to 1, from a Dirichlet distribution: the lower the concentration, the more one share dominates. */
    double[] shares(double[] mean, double concentration) {
        double[] shares = new double[mean.length];
        double sum = 0;
        for (int i = 0; i < mean.length; i++) {
            shares[i] = gamma(mean[i] * concentration);
            sum += shares[i];
        }
        for (int i = 0; i < mean.length; i++) {
            shares[i] = sum > 0 ? shares[i] / sum : mean[i];
        }
        return shares;
    }

    /** Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
    private double gamma(double shape) {
        if (shape < 1) {
            return gamma(shape + 1) * Math.pow(1 - random.nextDouble(), 1 / shape);
        }
        double d = shape - 1.0 / 3;
        double c = 1 / Math.sqrt(9 * d);
        while (true) {
            double x = random.nextGaussian();
            double v = Math.pow(1 + c * x, 3);
            if (v > 0 && Math.log(1 - random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
                return d * v;
            }
        }
    }
}
