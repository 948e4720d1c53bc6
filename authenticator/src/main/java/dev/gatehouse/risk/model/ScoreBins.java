package dev.gatehouse.risk.model;

/** The bins of a distribution of scores, and what follows from the weights in them. The outermost bins are open. */
final class ScoreBins {

    /** The lower end of the first bin, in nats. */
    static final double LOWEST = -25;

    /** The upper end of the last bin, in nats. */
    static final double HIGHEST = 25;

    /** The width of a bin, in nats. */
    static final double WIDTH = 0.25;

    /** The number of bins. */
    static final int COUNT = (int) ((HIGHEST - LOWEST) / WIDTH);

    private ScoreBins() {}

    /** The bin of a score, from 0. */
    static int of(double score) {
        return (int) Math.max(0, Math.min(COUNT - 1, Math.floor((score - LOWEST) / WIDTH)));
    }

    static double sum(double[] weights) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    /**
     * The weight above a score, as if the scores of a bin were spread evenly over it.
     *
     * @param score in nats, not NaN
     */
    static double above(double[] weights, double score) {
        int cut = of(score);
        double above = 0;
        for (int bin = cut + 1; bin < COUNT; bin++) {
            above += weights[bin];
        }
        double partOfCut = Math.max(0, Math.min(1, (lowEnd(cut) + WIDTH - score) / WIDTH));
        return above + partOfCut * weights[cut];
    }

    /**
     * The score above which a given weight lies, as if the scores of a bin were spread evenly over it.
     *
     * @param wanted the weight above it
     * @return {@link #LOWEST} if the weights are less in total
     */
    static double threshold(double[] weights, double wanted) {
        double above = 0;
        for (int bin = COUNT - 1; bin >= 0; bin--) {
            if (weights[bin] > 0 && above + weights[bin] >= wanted) {
                return lowEnd(bin) + WIDTH * (1 - (wanted - above) / weights[bin]);
            }
            above += weights[bin];
        }
        return LOWEST;
    }

    private static double lowEnd(int bin) {
        return LOWEST + bin * WIDTH;
    }
}
