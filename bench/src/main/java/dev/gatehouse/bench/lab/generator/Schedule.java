package dev.gatehouse.bench.lab.generator;

import java.util.Arrays;

/** The login times of a user, in fractional days since the start of the log, ascending. */
final class Schedule {

    /** Points of the distribution of logins per user: the share of users with more logins than given, interpolated logarithmically. */
    private static final double[] LOGINS = {1, 2, 4, 9, 28, 60, 365};

    private static final double[] SHARE_ABOVE = {0.603, 0.42, 0.245, 0.096, 0.0098, 0.0012, 0.000002};

    private static final double MEDIAN_GAP_DAYS = 12;
    private static final double GAP_SPREAD = 0.9;
    private static final double FIRST_HOUR = 6.5;
    private static final double AWAKE_HOURS = 17;
    private static final double WORKING_DAY = 0.9;
    private static final double WEEKEND_DAY = 0.15;
    private static final double HOURS = 24;

    private Schedule() {}

    static double[] of(RealmPlan plan, Dice dice) {
        return switch (plan.frequency()) {
            case DATASET -> sparse(plan.days(), dice);
            case DAILY -> daily(plan.days(), dice);
        };
    }

    /** The number of logins of a user, for a uniform random number. */
    static int logins(double uniform) {
        if (uniform >= SHARE_ABOVE[0]) {
            return 1;
        }
        for (int i = 1; i < LOGINS.length; i++) {
            if (uniform >= SHARE_ABOVE[i]) {
                double part = Math.log(SHARE_ABOVE[i - 1] / uniform) / Math.log(SHARE_ABOVE[i - 1] / SHARE_ABOVE[i]);
                return (int) Math.ceil(LOGINS[i - 1] + part * (LOGINS[i] - LOGINS[i - 1]));
            }
        }
        return (int) LOGINS[LOGINS.length - 1];
    }

    private static double[] sparse(int days, Dice dice) {
        double[] times = new double[logins(dice.uniform())];
        double gap = MEDIAN_GAP_DAYS * Math.exp(GAP_SPREAD * dice.normal());
        double sum = 0;
        for (int i = 1; i < times.length; i++) {
            sum += dice.exponential(gap);
            times[i] = sum;
        }
        double available = Math.max(0.5, days - 1.0);
        double shrink = sum > available ? available / sum : 1;
        double start = dice.uniform() * Math.max(0, available - sum * shrink);
        for (int i = 0; i < times.length; i++) {
            times[i] = awake(start + times[i] * shrink, dice);
        }
        return ascending(times);
    }

    private static double[] daily(int days, Dice dice) {
        double start = dice.chance(0.6) ? 0 : dice.uniform() * days * 0.8;
        double[] times = new double[days];
        int count = 0;
        for (int day = (int) start; day < days; day++) {
            boolean isWeekend = day % 7 >= 5;
            if (day == (int) start || dice.chance(isWeekend ? WEEKEND_DAY : WORKING_DAY)) {
                times[count++] = awake(day, dice);
            }
        }
        return ascending(Arrays.copyOf(times, count));
    }

    private static double awake(double time, Dice dice) {
        return Math.floor(time) + (FIRST_HOUR + AWAKE_HOURS * dice.uniform()) / HOURS;
    }

    private static double[] ascending(double[] times) {
        Arrays.sort(times);
        return times;
    }
}
