package dev.gatehouse.bench.lab.logistics;

import dev.gatehouse.bench.lab.generator.Dice;

/**
 * When somebody works for the company.
 *
 * @param joins the first day, on which the person logs in; negative for those who were there before the log
 * @param leaves the day after the last one
 * @param holiday the first of two weeks
 * @param absence the first day of a long absence, e.g. an illness or parental leave
 * @param absent the duration of that in days; mostly 0
 */
record Contract(int joins, int leaves, int holiday, int absence, int absent) {

    /** Long before the log. */
    private static final int BEFORE = -400;

    private static final int NEVER = Integer.MAX_VALUE;
    private static final int HOLIDAY = 14;
    private static final int EIGHT_WEEKS = 56;
    private static final int YEAR = 365;
    /** In the middle of September; day 0 is the first of June. */
    private static final int AUTUMN = 105;

    private static final int AUTUMN_DAYS = 63;

    static Contract of(Dice dice, Job job, int days) {
        if (job == Job.SEASONAL) {
            int summer = 5 + dice.below(50);
            int joins = dice.chance(0.25) ? summer : AUTUMN + dice.below(AUTUMN_DAYS);
            joins = onWorkday(joins + YEAR * dice.below(1 + days / YEAR));
            return new Contract(joins, joins + EIGHT_WEEKS, NEVER, NEVER, 0);
        }
        int joins = dice.chance(0.2) ? onWorkday(dice.below(days)) : BEFORE;
        int leaves = dice.chance(0.08) ? Math.max(0, joins) + 20 + dice.below(days) : NEVER;
        int holiday = 10 + dice.below(90);
        int absent = dice.chance(0.08) ? 21 + dice.below(70) : 0;
        return new Contract(joins, leaves, holiday - holiday % 7, dice.below(days), absent);
    }

    /** People join on a day from Monday to Friday. */
    private static int onWorkday(int day) {
        return day % 7 > 4 ? day - 3 : day;
    }

    boolean isEmployed(int day) {
        return day >= joins && day < leaves;
    }

    /** Whether the person joined during the log, after its first day. */
    boolean isNewcomer() {
        return joins > 0;
    }

    boolean isAway(int day) {
        return day > joins + HOLIDAY && (isWithin(day, holiday, HOLIDAY) || isWithin(day, absence, absent));
    }

    private static boolean isWithin(int day, int first, int duration) {
        return day >= first && day - first < duration;
    }
}
