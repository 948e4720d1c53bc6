package dev.gatehouse.bench.lab.company;

import dev.gatehouse.bench.lab.generator.Dice;
import java.util.List;
import java.util.Optional;

/** When a person works: joining, shifts, leave and trips. Its days must not decrease. */
final class Calendar {

    /** The hours at which shifts begin. */
    private static final double[] SHIFTS = {7, 9, 13, 20};

    private static final double[] SHIFT_SHARES = {0.3, 0.4, 0.2, 0.1};
    private static final double ROTATING = 0.3;
    private static final double EARLIEST = 7.5;
    private static final double FLEXIBLE_HOURS = 2;
    private static final int WEEK = 7;
    private static final int WORKING_DAYS = 5;
    private static final double WORKING_DAY = 0.9;
    private static final double FREE_DAY = 0.06;
    private static final double ON_LEAVE = 0.03;
    private static final double SECOND_LOGIN = 0.45;
    private static final double THIRD_LOGIN = 0.15;
    private static final double HOURS_BETWEEN = 3.5;
    private static final double MEAN_DELAY = 0.5;
    private static final double MOST_DELAY = 2;
    private static final double HOURS = 24;
    private static final double LEAVE = 1 / 110.0;
    private static final int LEAST_LEAVE = 7;
    private static final int MORE_LEAVE = 15;
    private static final double LONG_LEAVE = 1 / 4000.0;
    private static final int LONG_LEAVE_DAYS = 100;
    private static final double TRIP = 1 / 80.0;
    private static final int NO_LEAVE_DAYS = 30;
    private static final int MOST_TRIP_DAYS = 5;
    private static final int HOTELS = 300;
    private static final List<String> COUNTRIES = List.of("DE", "BE", "GB", "FR", "ES", "US");

    private final int joins;
    private final boolean hasShifts;
    private final boolean isRotating;
    private final int shift;
    private final double firstHour;
    private final int firstFreeDay;
    private final boolean travels;
    private int leaveUntil = -1;
    private int longLeaveUntil = -1;
    private int tripUntil = -1;
    private Trip trip = new Trip(COUNTRIES.get(0), 0);

    /** A trip: the country, and the number of the hotel in it. */
    record Trip(String country, int hotel) {}

    Calendar(CompanyPlan plan, Dice dice) {
        Habits habits = plan.habits();
        joins = dice.chance(habits.newcomers()) ? 1 + dice.below(Math.max(1, plan.days() * 4 / 5)) : 0;
        hasShifts = dice.chance(habits.shifts());
        isRotating = dice.chance(ROTATING);
        shift = dice.weighted(SHIFT_SHARES);
        firstHour = EARLIEST + FLEXIBLE_HOURS * dice.uniform();
        firstFreeDay = hasShifts ? dice.below(WEEK) : WORKING_DAYS;
        travels = dice.chance(habits.travellers());
    }

    /** The day of the first login. */
    int joins() {
        return joins;
    }

    /** Decides about leave and trips that begin on this day. */
    void begin(int day, Dice dice) {
        boolean mayLeave = joins == 0 || day > joins + NO_LEAVE_DAYS;
        if (mayLeave && day > leaveUntil && dice.chance(LEAVE)) {
            leaveUntil = day + LEAST_LEAVE + dice.below(MORE_LEAVE);
        }
        if (mayLeave && day > longLeaveUntil && dice.chance(LONG_LEAVE)) {
            longLeaveUntil = day + LONG_LEAVE_DAYS;
        }
        if (travels && day > tripUntil && dice.chance(TRIP)) {
            tripUntil = day + dice.below(MOST_TRIP_DAYS);
            trip = new Trip(dice.oneOf(COUNTRIES), dice.below(HOTELS));
        }
    }

    /** The trip, if the person is abroad on this day. */
    Optional<Trip> trip(int day) {
        return day <= tripUntil ? Optional.of(trip) : Optional.empty();
    }

    /** An hour before work begins, in days since the start; no login of the day before is later. */
    double beforeWork(int day) {
        return day + (hour(day) - 1) / HOURS;
    }

    private double hour(int day) {
        if (!hasShifts) {
            return firstHour;
        }
        return SHIFTS[isRotating ? (shift + day / WEEK) % SHIFTS.length : shift];
    }

    /** The times of the logins of this day in days since the start, ascending; those of a night may be on the next day. */
    double[] logins(int day, Dice dice) {
        double[] times = new double[works(day, dice) ? logins(dice) : 0];
        for (int i = 0; i < times.length; i++) {
            double delay = Math.min(MOST_DELAY, dice.exponential(MEAN_DELAY));
            times[i] = day + (hour(day) + i * HOURS_BETWEEN + delay) / HOURS;
        }
        return times;
    }

    private boolean works(int day, Dice dice) {
        if (day == joins) {
            return true;
        }
        boolean isFree = Math.floorMod(day - firstFreeDay, WEEK) < WEEK - WORKING_DAYS;
        return dice.chance(isFree ? FREE_DAY : WORKING_DAY)
                && day > longLeaveUntil
                && (day > leaveUntil || dice.chance(ON_LEAVE));
    }

    private static int logins(Dice dice) {
        return 1 + (dice.chance(SECOND_LOGIN) ? 1 : 0) + (dice.chance(THIRD_LOGIN) ? 1 : 0);
    }
}
