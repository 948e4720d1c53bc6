package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;

/**
 * The model of Freeman et al., "Who Are You? A Statistical Approach to Measuring User Authenticity" (NDSS 2016), equation 7 without
 * attack data, with the weights and the smoothing of Wiefling et al. (FC 2021, TOPS 2022): the product over address and user agent
 * of {@code p(x)/p(x|u)}, times {@code p(u|A)/p(u|L)}, where {@code p(u|A) = 1/users} and {@code p(u|L)} is the user's share of all
 * logins.
 *
 * <p>A feature of which no level was ever seen with the user counts as four times less likely than in the population. The published
 * implementation smooths the most specific level once more within itself, which changes a term by some hundred-thousandths and is
 * omitted here.
 */
public final class FreemanScorer implements Scorer<FreemanCounts> {

    private static final double NEVER_SEEN = 4;

    private final FreemanCounts population = new FreemanCounts();
    private int users;

    @Override
    public String name() {
        return "Freeman";
    }

    @Override
    public FreemanCounts emptyHistory() {
        return new FreemanCounts();
    }

    /** The score; infinite for a user without a login, for whom the model has no data. */
    @Override
    public Score score(LoginRow row, FreemanCounts history) {
        if (history.logins() == 0) {
            return Score.of(Double.POSITIVE_INFINITY);
        }
        double product = 1;
        for (FreemanFeature feature : FreemanFeature.values()) {
            double global = population.ofPopulation(feature, row);
            double local = history.ofUser(feature, row);
            product *= local == 0 ? NEVER_SEEN : global / local;
        }
        double userIfAttack = 1.0 / users;
        double userIfLegitimate = (double) history.logins() / population.logins();
        return Score.of(product * userIfAttack / userIfLegitimate);
    }

    @Override
    public FreemanCounts learn(LoginRow row, FreemanCounts history) {
        if (history.logins() == 0) {
            users++;
        }
        population.add(row);
        history.add(row);
        return history;
    }
}
