package dev.gatehouse.bench.lab.score;

import dev.gatehouse.bench.lab.log.LoginRow;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Set;

/**
 * The formula of the extension keycloak-adaptive-authn (mabartos): a sum of evidence with a bias of -0.5, then the logistic
 * function. A new address +1.5, a new country +0.8, the same city -0.3, an unusual hour in steps above 2, 4, 6 and 8 hours, failed
 * attempts in steps above 3, 7, 15 and 25. The values of the steps and full trust in all evidence are our assumptions.
 */
public final class AdaptiveAuthnScorer implements Scorer<AdaptiveAuthnScorer.Habits> {

    private static final double BIAS = -0.5;
    private static final double NEW_ADDRESS = 1.5;
    private static final double NEW_COUNTRY = 0.8;
    private static final double SAME_CITY = -0.3;
    private static final int[] HOURS = {2, 4, 6, 8};
    private static final double[] HOURS_ADD = {0.3, 0.6, 1.0, 1.5};
    private static final int[] FAILURES = {3, 7, 15, 25};
    private static final double[] FAILURES_ADD = {0.5, 1.0, 1.5, 2.5};
    private static final double DECAY = 0.2;
    private static final double DAY = 24;

    private final RecentFailures failures = new RecentFailures(LoginRow::user);

    /** What is usual for a user. */
    public static final class Habits {
        private final Set<String> addresses = new HashSet<>(4);
        private final Set<String> countries = new HashSet<>(2);
        private final Set<String> cities = new HashSet<>(2);
        private double x;
        private double y;

        private double hoursFromUsual(double hour) {
            double usual = Math.atan2(y, x) * DAY / (2 * Math.PI);
            double apart = Math.abs(hour - usual) % DAY;
            return Math.min(apart, DAY - apart);
        }
    }

    @Override
    public String name() {
        return "keycloak-adaptive-authn";
    }

    @Override
    public Habits emptyHistory() {
        return new Habits();
    }

    @Override
    public Score score(LoginRow row, Habits history) {
        double evidence = BIAS
                + (history.addresses.contains(row.origin().address()) ? 0 : NEW_ADDRESS)
                + (history.countries.contains(row.origin().country()) ? 0 : NEW_COUNTRY)
                + (history.cities.contains(city(row)) ? SAME_CITY : 0)
                + step(history.hoursFromUsual(hour(row)), HOURS, HOURS_ADD)
                + step(failures.before(row), FAILURES, FAILURES_ADD);
        return Score.of(1 / (1 + Math.exp(-evidence)));
    }

    private static double step(double value, int[] beyond, double[] adds) {
        double found = 0;
        for (int i = 0; i < beyond.length; i++) {
            if (value > beyond[i]) {
                found = adds[i];
            }
        }
        return found;
    }

    @Override
    public Habits learn(LoginRow row, Habits history) {
        history.addresses.add(row.origin().address());
        history.countries.add(row.origin().country());
        history.cities.add(city(row));
        double angle = hour(row) / DAY * 2 * Math.PI;
        history.x = (1 - DECAY) * history.x + DECAY * Math.cos(angle);
        history.y = (1 - DECAY) * history.y + DECAY * Math.sin(angle);
        return history;
    }

    @Override
    public void failed(LoginRow row) {
        failures.add(row);
    }

    private static String city(LoginRow row) {
        return row.origin().country() + "/" + row.origin().city();
    }

    private static double hour(LoginRow row) {
        return row.time().atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3600.0;
    }
}
