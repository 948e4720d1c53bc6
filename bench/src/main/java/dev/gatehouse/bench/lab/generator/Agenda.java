package dev.gatehouse.bench.lab.generator;

import dev.gatehouse.bench.lab.log.Attacker;
import java.util.Arrays;

/**
 * All events in chronological order, each encoded in one number: milliseconds since the start, user, kind. The order of a log of
 * millions of lines thus fits into memory although its lines do not.
 */
final class Agenda {

    /** A login of the user; higher kinds are attackers, in their order. */
    static final int OWN = 0;

    /** An attempt against the pseudo-user. */
    static final int NOISE = 7;

    private static final int KIND_BITS = 3;
    private static final int USER_BITS = 24;
    private static final double MILLIS_PER_DAY = 86_400_000;
    private static final double AFTER_LAST_LOGIN_DAYS = 7;
    private static final double AFTER_FIRST_LOGIN_DAYS = 0.01;
    private static final int OWN_SEED = 1;
    private static final int ATTACK_SEED = 2;
    private static final int NOISE_SEED = 3;

    private final RealmPlan plan;
    private long[] events = new long[1024];
    private int count;

    Agenda(RealmPlan plan) {
        this.plan = plan;
        for (int user = 0; user < plan.users(); user++) {
            add(user);
        }
        if (plan.noiseShare() > 0) {
            // Attacks are not counted: the data set has hardly any.
            double attempts = own() / (1 - plan.failedShare());
            Dice dice = Dice.of(plan.seed(), NOISE_SEED, 0);
            for (double left = attempts * plan.noiseShare() / (1 - plan.noiseShare()); left > 0; left--) {
                add(dice.uniform() * plan.days(), 0, NOISE);
            }
        }
        events = Arrays.copyOf(events, count);
        Arrays.sort(events);
    }

    private void add(int user) {
        double[] logins = logins(plan, user);
        for (double day : logins) {
            add(day, user, OWN);
        }
        double first = logins[0] + AFTER_FIRST_LOGIN_DAYS;
        double last = logins[logins.length - 1] + AFTER_LAST_LOGIN_DAYS;
        for (Attacker kind : Attacker.values()) {
            Dice dice = Dice.of(plan.seed(), ATTACK_SEED + (kind.ordinal() + 1) * 10L, user);
            if (dice.chance(plan.attacks())) {
                add(first + dice.uniform() * (last - first), user, kind.ordinal() + 1);
            }
        }
    }

    private void add(double day, int user, int kind) {
        if (count == events.length) {
            events = Arrays.copyOf(events, count + (count >> 1));
        }
        events[count++] = ((long) (day * MILLIS_PER_DAY) << USER_BITS | user) << KIND_BITS | kind;
    }

    private long own() {
        return Arrays.stream(events, 0, count)
                .filter(event -> kind(event) == OWN)
                .count();
    }

    /** The login times of a user, deterministic. */
    static double[] logins(RealmPlan plan, int user) {
        return Schedule.of(plan, Dice.of(plan.seed(), OWN_SEED, user));
    }

    long[] events() {
        return events;
    }

    static int kind(long event) {
        return (int) (event & (1 << KIND_BITS) - 1);
    }

    static int user(long event) {
        return (int) (event >> KIND_BITS & (1 << USER_BITS) - 1);
    }

    static long millis(long event) {
        return event >> KIND_BITS + USER_BITS;
    }
}
